// From a plan of the rules to a clock that runs: who owes it, who has it in hand, and whether what was published already answers it.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type ClockPlan,
  type Evidence,
  type IncidentForDuty,
  nextNoticeAt,
  type PolicyPack,
  type Stopped,
  stop,
} from '#duty';
import { system } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { CardStore } from './cards.store';
import { asDate, metColumns, metFact, ofClock, toldOf } from './clock.acts';
import type { ClockRow } from './clock.row';
import { ClockStore } from './clock.store';

export type Planned = { plan: ClockPlan; round: number };
type For = {
  jurisdictionId: string;
  leadDepartmentId: string | null;
  answers: readonly Evidence[];
  at: Date;
};

/** The instant, or a publication that lies after it because another machine's clock is ahead. */
export const laterOf = (at: Date, answers: readonly { publishedAt: string }[]): Date =>
  new Date(Math.max(at.getTime(), ...answers.map(({ publishedAt }) => Date.parse(publishedAt))));

@Injectable()
export class Opening {
  constructor(
    private readonly clocks: ClockStore,
    private readonly cards: CardStore,
  ) {}

  /** Opens what is planned and not there yet; each clock with its fact. */
  async open(tx: Tx, planned: readonly Planned[], given: For): Promise<NewFact[]> {
    const opened: { row: ClockRow; plan: ClockPlan; stopped: Stopped | null }[] = [];
    for (const { plan, round } of planned) {
      const party = await this.party(tx, plan.owedBy, plan.subjectId, given);
      const stopped = firstAnswer(plan, given);
      opened.push({ plan, stopped, row: rowOf(plan, round, party, stopped, given) });
    }
    const inserted = await this.clocks.open(
      tx,
      opened.map(({ row }) => row),
    );
    return opened
      .filter(({ row }) => inserted.has(row.id))
      .flatMap(({ row, plan, stopped }) => [
        openedFact(row, plan),
        ...(stopped ? [metFact(row, stopped.evidence, stopped.late)] : []),
      ]);
  }

  /** The department that owes, and the officer in it who has the clock in hand. */
  async party(
    tx: Tx,
    owedBy: ClockPlan['owedBy'],
    subjectId: string,
    { jurisdictionId, leadDepartmentId }: Pick<For, 'jurisdictionId' | 'leadDepartmentId'>,
  ): Promise<Pick<ClockRow, 'departmentId' | 'holderId'>> {
    const departmentId = await this.cards.owing(tx, { jurisdictionId, owedBy, leadDepartmentId });
    const holderId = departmentId && (await this.cards.holder(tx, departmentId, subjectId));
    return { departmentId, holderId };
  }
}

/** The earliest publication that answers a plan; null where none does. */
function firstAnswer(plan: ClockPlan, { answers, at }: For): Stopped | null {
  const now = laterOf(at, answers).toISOString();
  for (const answer of answers) {
    const stopped = stop(plan, answer, now);
    if (!('refused' in stopped)) return stopped;
  }
  return null;
}

function rowOf(
  plan: ClockPlan,
  round: number,
  party: Pick<ClockRow, 'departmentId' | 'holderId'>,
  stopped: Stopped | null,
  { jurisdictionId, at }: For,
): ClockRow {
  const {
    subject,
    subjectId,
    duty,
    name,
    packId,
    packVersion,
    clause,
    owedBy,
    startsFrom,
    startNote,
    basis,
  } = plan;
  return {
    id: randomUUID(),
    jurisdictionId,
    ...(subject === 'incident'
      ? { incidentId: subjectId, matterId: null }
      : { incidentId: null, matterId: subjectId }),
    ...{ duty, name, packId, packVersion, round, clause, owedBy, startsFrom, startNote, basis },
    answeredBy: [...plan.answeredBy],
    ...party,
    startAt: new Date(plan.startAt),
    dueAt: new Date(plan.dueAt),
    explain: plan.explain,
    leansOn: plan.leansOnUnpublished,
    extensions: [],
    openedAt: at,
    acknowledgedAt: null,
    acknowledgedBy: null,
    waivedAt: null,
    waivedReason: null,
    waivedBy: null,
    ...{ given: [], pausedAt: null, pausedMs: 0, pauses: [] },
    ...(stopped
      ? { ...metColumns(stopped), nextNoticeAt: null }
      : {
          state: 'open',
          metAt: null,
          evidence: null,
          nextNoticeAt: asDate(nextNoticeAt(plan, [])),
        }),
  };
}

const openedFact = (row: ClockRow, plan: ClockPlan): NewFact =>
  fact('duty.opened', system, ofClock(row.id), row.jurisdictionId, {
    ...toldOf(row),
    packId: row.packId,
    packVersion: row.packVersion,
    startAt: plan.startAt,
    startsFrom: plan.startedFrom,
    dueAt: plan.dueAt,
    departmentId: row.departmentId,
    officerId: row.holderId,
    clause: row.clause,
  });

/** The instants an incident's clocks may start from; the last publication that counts as a previous one among them. */
export function startsOf(
  incident: Omit<IncidentForDuty, 'previousReleaseAt'>,
  packs: readonly PolicyPack[],
  answers: readonly Evidence[],
): IncidentForDuty {
  const forms = packs
    .flatMap(({ rules }) => rules)
    .filter(({ startsFrom }) => startsFrom === 'previous-release')
    .flatMap(({ answeredBy }) => answeredBy);
  const last = answers.filter(({ form }) => forms.includes(form)).at(-1);
  return { ...incident, previousReleaseAt: last?.publishedAt ?? null };
}
