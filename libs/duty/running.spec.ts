// A clock's life: states, notices each once and in order, evidence, extension, the strictest, what is at risk.
import {
  type Evidence,
  isAtRisk,
  mayExtend,
  mayWaive,
  type NoticeKind,
  nextNoticeAt,
  noticesDue,
  noticesOf,
  type RunningClock,
  stateOf,
  stop,
  strictest,
} from './running';

const at = (hour: number, minute = 0, second = 0) =>
  new Date(Date.UTC(2026, 2, 3, hour, minute, second)).toISOString();
const clock: RunningClock = { startAt: at(0), dueAt: at(10) };

const states: [string, Partial<RunningClock>, string, string][] = [
  ['running', {}, at(5), 'open'],
  ['the due second is in time', {}, at(10), 'open'],
  ['a second later is not', {}, at(10, 0, 1), 'breached'],
  ['answered', { stoppedAt: at(9) }, at(20), 'met'],
  ['answered in the due second', { stoppedAt: '2026-03-03T10:00:00.900Z' }, at(20), 'met'],
  ['answered late', { stoppedAt: at(11) }, at(20), 'met-late'],
  ['waived', { waivedAt: at(3) }, at(20), 'waived'],
  ['waived after the breach', { waivedAt: at(12) }, at(20), 'waived'],
];

test.each(states)('%s', (_name, part, now, state) => {
  expect(stateOf({ ...clock, ...part }, now)).toBe(state);
});

test('half, near and breach, in order', () => {
  expect(noticesOf(clock)).toEqual([
    { kind: 'half', at: at(5) },
    { kind: 'near', at: at(8) },
    { kind: 'breached', at: at(10, 0, 1) },
  ]);
});

const dueNow: [string, Partial<RunningClock>, NoticeKind | null, string, string[]][] = [
  ['nothing yet', {}, null, at(4, 59, 59), []],
  ['half, on the minute', {}, null, at(5), ['half']],
  ['half, noticed late', {}, null, at(5, 2), ['half!']],
  ['not twice', {}, 'half', at(6), []],
  ['after a day of downtime: all, in order', {}, null, at(34), ['half!', 'near!', 'breached!']],
  ['after downtime: what is left', {}, 'near', at(34), ['breached!']],
  ['after the breach nothing more', {}, 'breached', at(34), []],
  ['answered between half and near while the server was down', { stoppedAt: at(7) }, null, at(34), ['half!']],
  ['answered late: the breach stays a fact', { stoppedAt: at(12) }, 'near', at(34), ['breached!']],
  ['waived', { waivedAt: at(1) }, null, at(34), []],
];

test.each(dueNow)('%s', (_name, part, last, now, expected) => {
  const notices = noticesDue({ ...clock, ...part }, last, now);
  expect(notices.map(({ kind, late }) => kind + (late ? '!' : ''))).toEqual(expected);
});

test('a sweep every minute gives each notice once and none late; the column it looks at agrees', () => {
  let last: NoticeKind | null = null;
  const given: string[] = [];
  for (let minute = 0; minute <= 700; minute += 1) {
    const now = at(0, minute);
    const next = nextNoticeAt(clock, last);
    const notices = noticesDue(clock, last, now);
    expect(notices.length > 0).toBe(next !== null && Date.parse(next) <= Date.parse(now));
    for (const notice of notices) {
      given.push(notice.kind + (notice.late ? '!' : ''));
      last = notice.kind;
    }
  }
  expect(given).toEqual(['half', 'near', 'breached']);
  expect(nextNoticeAt(clock, last)).toBeNull();
  expect(nextNoticeAt({ ...clock, stoppedAt: at(7) }, 'half')).toBeNull();
});

test('at risk from 80 % until due, and only while open', () => {
  expect([at(7, 59), at(8), at(10), at(11)].map((now) => isAtRisk(clock, now))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isAtRisk({ ...clock, stoppedAt: at(1) }, at(9))).toBe(false);
});

