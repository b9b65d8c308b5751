// A source as it is shown.
import type { Source } from '#contract';
import type { SourceRow } from './source.row';
import type { Counts } from './source.store';

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

export function sourceView(row: SourceRow, { messages, days }: Counts): Source {
  const { trouble } = row;
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
    messages,
    days,
  };
}
