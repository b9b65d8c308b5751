// What the board shows, kept in the address, so that a view can be sent to a colleague and survives a reload.
import { useSearchParams } from 'react-router';
import { type Way, ways } from './grouping';

export const boardStates = ['running', 'breached', 'met', 'met-late', 'waived'] as const;
export type BoardState = (typeof boardStates)[number];
export type Filters = { state: BoardState; way: Way; mine: boolean; q: string; department: string };

const oneOf = <T extends string>(among: readonly T[], value: string | null, otherwise: T): T =>
  among.find((one) => one === value) ?? otherwise;

export function useFilters(): { filters: Filters; change: (part: Partial<Filters>) => void } {
  const [params, setParams] = useSearchParams();
  const filters: Filters = {
    state: oneOf(boardStates, params.get('state'), 'running'),
    way: oneOf(ways, params.get('by'), 'urgency'),
    mine: params.has('mine'),
    q: params.get('q') ?? '',
    department: params.get('department') ?? '',
  };
  const change = (part: Partial<Filters>) => {
    const next = { ...filters, ...part };
    const search = new URLSearchParams();
    if (next.mine) search.set('mine', '');
    if (next.state !== 'running') search.set('state', next.state);
    if (next.way !== 'urgency') search.set('by', next.way);
    if (next.q) search.set('q', next.q);
    if (next.department) search.set('department', next.department);
    // "?mine", not "?mine=": the address that the rest of the dashboard uses.
    setParams(
      search
        .toString()
        .replace('mine=&', 'mine&')
        .replace(/mine=$/, 'mine'),
      { replace: true },
    );
  };
  return { filters, change };
}
