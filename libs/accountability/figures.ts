// The figures by which punctuality is judged, with the sentence that says how each is counted.

export type Words = { zh: string; en: string };

export type DutyCounts = {
  metOnTime: number;
  metLate: number;
  /** Not met, and the due time has passed: counted, or letting a duty lie would improve the rate. */
  openOverdue: number;
  /** Not met and not yet due: not counted either way. */
  openInTime: number;
  /** Lifted by someone entitled to, with a reason: not counted, but shown. */
  waived: number;
};

export type OnTimeRate = {
  /** 0 … 1; `null` when nothing has come due. */
  rate: number | null;
  onTime: number;
  due: number;
  /** Whether `due` reaches the minimum below which no one may be ranked. */
  enough: boolean;
  definition: Words;
};

/** Below this many duties due, a rate is shown but not ranked: one case would move it by a fifth or more. */
export const fewestToRank = 5;

export const onTimeDefinition: Words = {
  zh: '按时率 = 按时完成数 ÷（按时完成数 + 逾期完成数 + 已到期仍未完成数）。未到期的和依规免除的不计入；到期未完成的计入分母，拖着不办不会使按时率变好。',
  en: 'On-time rate = met on time ÷ (met on time + met late + overdue and still open). Duties not yet due and duties waived are left out; overdue ones count in the denominator, so leaving a duty undone never improves the rate.',
};

/** The on-time rate of a set of duties. Throws a RangeError when a count is not a whole number from 0. */
export function onTimeRate(
  counts: Pick<DutyCounts, 'metOnTime' | 'metLate' | 'openOverdue'> & Partial<DutyCounts>,
  fewest: number = fewestToRank,
): OnTimeRate {
  const { metOnTime, metLate, openOverdue } = counts;
  for (const [name, count] of Object.entries({ metOnTime, metLate, openOverdue })) {
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${name} is ${count}, not a count`);
  }
  const due = metOnTime + metLate + openOverdue;
  return {
    rate: due === 0 ? null : metOnTime / due,
    onTime: metOnTime,
    due,
    enough: due >= fewest,
    definition: onTimeDefinition,
  };
}

/** Counts duties as they stand at `now`. A duty met at the very instant it was due is on time. */
export function countDuties(
  duties: Iterable<{ dueAt: string; metAt: string | null; waivedAt?: string | null }>,
  now: string,
): DutyCounts {
  const counts: DutyCounts = { metOnTime: 0, metLate: 0, openOverdue: 0, openInTime: 0, waived: 0 };
  for (const { dueAt, metAt, waivedAt } of duties) {
    const due = Date.parse(dueAt);
    if (metAt !== null) counts[Date.parse(metAt) <= due ? 'metOnTime' : 'metLate']++;
    else if (waivedAt != null) counts.waived++;
    else counts[Date.parse(now) > due ? 'openOverdue' : 'openInTime']++;
  }
  return counts;
}
