// What the packs ask of a matter, the state its clocks give it, and which starts can be true.
import { builtInPacks } from './built-in-packs';
import { openFor, type StartInstants } from './clocks';
import { kindsAsked, matterNumber, matterState, startsFault } from './matters';
import { appliesTo, type MatterKind, type PolicyPack } from './packs';

const now = '2026-09-30T04:00:00.000Z';
const signedAt = '2026-09-28T02:00:00.000Z';
const publishedAt = '2026-09-29T02:00:00.000Z';

const asked: [MatterKind, string[], string[], number][] = [
  ['policy', ['published 公布: 发布解读材料'], ['interpretation'], 0],
  ['regulation', ['signed 签发: 公开规范性文件'], ['statement'], 0],
  ['service-item', ['signed 签发: 公开办事条件变更'], ['statement'], 0],
  ['disclosure-request', ['detected 收到申请: 答复公开申请'], ['reply'], 1],
];
it.each(asked)('of a %s the packs that come with the system ask %j', (kind, starts, forms, pausable) => {
  const found = kindsAsked(builtInPacks).find((one) => one.kind === kind);
  expect(found?.starts.map((s) => `${s.start} ${s.name.zh}: ${s.duties.map(({ zh }) => zh).join()}`)).toEqual(
    starts,
  );
  expect(found?.forms).toEqual(forms);
  expect(found?.pausableFor).toHaveLength(pausable);
});

it('a kind that no pack binds asks nothing, and each kind is told', () => {
  expect(kindsAsked([])).toMatchObject([
    { kind: 'policy', starts: [], forms: [] },
    { kind: 'regulation' },
    { kind: 'service-item' },
    { kind: 'disclosure-request' },
  ]);
});

const opens: [string, MatterKind, StartInstants, string[]][] = [
  ['published', 'policy', { signedAt, publishedAt }, ['interpretation 2026-10-09T15:59:59.000Z']],
  ['signed only: an interpretation counts from publication', 'policy', { signedAt }, []],
  ['signed', 'regulation', { signedAt }, ['regulation-publication 2026-10-08T15:59:59.000Z']],
  ['nothing said: now does not stand in for it', 'disclosure-request', {}, []],
  ['received', 'disclosure-request', { detectedAt: signedAt }, ['disclosure-reply 2026-10-30T15:59:59.000Z']],
  ['a start that has yet to come', 'policy', { publishedAt: '2026-10-01T00:00:00.000Z' }, []],
];
it.each(opens)('%s: a %s opens %#', (_, subject, starts, expected) => {
  const plans = openFor({ subject: { id: 'm', subject, ...starts }, packs: builtInPacks, now });
  expect(plans.map(({ duty, dueAt }) => `${duty} ${dueAt}`)).toEqual(expected);
  expect(plans.every((plan) => plan.subject === subject && plan.subjectId === 'm')).toBe(true);
});

it('a rule that asks for a level or an emergency binds no matter', () => {
  const rule = builtInPacks
    .flatMap((pack: PolicyPack) => pack.rules)
    .find(({ subject }) => subject === 'policy')!;
  expect(appliesTo(rule, { subject: 'policy' })).toBe(true);
  expect(appliesTo(rule, { subject: 'regulation' })).toBe(false);
  expect(appliesTo({ ...rule, appliesTo: { levels: ['重大'] } }, { subject: 'policy' })).toBe(false);
  expect(appliesTo({ ...rule, appliesTo: { levels: [null] } }, { subject: 'policy' })).toBe(true);
  expect(appliesTo({ ...rule, appliesTo: { emergency: true } }, { subject: 'policy' })).toBe(false);
});

const clock = (state: string, paused = false) => ({ state, paused });
const states: [string, boolean, ReturnType<typeof clock>[], string][] = [
  ['no clock', false, [], 'waiting'],
  ['one open', false, [clock('open'), clock('met')], 'running'],
  ['one of two stands still', false, [clock('open', true), clock('open')], 'running'],
  ['all that is open stands still', false, [clock('open', true), clock('met')], 'paused'],
  ['one breached beside an open one', false, [clock('open'), clock('breached')], 'overdue'],
  ['met, late and lifted', false, [clock('met'), clock('met-late'), clock('waived')], 'done'],
  ['withdrawn, whatever its clocks say', true, [clock('breached')], 'withdrawn'],
];
it.each(states)('%s', (_, withdrawn, clocks, state) => {
  expect(matterState(withdrawn, clocks)).toBe(state);
});

const faults: [string, StartInstants, string | undefined][] = [
  ['signed, then made public', { signedAt, publishedAt }, undefined],
  ['at the same moment', { signedAt, publishedAt: signedAt }, undefined],
  ['this very moment', { publishedAt: now }, undefined],
  ['nothing said', {}, undefined],
  ['a start to come', { detectedAt: '2026-09-30T04:00:00.001Z' }, 'start.future'],
  [
    'made public before it was signed',
    { signedAt: publishedAt, publishedAt: signedAt },
    'matter.starts-order',
  ],
];
it.each(faults)('starts: %s', (_, starts, code) => {
  expect(startsFault(starts, now)?.code).toBe(code);
});

it.each([
  [' 望政发 [2026] 12号', '望政发〔2026〕12号'],
  ['望政发（2026）12号', '望政发〔2026〕12号'],
  ['望公开【2026】第８号', '望公开〔2026〕第8号'],
])('the number %j is kept as %j', (text, kept) => {
  expect(matterNumber(text)).toBe(kept);
});
