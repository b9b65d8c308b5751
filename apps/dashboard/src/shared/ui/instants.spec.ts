// Instants and spans as people read them, in the jurisdiction's zone whatever the machine's is.
import type { TFunction } from 'i18next';
import { createInstance } from 'i18next';
import { english } from '../words/en';
import { zhCN } from '../words/zh-CN';
import { fullInstant, instantToWall, shortInstant, span, timeOf, wallToInstant } from './instants';

const say = (lng: 'zh-CN' | 'en'): TFunction => {
  const words = createInstance();
  void words.init({
    lng,
    resources: { 'zh-CN': { translation: zhCN }, en: { translation: english } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return words.t;
};
const zh = say('zh-CN');
const en = say('en');
const ms = (iso: string) => Date.parse(iso);
/** 20 November 2026, 14:03 in Shanghai. */
const now = ms('2026-11-20T06:03:00Z');

const shorts: [instant: string, inChinese: string, inEnglish: string][] = [
  ['2026-11-20T06:03:00Z', '今天 14:03', 'today 14:03'],
  // Still the same day in Shanghai, though another in UTC.
  ['2026-11-19T16:00:00Z', '今天 00:00', 'today 00:00'],
  ['2026-11-19T15:59:00Z', '昨天 23:59', 'yesterday 23:59'],
  ['2026-11-21T01:00:00Z', '明天 09:00', 'tomorrow 09:00'],
  ['2026-11-18T01:20:00Z', '11月18日 09:20', '11-18 09:20'],
  ['2025-12-31T15:59:00Z', '2025-12-31 23:59', '2025-12-31 23:59'],
];
describe('an instant in short words', () => {
  it.each(shorts)('%s', (instant, inChinese, inEnglish) => {
    expect(shortInstant(ms(instant), now, zh, 'zh')).toBe(inChinese);
    expect(shortInstant(ms(instant), now, en, 'en')).toBe(inEnglish);
  });
});

const spans: [lengthMs: number, inChinese: string, inEnglish: string][] = [
  [0, '0 秒', '0 s'],
  [59_999, '59 秒', '59 s'],
  [60_000, '1 分', '1 min'],
  [3 * 60_000, '3 分', '3 min'],
  [72 * 60_000, '1 小时 12 分', '1 h 12 min'],
  [20.5 * 3_600_000, '20 小时 30 分', '20 h 30 min'],
  [50 * 3_600_000, '2 天 2 小时', '2 d 2 h'],
  [-3 * 60_000, '3 分', '3 min'],
];
describe('a span', () => {
  it.each(spans)('%d ms', (lengthMs, inChinese, inEnglish) => {
    expect(span(lengthMs, zh)).toBe(inChinese);
    expect(span(lengthMs, en)).toBe(inEnglish);
  });
});

it('tells the whole instant with its zone', () => {
  expect(fullInstant(now, zh)).toBe('2026-11-20 14:03:00（北京时间，UTC+8）');
  expect(timeOf(now)).toBe('14:03:00');
});

it('reads what a person picked as the jurisdiction’s time, and back', () => {
  expect(wallToInstant('2026-11-20T14:03:00')).toBe('2026-11-20T06:03:00.000Z');
  expect(instantToWall('2026-11-19T16:00:00.000Z')).toBe('2026-11-20T00:00:00');
});

it('speaks of one and of many in English, and has one form in Chinese', () => {
  expect(en('app.live.away', { count: 1 })).toMatch(/^1 alert received/);
  expect(en('app.live.away', { count: 12 })).toMatch(/^12 alerts received/);
  expect(zh('app.live.away', { count: 1 })).toMatch(/^离开期间收到 1 条/);
});
