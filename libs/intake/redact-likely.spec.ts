// Names without a label, by how they are made and what stands around them; words that are made alike stay.
import { redact } from './redact';

const masked: [string, string][] = [
  ['网格员丁海燕上门登记', '网格员丁某某上门登记'],
  ['村里的雷春发把场院圈了', '村里的雷某某把场院圈了'],
  ['联名人：史长顺、窦敏、邓家旺', '联名人：史某某、窦某、邓某某'],
  ['学生扎西多吉的助学金', '学生扎某某的助学金'],
  ['欠条在欧阳晴手里，欧阳晴不给', '欠条在欧阳某手里，欧阳某不给'],
  ['手机138oo138ooo', '手机138****8000'],
  ['我的号码1380013八零零零', '我的号码138****8000'],
  ['请拨138/0013/8000', '请拨138****8000'],
  ['邮箱wang.fang#163.com', '邮箱w***@163.com'],
  ['加v：wf19880101', '加v：wf****'],
  ['北关村8排12号', '北关村［门牌］'],
  ['家里2318866没人接', '家里****866没人接'],
];
test.each(masked)('%s', (text, shown) => {
  expect(redact(text).text).toBe(shown);
  expect(redact(shown).removed).toEqual([]);
});

const stays = [
  '提高建设标准',
  '司机全程打电话',
  '老师傅修的鞋',
  '妻子和儿子都在外地',
  '李家湾和白云寺',
  '周大福的店',
  '家里2318866元不够',
  '请打138/500折',
  '加v就送礼品hello',
  '系统维护于2026/1/38时',
];
test.each(stays)('stays: %s', (text) => {
  expect(redact(text).text).toBe(text);
});

test('a published text is not searched for names that no label announces', () => {
  const text = '网格员丁海燕上门登记';
  expect(redact(text, { press: true }).text).toBe(text);
});
