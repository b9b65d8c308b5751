// Hotline records one by one: their kind, their due time, and the state each counts under — or the flag that keeps it out.
import { builtInPacks } from './built-in-packs';
import { type HotlineTimes, hotlineClock, hotlineKind, hotlineKindSaid } from './hotline-clocks';

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

const letters: [string, string, string | null][] = [
  ['关于某物业的投诉', '请问怎么办', 'complaint'],
  ['投诉举报夜间施工', '', 'report'],
  ['咨询公租房申请条件', '我要投诉', 'consultation'],
  ['城东路灯何时修好', '', 'consultation'],
  ['公园能否延长开放？', '建议开到十点', 'consultation'],
  ['关于增设公交站的建议', '', 'suggestion'],
  ['路灯', '恳请尽快维修桥东路的路灯', 'request'],
  ['夜间噪声', '现投诉楼下饭馆油烟扰民', 'complaint'],
  ['我的心愿', '愿家乡越来越好', null],
];
test.each(letters)('a letter without a kind: %s', (title, words, kind) => {
  expect(hotlineKindSaid(title, words)).toBe(kind);
  const { kindBy } = hotlineClock({ ...record(), kind: null, title, words }, builtInPacks, now);
  expect(kindBy).toBe(kind ? 'words' : null);
});

test('the kind a record names is not overruled by its words', () => {
  const { kind, kindBy } = hotlineClock({ ...record(), title: '投诉', words: '' }, builtInPacks, now);
  expect([kind, kindBy]).toEqual(['consultation', 'record']);
});

test('two packs for one kind: the strictest limit holds', () => {
  const [own] = builtInPacks.filter(({ id }) => id === 'guangdong-12345-2022');
  const strict = {
    ...own!,
    id: 'own',
    rules: own!.rules.map((rule) => ({ ...rule, within: { kind: 'working-days' as const, days: 1 } })),
  };
  expect(hotlineClock(record(), [...builtInPacks, strict], now).dueAt).toBe('2026-10-08T15:59:59.000Z');
});

test('a due time counted into a year without a notice says so', () => {
  const late = record({ assignedAt: '2026-12-31T02:00:00.000Z', receivedAt: null });
  expect(hotlineClock(late, builtInPacks, now).leansOn).toEqual([2027]);
  expect(hotlineClock({ ...late, dueAt: '2027-01-08T00:00:00.000Z' }, builtInPacks, now).leansOn).toEqual([]);
});
