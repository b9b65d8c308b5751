// A clock, the figures and the packs as the wire shows them.
import { onTimeRate } from '#accountability';
import { type Clock, type DutyFigures, type PolicyPackView, shownOf } from '#contract';
import { appliesWords, isAtRisk, type PolicyPack, withinWords } from '#duty';
import { asRunning, isRunning } from './clock.acts';
import type { EscalationFound } from './clock.store';
import type { ClockFound, Counted, RecountFound } from './clock-list.store';

export type Beside = {
  strictest: boolean;
  escalations: readonly EscalationFound[];
  recounts: readonly RecountFound[];
  now: Date;
};

export function clockOf(row: ClockFound, { strictest, escalations, recounts, now }: Beside): Clock {
  return {
    id: row.id,
    ...shownOf(row),
    duty: row.duty,
    name: row.name,
    packId: row.packId,
    packVersion: row.packVersion,
    clause: row.clause,
    startsFrom: row.startsFrom,
    startAt: row.startAt.toISOString(),
    startNote: row.startNote,
    dueAt: row.dueAt.toISOString(),
    basis: row.basis,
    explain: [...row.explain, ...nobody(row)],
    state: row.state,
    atRisk: row.state === 'open' && isAtRisk(asRunning(row), now.toISOString()),
    strictest,
    department: named(row.departmentId, row.departmentName),
    holder: named(row.holderId, row.holderName),
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    acknowledgedBy: row.acknowledgedBy,
    metAt: row.metAt?.toISOString() ?? null,
    evidence: row.evidence,
    escalations: escalations.map(({ rung, to, at, reason }) => ({ rung, to, at: at.toISOString(), reason })),
    waivedReason: row.waivedReason,
    pausedAt: isRunning(row) ? (row.pausedAt?.toISOString() ?? null) : null,
    pausedMs: row.pausedMs,
    pauses: row.pauses,
    leansOn: row.leansOn,
    recounts: recounts.map(({ clockId: _, at, from, to, ...rest }) => ({
      ...rest,
      at: at.toISOString(),
      from: from.toISOString(),
      to: to.toISOString(),
    })),
  };
}

const named = (id: string | null, name: string | null) => (id && name !== null ? { id, name } : null);

/** Nobody to owe it, or nobody to take it up: that is said, or it would look as if it were in hand. */
function nobody(row: ClockFound): string[] {
  if (!isRunning(row) || row.holderId) return [];
  return row.departmentId
    ? [
        '责任单位没有在岗的经办人，也没有登记分管领导，请尽快指定。 / The department has no officer in post and no supervising leader; name one.',
      ]
    : ['尚未确定责任单位，请尽快指定。 / No department owes this yet; name one.'];
}

/** The totals, and each department's, all counted alike. */
export function figuresOf(rows: readonly Counted[], now: Date): DutyFigures {
  const sum = (key: keyof Omit<Counted, 'departmentId' | 'departmentName'>) =>
    rows.reduce((total, row) => total + row[key], 0);
  const all = {
    open: sum('open'),
    atRisk: sum('atRisk'),
    breached: sum('breached'),
    metOnTime: sum('metOnTime'),
    metLate: sum('metLate'),
  };
  return {
    asOf: now.toISOString(),
    ...all,
    onTimeRate: rateOf(all),
    departments: rows.map(({ departmentId, departmentName, ...counts }) => ({
      department: named(departmentId, departmentName),
      ...counts,
      onTimeRate: rateOf(counts),
    })),
  };
}

const rateOf = ({ metOnTime, metLate, breached }: Pick<Counted, 'metOnTime' | 'metLate' | 'breached'>) =>
  onTimeRate({ metOnTime, metLate, openOverdue: breached }).rate;

export function packOf(pack: PolicyPack, inForce: boolean): PolicyPackView {
  const { id, version, name, document } = pack;
  return {
    ...{ id, version, name, document, inForce },
    rules: pack.rules.map((rule) => ({
      duty: rule.duty,
      name: rule.name,
      applies: appliesWords(rule),
      startsFrom: rule.startsFrom,
      within: withinWords(rule.within),
      owedBy: rule.owedBy,
      clause: rule.clause,
    })),
  };
}
