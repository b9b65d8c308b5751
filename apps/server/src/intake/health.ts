// How a source fares after a poll: healthy, quiet, empty, failing or gone; when it is polled next; what people are told, and how often. Pure.
import { nextPace, type Silence, type Wishes, waitMs } from '#intake';
import { type FeedFault, troubleOf } from './feed-fault';
import { quietTrouble } from './quiet-words';
import type { KeptTrouble, SourceRow, SourceState } from './source.row';

type Answered = Pick<Wishes, 'freshSeconds'>;
export type Outcome =
  | (Answered & {
      kind: 'fresh';
      items: number;
      /** Items that were not known at this source. */
      news: number;
      etag: string | null;
      lastModified: string | null;
      ttlMinutes: number | null;
    })
  | (Answered & { kind: 'unchanged' })
  | { kind: 'failed'; fault: Pick<FeedFault, 'code' | 'retryAfterSeconds'> };
export type Health = Pick<
  SourceRow,
  'state' | 'trouble' | 'failures' | 'lastPolledAt' | 'nextPollAt' | 'paceMinutes' | 'takenBy' | 'takenAt'
> &
  Partial<Pick<SourceRow, 'lastSuccessAt' | 'etag' | 'lastModified' | 'ttlMinutes'>>;
/** Each becomes a fact. */
export type Told = 'failing' | 'empty' | 'quiet' | 'recovered' | null;
export type Before = Pick<
  SourceRow,
  'state' | 'trouble' | 'failures' | 'everyMinutes' | 'paceMinutes' | 'ttlMinutes' | 'takenBy' | 'takenAt'
>;
/** What else a poll is judged by: the silence so far, and where in its tenth of jitter this source falls. */
export type Around = { at: Date; silence?: Silence | null; jitter?: number };
type Judged = { health: Health; told: Told };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LONGEST_BACK_OFF_MINUTES = 60;
/** A feed may stumble; a person is only told when it stays down. */
const FAILURES_TO_TELL = 3;
/** A feed may be emptied for an hour while its site is rebuilt. */
const EMPTY_TO_TELL_MS = 6 * HOUR;
/** Told again while nobody takes it: after four hours, after twelve, then daily. */
const TELL_AGAIN_MS = [4 * HOUR, 12 * HOUR];
const THEN_EVERY_MS = 24 * HOUR;
/** What was taken and is still not well after a week is told again. */
const TAKEN_HOLDS_MS = 7 * 24 * HOUR;

export function afterPoll(before: Before, outcome: Outcome, around: Around): Judged {
  return outcome.kind === 'failed'
    ? afterFailure(before, outcome.fault, around)
    : afterSuccess(before, outcome, around);
}

function afterSuccess(
  before: Before,
  outcome: Exclude<Outcome, { kind: 'failed' }>,
  { at, silence, jitter = 0 }: Around,
): Judged {
  const isFresh = outcome.kind === 'fresh';
  const isNew = isFresh && outcome.news > 0;
  const isEmpty = isFresh ? outcome.items === 0 : before.state === 'empty';
  const state: SourceState = isEmpty ? 'empty' : !isNew && silence?.isImprobable ? 'quiet' : 'healthy';
  const paceMinutes = nextPace(before.paceMinutes, isNew, before.everyMinutes);
  const ttlMinutes = isFresh ? outcome.ttlMinutes : before.ttlMinutes;
  const fared = {
    state,
    failures: 0,
    paceMinutes,
    lastPolledAt: at,
    lastSuccessAt: at,
    nextPollAt: later(at, waitMs(paceMinutes, { ...outcome, ttlMinutes }, jitter)),
    ...(isFresh ? { etag: outcome.etag, lastModified: outcome.lastModified, ttlMinutes } : {}),
  };
  if (state === 'healthy') {
    const told = before.trouble?.toldAt ? 'recovered' : null;
    return { health: { ...fared, trouble: null, takenBy: null, takenAt: null }, told };
  }
  const words = state === 'quiet' && silence ? quietTrouble(silence) : troubleOf('feed.no-items');
  const isRipe = (sinceMs: number) => state === 'quiet' || sinceMs >= EMPTY_TO_TELL_MS;
  const { told, ...spell } = spellOf(before, state, words, at, isRipe);
  return { health: { ...fared, ...spell }, told: told ? (state === 'quiet' ? 'quiet' : 'empty') : null };
}

function afterFailure(
  before: Before,
  fault: Pick<FeedFault, 'code' | 'retryAfterSeconds'>,
  { at, jitter = 0 }: Around,
): Judged {
  const isGone = fault.code === 'feed.http-410';
  const state: SourceState = isGone ? 'gone' : 'failing';
  const failures = before.failures + 1;
  const isRipe = () => isGone || failures >= FAILURES_TO_TELL;
  const { told, ...spell } = spellOf(before, state, troubleOf(fault.code), at, isRipe);
  const wait = waitMs(
    backOff(before.everyMinutes, failures),
    { retryAfterSeconds: fault.retryAfterSeconds },
    jitter,
  );
  return {
    health: {
      state,
      failures,
      paceMinutes: before.paceMinutes,
      lastPolledAt: at,
      // What was taken down for good is not asked for again until a person says so.
      nextPollAt: isGone ? null : later(at, wait),
      ...spell,
    },
    told: told ? 'failing' : null,
  };
}

type Spell = Pick<Health, 'trouble' | 'takenBy' | 'takenAt'>;

/** A trouble from its first poll until it changes its kind: who took it, how often it was told, whether it is told now. */
function spellOf(
  before: Before,
  state: SourceState,
  words: { code: string; zh: string; en: string },
  at: Date,
  isRipe: (sinceMs: number) => boolean,
): Spell & { told: boolean } {
  const same = before.state === state ? before.trouble : null;
  const since = same?.since ?? same?.toldAt ?? at.toISOString();
  const times = same?.times ?? (same?.toldAt ? 1 : 0);
  const held: Spell = {
    trouble: { ...words, since, toldAt: same?.toldAt ?? null, times },
    takenBy: same ? before.takenBy : null,
    takenAt: same ? before.takenAt : null,
  };
  if (!isRipe(at.getTime() - Date.parse(since)) || !isDue(held, at)) return { ...held, told: false };
  const trouble: KeptTrouble = { ...words, since, toldAt: at.toISOString(), times: times + 1 };
  // Told again although it was taken: then nobody has it any more.
  return { trouble, takenBy: null, takenAt: null, told: true };
}

function isDue({ trouble, takenAt }: Spell, at: Date): boolean {
  if (takenAt !== null && at.getTime() - takenAt.getTime() < TAKEN_HOLDS_MS) return false;
  if (!trouble?.toldAt) return true;
  const wait = TELL_AGAIN_MS[(trouble.times ?? 1) - 1] ?? THEN_EVERY_MS;
  return at.getTime() - Date.parse(trouble.toldAt) >= wait;
}

/**
 * Whether a trouble that no poll will speak of again (a feed taken down for good is not asked any more) is to be told
 * again now; null when it is not.
 */
export function reminderOf(before: Before, at: Date): Spell | null {
  if (before.state !== 'gone' || !before.trouble) return null;
  const { told, ...spell } = spellOf(before, 'gone', before.trouble, at, () => true);
  return told ? spell : null;
}

/** Doubles from the usual rhythm up to an hour; a source that is polled less often than that keeps its rhythm. */
function backOff(everyMinutes: number, failures: number): number {
  const doubled = everyMinutes * 2 ** Math.min(failures, 12);
  return Math.max(everyMinutes, Math.min(doubled, LONGEST_BACK_OFF_MINUTES));
}

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