test('the strictest is the one due first, the first of equals', () => {
  const clocks = [at(9), at(5), at(7), at(5)].map((dueAt, index) => ({ dueAt, index }));
  expect(strictest(clocks)?.index).toBe(1);
  expect(strictest([])).toBeNull();
});

const evidence: Evidence = {
  releaseId: 'r1',
  edition: 1,
  url: 'https://yunxi.example/public/releases/r1',
  digest: 'a'.repeat(64),
  publishedAt: at(3),
  form: 'statement',
  place: '县政府网站',
};
const owed = { ...clock, answeredBy: ['statement', 'press-conference'] as const };

const proofs: [
  string,
  Partial<Evidence>,
  Partial<typeof owed & RunningClock> & { startsFrom?: 'previous-release' },
  string,
][] = [
  ['in time', {}, {}, 'stopped'],
  ['late', { publishedAt: at(11) }, {}, 'stopped late'],
  ['a form that does not answer it', { form: 'reply' }, {}, 'duty.wrong-form'],
  ['no digest', { digest: '' }, {}, 'duty.evidence-incomplete'],
  ['a digest that is none', { digest: 'z'.repeat(64) }, {}, 'duty.evidence-incomplete'],
  ['no place', { place: ' ' }, {}, 'duty.evidence-incomplete'],
  ['no time', { publishedAt: 'today' }, {}, 'duty.evidence-incomplete'],
  ['a time to come', { publishedAt: at(30) }, {}, 'duty.evidence-future'],
  ['older than the clock', { publishedAt: '2026-03-02T23:59:00.000Z' }, {}, 'duty.evidence-early'],
  [
    'the very release it started from',
    { publishedAt: at(0) },
    { startsFrom: 'previous-release' },
    'duty.evidence-early',
  ],
  ['stopped already', {}, { stoppedAt: at(2) }, 'duty.settled'],
  ['waived already', {}, { waivedAt: at(2) }, 'duty.settled'],
];

test.each(proofs)('evidence: %s', (_name, part, also, expected) => {
  const result = stop({ ...owed, ...also }, { ...evidence, ...part }, at(20));
  expect('refused' in result ? result.refused.code : result.late ? 'stopped late' : 'stopped').toBe(expected);
});

const days20 = { kind: 'working-days', days: 20 } as const;
const extensions: [string, Partial<Parameters<typeof mayExtend>[0]>, string][] = [
  ['later, with a reason', {}, 'ok'],
  ['no reason', { reason: '  ' }, 'duty.reason-needed'],
  ['not later', { to: at(10) }, 'duty.not-later'],
  ['not an instant', { to: 'later' }, 'duty.not-later'],
  ['after the breach', { now: at(11) }, 'duty.already-breached'],
  ['already met', { clock: { ...clock, stoppedAt: at(1) } }, 'duty.settled'],
  ['to the last day of the limit', { limit: days20, to: '2026-03-31T15:59:59.000Z' }, 'ok'],
  ['beyond the limit', { limit: days20, to: '2026-03-31T16:00:00.000Z' }, 'duty.beyond-limit'],
  ['beyond a limit in hours', { limit: { kind: 'running', hours: 1 }, to: at(12) }, 'duty.beyond-limit'],
];

test.each(extensions)('extension: %s', (_name, part, expected) => {
  const result = mayExtend({ clock, to: at(12), reason: '等待第三方检测结果', now: at(9), ...part });
  expect('ok' in result ? 'ok' : result.refused.code).toBe(expected);
});

test('a waiver needs a reason and a clock that is not settled', () => {
  const code = (of: RunningClock, reason: string) => {
    const result = mayWaive(of, reason);
    return 'ok' in result ? 'ok' : result.refused.code;
  };
  expect(code(clock, '与另一事件合并')).toBe('ok');
  expect(code(clock, '')).toBe('duty.reason-needed');
  expect(code({ ...clock, waivedAt: at(1) }, '重复')).toBe('duty.settled');
});
