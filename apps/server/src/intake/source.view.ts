// A source as it is shown.
import type { Source } from '#contract';
import type { SourceRow } from './source.row';
import type { Counts } from './source.store';

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

/** `keepers`, `places`: names of officers and of jurisdictions by their id. */
export function sourceView(
  row: SourceRow,
  { messages, days }: Counts,
  keepers: ReadonlyMap<string, string>,
  places: ReadonlyMap<string, string>,
): Source {
  const { trouble, keeperId, speaksOfId, movedFrom, movedAt } = row;
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    state: row.state,
    trouble: trouble && { code: trouble.code, zh: trouble.zh, en: trouble.en },
    failures: row.failures,
    lastPolledAt: instant(row.lastPolledAt),
    lastSuccessAt: instant(row.lastSuccessAt),
    nextPollAt: instant(row.nextPollAt),
    everyMinutes: row.everyMinutes,
    paceMinutes: Math.round(row.paceMinutes),
    keeper: keeperId === null ? null : { id: keeperId, name: keepers.get(keeperId) ?? '' },
    topics: row.topics,
    speaksOf: speaksOfId === null ? null : { id: speaksOfId, name: places.get(speaksOfId) ?? '' },
    takenBy: row.takenBy,
    takenAt: instant(row.takenAt),
    moved: movedFrom !== null && movedAt !== null ? { from: movedFrom, at: movedAt.toISOString() } : null,
    messages,
    days,
  };
}
