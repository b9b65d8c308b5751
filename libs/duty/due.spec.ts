// The question the command line asks: every built-in duty, bad duties, packs, levels and instants.
import { DutyError, due } from './due';

const table: [string, string, string][] = [
  ['authoritative-information', '2026-03-03T09:00:00+08:00', '2026-03-03T06:00:00.000Z'],
  ['press-conference', '2026-03-03T09:00:00+08:00', '2026-03-04T01:00:00.000Z'],
  ['authoritative-release', '2026-09-30T22:00:00+08:00', '2026-10-01T14:00:00.000Z'],
  ['response', '2026-10-01T00:00:00Z', '2026-10-03T00:00:00.000Z'],
  ['next-update', '2026-03-03T01:00:00Z', '2026-03-04T01:00:00.000Z'],
  ['interpretation', '2026-09-30T09:00:00+08:00', '2026-10-10T15:59:59.000Z'],
  ['regulation-publication', '2026-02-13T09:00:00+08:00', '2026-02-25T15:59:59.000Z'],
  ['service-change', '2026-04-03T17:00:00+08:00', '2026-04-07T15:59:59.000Z'],
  ['disclosure-reply', '2025-09-25T09:00:00+08:00', '2025-10-29T15:59:59.000Z'],
  ['hotline-consultation', '2024-02-08T09:00:00+08:00', '2024-02-18T15:59:59.000Z'],
  ['hotline-request', '2026-04-28T09:00:00+08:00', '2026-05-14T15:59:59.000Z'],
  ['hotline-complaint', '2024-09-13T09:00:00+08:00', '2024-10-11T15:59:59.000Z'],
];

test.each(table)('%s from %s', (duty, from, dueAt) => {
  const answer = due({ duty, from });
  expect(answer).toMatchObject({ duty, dueAt });
  expect(answer.basis).toMatch(/^[a-z0-9-]+@1 · /);
  expect(answer.explain.length).toBeGreaterThan(3);
});

test('working days are told day by day', () => {
  const { explain } = due({ duty: 'service-change', from: '2026-04-03T17:00:00+08:00' });
  expect(explain.slice(2, 7)).toEqual([
    '2026-04-03 周五 · 工作日 · 起算当日，不计 / 2026-04-03 Fri · working day · the day it starts, not counted',
    '2026-04-04 周六 · 清明节放假 · 不计 / 2026-04-04 Sat · Qingming holiday · not counted',
    '2026-04-05 周日 · 清明节放假 · 不计 / 2026-04-05 Sun · Qingming holiday · not counted',
    '2026-04-06 周一 · 清明节放假 · 不计 / 2026-04-06 Mon · Qingming holiday · not counted',
    '2026-04-07 周二 · 工作日 · 第1个工作日 / 2026-04-07 Tue · working day · working day 1',
  ]);
});

test('a due time in a year without a notice says so', () => {
  const { explain } = due({ duty: 'hotline-consultation', from: '2026-12-31T09:00:00+08:00' });
  expect(explain.join('\n')).toContain('2027年放假安排尚未公布');
});

test('a start without a zone is Beijing time, and the answer says so', () => {
  const answer = due({ duty: 'authoritative-information', from: '2026-03-03 09:00' });
  expect(answer.dueAt).toBe('2026-03-03T06:00:00.000Z');
  expect(answer.explain.join('\n')).toContain('按北京时间理解');
});

const fine: [string, { pack?: string; level?: string }][] = [
  ['the pack that has it', { pack: 'state-council-2016' }],
  ['a level it is owed at', { level: '重大' }],
  ['a level as a numeral', { level: 'Ⅱ' }],
  ['a level in Latin letters', { level: 'ii' }],
];

test.each(fine)('accepted: %s', (_name, part) => {
  expect(due({ duty: 'press-conference', from: '2026-03-03T01:00:00Z', ...part }).dueAt).toBe(
    '2026-03-04T01:00:00.000Z',
  );
});

test('a duty without levels takes any level', () => {
  expect(due({ duty: 'interpretation', from: '2026-03-03T01:00:00Z', level: '一般' }).duty).toBe(
    'interpretation',
  );
});

const bad: [string, Parameters<typeof due>[0], string, string][] = [
  [
    'an unknown duty',
    { duty: 'sing', from: '2026-03-03' },
    'duty.unknown',
    'authoritative-information, press-conference',
  ],
  [
    'a word of the language itself',
    { duty: 'constructor', from: '2026-03-03' },
    'duty.unknown',
    'hotline-complaint',
  ],
  ['an unknown pack', { duty: 'response', from: '2026-03-03', pack: 'x' }, 'pack.unknown', 'xinxing-2017'],
  [
    'a pack without it',
    { duty: 'response', from: '2026-03-03', pack: 'xinxing-2017' },
    'duty.not-in-pack',
    'state-council-2016',
  ],
  ['no instant', { duty: 'response', from: 'soon' }, 'duty.bad-instant', '2026-09-30T09:00:00+08:00'],
  ['30 February', { duty: 'response', from: '2026-02-30T09:00:00Z' }, 'duty.bad-instant', '2026-02-30'],
  ['an unknown level', { duty: 'response', from: '2026-03-03', level: '特大' }, 'level.unknown', '特别重大'],
  [
    'not owed at that level',
    { duty: 'press-conference', from: '2026-03-03', level: '一般' },
    'duty.not-for-level',
    'response',
  ],
];

test.each(bad)('refused: %s', (_name, question, code, says) => {
  let error: unknown;
  try {
    due(question);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(DutyError);
  expect((error as DutyError).code).toBe(code);
  expect((error as DutyError).message).toContain(says);
});
