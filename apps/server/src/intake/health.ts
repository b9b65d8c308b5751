// How a source fares after a poll: healthy, empty, failing or gone; when it is polled next; what the ledger is told. Pure.
import { type FeedFault, troubleOf } from './feed-fault';
import type { KeptTrouble, SourceRow, SourceState } from './source.row';

export type Outcome =
  | { kind: 'fresh'; items: number; etag: string | null; lastModified: string | null }
  | { kind: 'unchanged' }
  | { kind: 'failed'; fault: Pick<FeedFault, 'code' | 'retryAfterSeconds'> };
export type Health = Pick<SourceRow, 'state' | 'trouble' | 'failures' | 'lastPolledAt' | 'nextPollAt'> &
  Partial<Pick<SourceRow, 'lastSuccessAt' | 'etag' | 'lastModified'>>;
/** `failing` and `recovered` become facts. */
export type Told = 'failing' | 'recovered' | null;
type Before = Pick<SourceRow, 'state' | 'trouble' | 'failures' | 'everyMinutes'>;

const MINUTE = 60_000;
const LONGEST_BACK_OFF_MINUTES = 60;
/** A feed may stumble; a person is only told when it stays down. */
const FAILURES_TO_TELL = 3;
const TELL_AGAIN_MS = 24 * 3600_000;

export function afterPoll(before: Before, outcome: Outcome, at: Date): { health: Health; told: Told } {
  return outcome.kind === 'failed'
    ? afterFailure(before, outcome.fault, at)
    : afterSuccess(before, outcome, at);
}

function afterSuccess(
  before: Before,
  outcome: Exclude<Outcome, { kind: 'failed' }>,
  at: Date,
): { health: Health; told: Told } {
  const empty = outcome.kind === 'fresh' ? outcome.items === 0 : before.state === 'empty';
  const state: SourceState = empty ? 'empty' : 'healthy';
  return {
    health: {
      state,
      trouble: empty ? { ...troubleOf('feed.no-items'), toldAt: null } : null,
      failures: 0,
      lastPolledAt: at,
      lastSuccessAt: at,
      nextPollAt: later(at, before.everyMinutes),
      ...(outcome.kind === 'fresh' ? { etag: outcome.etag, lastModified: outcome.lastModified } : {}),
    },
    told: before.trouble?.toldAt ? 'recovered' : null,
  };
}

function afterFailure(
  before: Before,
  fault: Pick<FeedFault, 'code' | 'retryAfterSeconds'>,
  at: Date,
): { health: Health; told: Told } {
  const gone = fault.code === 'feed.http-410';
  const failures = before.failures + 1;
  const toldAt = before.trouble?.toldAt ?? null;
  const due = toldAt === null || at.getTime() - Date.parse(toldAt) >= TELL_AGAIN_MS;
  const tell = due && (gone || failures >= FAILURES_TO_TELL);
  const trouble: KeptTrouble = {
    ...troubleOf(fault.code),
    toldAt: tell ? at.toISOString() : toldAt,
  };
  const minutes = Math.max(backOff(before.everyMinutes, failures), (fault.retryAfterSeconds ?? 0) / 60);
  return {
    health: {
      state: gone ? 'gone' : 'failing',
      trouble,
      failures,
      lastPolledAt: at,
      // What was taken down for good is not asked for again until a person says so.
      nextPollAt: gone ? null : later(at, minutes),
    },
    told: tell ? 'failing' : null,
  };
}

/** Doubles from the usual rhythm up to an hour; a source that is polled less often than that keeps its rhythm. */
function backOff(everyMinutes: number, failures: number): number {
  const doubled = everyMinutes * 2 ** Math.min(failures, 12);
  return Math.max(everyMinutes, Math.min(doubled, LONGEST_BACK_OFF_MINUTES));
}

const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE);
