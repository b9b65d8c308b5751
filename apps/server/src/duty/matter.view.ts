// A matter as the wire shows it, with what this viewer may do with it now.
import type { Matter } from '#contract';
import type { Principal } from '../platform/access';
import { type MatterFound, type MatterRow, NEVER } from './matter.store';

/** Of the responsible department, or of the news office here. */
export const mayAnswer = (who: Principal, row: Pick<MatterRow, 'departmentId' | 'jurisdictionId'>): boolean =>
  who.rights.has('matter.answer') &&
  ((row.departmentId !== null && row.departmentId === who.departmentId) ||
    (who.roles.includes('news-office') && who.jurisdictionId === row.jurisdictionId));

export function viewOf(row: MatterFound, who: Principal): Matter {
  const keeps = who.rights.has('matter.keep');
  const goes = row.state !== 'withdrawn';
  return {
    ...{ id: row.id, kind: row.kind, number: row.number, title: row.title, state: row.state },
    department:
      row.departmentId && row.departmentName ? { id: row.departmentId, name: row.departmentName } : null,
    ...{ registeredBy: row.registeredBy, registeredAt: row.registeredAt.toISOString() },
    dueAt: row.key.getTime() === NEVER.getTime() ? null : row.key.toISOString(),
    clocks: row.clocks,
    pausedAt: row.pausedAt?.toISOString() ?? null,
    withdrawn: row.withdrawnAt && {
      by: row.withdrawnBy ?? '',
      at: row.withdrawnAt.toISOString(),
      reason: row.withdrawnReason ?? '',
    },
    may: goes
      ? [
          ...(keeps ? (['say-start', 'amend'] as const) : []),
          ...(mayAnswer(who, row) ? (['answer'] as const) : []),
          ...(keeps ? (['withdraw'] as const) : []),
        ]
      : [],
  };
}
