// Hotline records one by one: their kind, their due time, and the state each counts under — or the flag that keeps it out.
import { builtInPacks } from './built-in-packs';
import { type HotlineTimes, hotlineClock, hotlineKind } from './hotline-clocks';

const now = '2026-10-20T04:00:00.000Z';
const record = (over: Partial<HotlineTimes> = {}): HotlineTimes => ({
  kind: '咨询',
  receivedAt: '2026-09-30T01:00:00.000Z',
  assignedAt: '2026-09-30T02:00:00.000Z',
  dueAt: null,
  repliedAt: null,
  hasReply: false,
  ...over,
});

const cases: [string, Partial<HotlineTimes>, string, string | null, string[]][] = [
  ['two working days over the holiday, unanswered', {}, 'overdue', '2026-10-09T15:59:59.000Z', []],
  [
    'answered in the due second',
    { repliedAt: '2026-10-09T15:59:59.000Z', hasReply: true },
    'on-time',
    '2026-10-09T15:59:59.000Z',
    [],
  ],
  [
    'answered a second later',
    { repliedAt: '2026-10-09T16:00:00.000Z', hasReply: true },
    'late',
    '2026-10-09T15:59:59.000Z',
    [],
  ],
  ['a complaint has fifteen days', { kind: '投诉' }, 'open', '2026-10-27T15:59:59.000Z', []],
  ['its own due date holds', { dueAt: '2026-10-30T00:00:00.000Z' }, 'open', '2026-10-30T00:00:00.000Z', []],
  ['not assigned: from receipt', { assignedAt: null }, 'overdue', '2026-10-09T15:59:59.000Z', []],
  [
    'replied before it was received',
    { repliedAt: '2026-09-29T00:00:00.000Z' },
    'uncounted',
    '2026-10-09T15:59:59.000Z',
    ['replied-before-received', 'replied-before-assigned'],
  ],
  [
    'replied before it was assigned',
    { repliedAt: '2026-09-30T01:30:00.000Z' },
    'uncounted',
    '2026-10-09T15:59:59.000Z',
    ['replied-before-assigned'],
  ],
  [
    'due before it was received',
    { dueAt: '2026-09-01T00:00:00.000Z' },
    'uncounted',
    '2026-09-01T00:00:00.000Z',
    ['due-before-received'],
  ],
  [
    'a reply without its time',
    { hasReply: true },
    'uncounted',
    '2026-10-09T15:59:59.000Z',
    ['reply-without-time'],
  ],
  ['no times at all', { receivedAt: null, assignedAt: null }, 'uncounted', null, ['no-start']],
  ['a kind nobody knows, without a due date', { kind: '其他' }, 'uncounted', null, ['no-due']],
];
test.each(cases)('%s', (_, over, state, dueAt, flags) => {
  expect(hotlineClock(record(over), builtInPacks, now)).toMatchObject({ state, dueAt, flags });
});

test.each([
  ['咨询', 'consultation'],
  ['业务咨询', 'consultation'],
  ['投诉', 'complaint'],
  ['投诉举报', 'report'],
  ['求助类', 'request'],
  ['意见建议', 'suggestion'],
  ['Complaint', 'complaint'],
  ['其他', null],
  ['', null],
  [null, null],
] as const)('%s is a %s', (text, kind) => expect(hotlineKind(text)).toBe(kind));
