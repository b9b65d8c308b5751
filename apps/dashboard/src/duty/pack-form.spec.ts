// A rule goes into the form and comes out as it was; a line of opening hours is read as people write it.
import type { PackRule } from '#contract';
import { rowOf, ruleOf, spansOf } from './pack-form';

const rule: PackRule = {
  duty: 'response',
  name: { zh: '回应', en: 'Response' },
  subject: 'incident',
  appliesTo: { levels: ['一般', null], emergency: false },
  startsFrom: 'detected',
  within: { kind: 'running', hours: 48 },
  owedBy: 'responsible',
  answeredBy: ['statement'],
  clause: { document: '某办法', article: '三', words: '应予回应' },
};
const clause = { document: '某条例', article: '第三十三条', words: '所需时间不计算在期限内' };
const rules: [string, Partial<PackRule>][] = [
  ['running hours', {}],
  [
    'working days with their extension',
    { within: { kind: 'working-days', days: 20 }, extendableBy: { kind: 'working-days', days: 20 } },
  ],
  [
    'opening hours',
    {
      within: {
        kind: 'opening-hours',
        hours: 8,
        open: [
          { from: '09:00', to: '12:00' },
          { from: '14:00', to: '17:30' },
        ],
      },
    },
  ],
  ['a pause with its clause', { pausableFor: { what: { zh: '征求意见', en: 'opinion' }, clause } }],
  [
    'kinds of the hotline',
    { subject: 'hotline-record', appliesTo: { hotlineKinds: ['request', 'suggestion'] } },
  ],
  ['emergencies only', { appliesTo: { emergency: true } }],
  ['a document, which has neither level nor kind', { subject: 'policy', appliesTo: {} }],
  ['a setting of its own', { setting: { zh: '本单位设定', en: 'own setting' } }],
];
test.each(rules)('%s', (_, over) => {
  expect(ruleOf(rowOf({ ...rule, ...over }))).toEqual({ ...rule, ...over });
});

test('another subject leaves behind what only the former had', () => {
  expect(ruleOf({ ...rowOf(rule), subject: 'policy' }).appliesTo).toEqual({});
  expect(ruleOf({ ...rowOf(rule), subject: 'hotline-record', hotlineKinds: ['report'] }).appliesTo).toEqual({
    hotlineKinds: ['report'],
  });
});
test('a setting that is written in one language is shown in both', () =>
  expect(ruleOf({ ...rowOf(rule), settingZh: '本单位设定' }).setting).toEqual({
    zh: '本单位设定',
    en: '本单位设定',
  }));

const lines: [string, string | null][] = [
  ['09:00-12:00 14:00-17:30', '09:00-12:00 14:00-17:30'],
  ['9:00–12:00，14：00至17：30', '09:00-12:00 14:00-17:30'],
  ['00:00-24:00', '00:00-24:00'],
  ['', null],
  ['9点到5点', null],
  ['12:00-09:00', null],
  ['09:00-12:00 11:00-17:00', null],
  ['09:00-12:00 25:00-26:00', null],
];
test.each(lines)('opening hours: %s', (line, read) => {
  const spans = spansOf(line);
  expect(spans?.map(({ from, to }) => `${from}-${to}`).join(' ') ?? null).toBe(read);
});
