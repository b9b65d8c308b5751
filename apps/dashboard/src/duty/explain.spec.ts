// Which half of an explanation is read.
import { halfOf } from './explain';

describe('a line of an explanation', () => {
  it.each([
    ['连续计时5小时。 / 5 running hours.', '连续计时5小时。', '5 running hours.'],
    [
      '起算 2026-11-21 09:00（北京时间） / starts 2026-11-21 09:00',
      '起算 2026-11-21 09:00（北京时间）',
      'starts 2026-11-21 09:00',
    ],
    [
      '周六 / 周日不计 / Saturday and Sunday do not count',
      '周六 / 周日不计',
      'Saturday and Sunday do not count',
    ],
    ['只有一种语言', '只有一种语言', '只有一种语言'],
  ])('%s', (line, zh, en) => {
    expect(halfOf(line, 'zh')).toBe(zh);
    expect(halfOf(line, 'en')).toBe(en);
  });
});
