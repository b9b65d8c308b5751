// Finds what is wrong with a procedure before anybody is caught in it: dead ends, unreachable states, ways around.
import type { Procedure } from './procedure';

export type ProcedureFault = {
  code:
    | 'procedure.unknown-state'
    | 'procedure.unreachable'
    | 'procedure.dead-end'
    | 'procedure.twice'
    | 'procedure.avoidable'
    | 'procedure.same-hand';
  /** The state or move at fault. */
  what: string;
};

/**
 * The faults of a procedure, none when it is sound: moves that name unknown states; states that cannot be reached;
 * states that are no end and never lead to the goal; one move twice from one state; a state that must be passed but
 * can be avoided; a step into the goal's last check that the author could take alone.
 */
export function faultsOf<S extends string, M extends string>(table: Procedure<S, M>): ProcedureFault[] {
  const known = new Set<string>(table.states);
  const named = [
    table.initial,
    table.goal,
    ...table.ends,
    ...table.passes,
    ...table.moves.flatMap(({ from, to }) => [from, to]),
  ];
  const unknown = [...new Set(named.filter((state) => !known.has(state)))];
  const reached = reach(table, table.initial);
  const seen = new Set<string>();
  const twice = table.moves
    .map(({ move, from }) => `${move} from ${from}`)
    .filter((step) => seen.size === seen.add(step).size);
  const dead = table.states.filter(
    (state) => !table.ends.includes(state) && !reach(table, state).has(table.goal),
  );
  const avoidable = table.passes.filter((state) => reach(table, table.initial, state).has(table.goal));
  // Each step out of a state that must be passed, on the way to the goal, shuts out the author — save the last, which only carries it out.
  const sameHand = table.moves.filter(
    ({ from, to, notBy }) =>
      table.passes.includes(from) &&
      to !== table.goal &&
      table.passes.includes(to) &&
      !notBy?.includes('author'),
  );
  return [
    ...unknown.map((what) => ({ code: 'procedure.unknown-state' as const, what })),
    ...table.states
      .filter((state) => !reached.has(state))
      .map((what) => ({ code: 'procedure.unreachable' as const, what })),
    ...dead.map((what) => ({ code: 'procedure.dead-end' as const, what })),
    ...twice.map((what) => ({ code: 'procedure.twice' as const, what })),
    ...avoidable.map((what) => ({ code: 'procedure.avoidable' as const, what })),
    ...sameHand.map(({ move }) => ({ code: 'procedure.same-hand' as const, what: move })),
  ];
}

/** Every state that can be reached from one, itself included, never entering `without`. */
function reach<S extends string, M extends string>(table: Procedure<S, M>, start: S, without?: S): Set<S> {
  const found = new Set<S>([start]);
  const waiting = [start];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    for (const { from, to } of table.moves) {
      if (from !== state || to === without || found.has(to)) continue;
      found.add(to);
      waiting.push(to);
    }
  }
  return found;
}
