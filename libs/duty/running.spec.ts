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
  ['answered at exactly the due instant', { stoppedAt: at(10) }, at(20), 'met'],
  ['a second later is not', {}, at(10, 0, 1), 'breached'],
  ['answered', { stoppedAt: at(9) }, at(20), 'met'],
  ['answered in the due second', { stoppedAt: '2026-03-03T10:00:00.900Z' }, at(20), 'met'],
  ['answered late', { stoppedAt: at(11) }, at(20), 'met-late'],
  ['waived', { waivedAt: at(3) }, at(20), 'waived'],
  ['waived after the breach', { waivedAt: at(12) }, at(20), 'waived'],
  ['standing still past its due time', { pausedAt: at(9) }, at(20), 'open'],
  ['answered while it stood still', { pausedAt: at(9), stoppedAt: at(15) }, at(20), 'met'],
];

test.each(states)('%s', (_name, part, now, state) => {
  expect(stateOf({ ...clock, ...part }, now)).toBe(state);
});

const order: [string, Partial<RunningClock>, [NoticeKind, string][]][] = [
  [
    'ten hours',
    {},
    [
      ['half', at(5)],
      ['near', at(8)],
      ['hour', at(9)],
      ['breached', at(10, 0, 1)],
      ['very-overdue', at(20)],
    ],
  ],
  [
    'five hours: 80 % and the last hour begin together',
    { dueAt: at(5) },
    [
      ['half', at(2, 30)],
      ['near', at(4)],
      ['hour', at(4)],
      ['breached', at(5, 0, 1)],
      ['very-overdue', at(10)],
    ],
  ],
  [
    'two hours: the last hour begins at half time',
    { dueAt: at(2) },
    [
      ['half', at(1)],
      ['hour', at(1)],
      ['near', at(1, 36)],
      ['breached', at(2, 0, 1)],
      ['very-overdue', at(4)],
    ],
  ],
  [
    'ninety minutes: the last hour begins before half time',
    { dueAt: at(1, 30) },
    [
      ['hour', at(0, 30)],
      ['half', at(0, 45)],
      ['near', at(1, 12)],
      ['breached', at(1, 30, 1)],
      ['very-overdue', at(3)],
    ],
  ],
  [
    'one hour: it begins as the last hour does',
    { dueAt: at(1) },
    [
      ['half', at(0, 30)],
      ['near', at(0, 48)],
      ['breached', at(1, 0, 1)],
      ['very-overdue', at(2)],
    ],
  ],
  [
    'ten days: very overdue after three',
    { dueAt: at(24 * 10) },
    [
      ['half', at(24 * 5)],
      ['near', at(24 * 8)],
      ['hour', at(24 * 10 - 1)],
      ['breached', at(24 * 10, 0, 1)],
      ['very-overdue', at(24 * 13)],
    ],
  ],
  [
    'ten hours that stood still for two: shares of what is left',
    { dueAt: at(12), pausedMs: 7_200_000 },
    [
      ['half', at(7)],
      ['near', at(10)],
      ['hour', at(11)],
      ['breached', at(12, 0, 1)],
      ['very-overdue', at(22)],
    ],
  ],
];

test.each(order)('notices in order: %s', (_name, part, expected) => {
  const notices = noticesOf({ ...clock, ...part });
  expect(notices.map(({ kind, at: instant }) => [kind, instant])).toEqual(expected);
});

const all = ['half', 'near', 'hour', 'breached', 'very-overdue'] as const;
const dueNow: [string, Partial<RunningClock>, readonly NoticeKind[], string, string[]][] = [
  ['nothing yet', {}, [], at(4, 59, 59), []],
  ['half, on the minute', {}, [], at(5), ['half']],
  ['half, noticed late', {}, [], at(5, 2), ['half!']],
  ['not twice', {}, ['half'], at(6), []],
  ['after a day of downtime: all, in order', {}, [], at(34), all.map((kind) => `${kind}!`)],
  ['after downtime: what is left', {}, ['half', 'near', 'hour'], at(15), ['breached!']],
  ['one that was left out does not bring the others again', {}, ['half', 'hour'], at(9), ['near!']],
  ['after the last nothing more', {}, all, at(340), []],
  ['answered between half and near while the server was down', { stoppedAt: at(7) }, [], at(34), ['half!']],
  [
    'answered late: the breach stays a fact',
    { stoppedAt: at(12) },
    ['half', 'near', 'hour'],
    at(34),
    ['breached!'],
  ],
  ['waived', { waivedAt: at(1) }, [], at(34), []],
  ['standing still since before half', { pausedAt: at(4) }, [], at(34), []],
  ['standing still since after half', { pausedAt: at(6) }, [], at(34), ['half!']],
];

test.each(dueNow)('%s', (_name, part, given, now, expected) => {
  const notices = noticesDue({ ...clock, ...part }, given, now);
  expect(notices.map(({ kind, late }) => kind + (late ? '!' : ''))).toEqual(expected);
});

test.each(order)(
  'a sweep every minute gives each once and none late, and its column agrees: %s',
  (_name, part) => {
    const swept = { ...clock, ...part };
    const given: NoticeKind[] = [];
    const last = Date.parse(noticesOf(swept).at(-1)?.at ?? '');
    for (let minute = 0; Date.parse(at(0, minute)) <= last + 300_000; minute += 1) {
      const now = at(0, minute);
      const next = nextNoticeAt(swept, given);
      const notices = noticesDue(swept, given, now);
      expect(notices.length > 0).toBe(next !== null && Date.parse(next) <= Date.parse(now));
      expect(notices.some(({ late }) => late)).toBe(false);
      given.push(...notices.map(({ kind }) => kind));
    }
    expect(given).toEqual(noticesOf(swept).map(({ kind }) => kind));
    expect(nextNoticeAt(swept, given)).toBeNull();
    expect(nextNoticeAt({ ...swept, stoppedAt: swept.startAt }, [])).toBeNull();
  },
);

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
