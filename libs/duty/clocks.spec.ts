// What each sort of confirmed incident opens, from which instant, until when, and how that is told.
import { builtInPacks, findRule, packById } from './built-in-packs';
import {
  type ClockPlan,
  compareClocks,
  type IncidentForDuty,
  openClocks,
  planClock,
  renewClocks,
} from './clocks';

const incident: IncidentForDuty = {
  id: 'i1',
  level: '重大',
  emergency: true,
  occurredAt: '2026-03-03T00:30:00.000Z',
  detectedAt: '2026-03-03T01:00:00.000Z',
  confirmedAt: '2026-03-03T01:20:00.000Z',
};
const now = '2026-03-03T01:20:00.000Z';
const open = (part: Partial<IncidentForDuty>, packs = builtInPacks) =>
  openClocks({ incident: { ...incident, ...part }, packs, now });
const told = (plans: ClockPlan[]) => plans.map(({ duty, dueAt }) => `${duty} ${dueAt.slice(5, 16)}`);

const graveClocks = [
  'authoritative-information 03-03T05:30',
  'press-conference 03-04T00:30',
  'next-update 03-04T01:20',
  'authoritative-release 03-04T00:30',
];
const sorts: [string, Partial<IncidentForDuty>, string[]][] = [
  ['重大', { level: '重大' }, graveClocks],
  ['特别重大', { level: '特别重大' }, graveClocks],
  ['较大', { level: '较大' }, ['response 03-05T01:00']],
  ['一般', { level: '一般' }, ['response 03-05T01:00']],
  ['no emergency', { level: '一般', emergency: false }, ['response 03-05T01:00']],
  ['not graded', { level: null, emergency: false }, ['response 03-05T01:00']],
];

test.each(sorts)('%s opens', (_name, part, expected) => {
  expect(told(open(part))).toEqual(expected);
});

test('a jurisdiction with one pack has that pack’s clocks', () => {
  const xinxing = packById('xinxing-2017')!;
  expect(told(open({}, [xinxing]))).toEqual(['authoritative-release 03-04T00:30']);
  expect(open({ level: '一般' }, [xinxing])).toEqual([]);
});

const starts: [string, Partial<IncidentForDuty>, string, string, string | null][] = [
  ['known', {}, 'occurred', '2026-03-03T00:30:00.000Z', null],
  ['unknown', { occurredAt: null }, 'detected', '2026-03-03T01:00:00.000Z', '发生时间未知，按发现时间起算。'],
  [
    'in the future',
    { occurredAt: '2027-03-03T00:30:00.000Z' },
    'detected',
    '2026-03-03T01:00:00.000Z',
    '所填发生时间晚于当前时间，按发现时间起算。',
  ],
  [
    'everything in the future',
    { occurredAt: null, detectedAt: '2026-03-04T00:00:00.000Z', confirmedAt: '2026-03-04T00:00:00.000Z' },
    'now',
    now,
    '发生时间未知，按当前时间起算。',
  ],
];

test.each(starts)('start %s', (_name, part, startedFrom, startAt, note) => {
  const [first] = open(part);
  expect(first).toMatchObject({ startsFrom: 'occurred', startedFrom, startAt });
  expect(first?.startNote?.zh ?? null).toBe(note);
  if (note) expect(first?.explain.some((line) => line.startsWith(note))).toBe(true);
});

test('a plan carries pack, version, clause, who owes, and the whole reckoning', () => {
  const [first] = open({});
  expect(first).toMatchObject({
    packId: 'state-council-2016',
    packVersion: '1',
    owedBy: 'responsible',
    basis: 'state-council-2016@1 · 国办发〔2016〕80号 积极回应关切',
    leansOnUnpublished: [],
  });
  expect(first?.explain[1]).toBe('起算 2026-03-03 08:30（北京时间） / starts 2026-03-03 08:30 Beijing time');
  expect(first?.explain.join('\n')).toMatch(/连续计时5小时[\s\S]*到期 2026-03-03 13:30/);
});

test('continuing release: first from confirmation, then anew from every release', () => {
  const first = open({}).find(({ duty }) => duty === 'next-update');
  expect(first).toMatchObject({ startedFrom: 'confirmed', startAt: incident.confirmedAt });
  expect(first?.startNote?.zh).toContain('尚无发布');
  const releasedAt = '2026-03-03T04:00:00.000Z';
  const again = renewClocks({ incident, packs: builtInPacks, releasedAt, now: releasedAt });
  expect(told(again)).toEqual(['next-update 03-04T04:00']);
  expect(again[0]).toMatchObject({ startedFrom: 'previous-release', startNote: null });
  expect(
    renewClocks({ incident: { ...incident, level: '一般' }, packs: builtInPacks, releasedAt, now }),
  ).toEqual([]);
});

test('a raised level opens what is missing and names what no longer applies', () => {
  const running = open({ level: '一般' });
  const raised = compareClocks(running, open({ level: '重大' }));
  expect(told(raised.open)).toEqual(graveClocks);
  expect(told(raised.drop)).toEqual(['response 03-05T01:00']);
  expect(compareClocks(running, open({ level: '较大' }))).toEqual({ open: [], drop: [] });
});

test('a duty that is counted otherwise at the new level is dropped and opens anew, unless it is settled', () => {
  const council = packById('state-council-2016')!;
  const response = council.rules.find(({ duty }) => duty === 'response')!;
  const strict = {
    ...response,
    appliesTo: { levels: ['较大' as const] },
    within: { kind: 'running' as const, hours: 24 },
  };
  const pack = { ...council, rules: [{ ...response, appliesTo: { levels: ['一般' as const] } }, strict] };
  const at = (level: '一般' | '较大') => open({ level }, [pack]);
  const clocks = (state: string) => at('一般').map((plan) => ({ ...plan, state }));
  const changed = compareClocks(clocks('open'), at('较大'));
  expect(told(changed.open)).toEqual(['response 03-04T01:00']);
  expect(changed.drop).toHaveLength(1);
  expect(compareClocks(clocks('open'), at('一般'))).toEqual({ open: [], drop: [] });
  for (const state of ['met', 'breached'])
    expect(compareClocks(clocks(state), at('较大'))).toEqual({ open: [], drop: [] });
});

test('other subjects: working days from their own instant, none without it', () => {
  const { pack, rule } = findRule('interpretation')!;
  const plan = (publishedAt: string | null) =>
    planClock({ pack, rule, subjectId: 'p1', starts: { publishedAt }, now: '2026-10-01T00:00:00Z' });
  expect(plan('2026-09-30T08:00:00Z')?.dueAt).toBe('2026-10-10T15:59:59.000Z');
  expect(plan(null)).toBeNull();
  expect(plan('2026-10-02T00:00:00Z')).toBeNull();
});
