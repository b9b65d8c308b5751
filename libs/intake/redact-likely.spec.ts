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
  // Named by what he has done, by his office, by a name that holds a word: 有财, 国栋.
  ['丁有财欠薪三个月', '丁某某欠薪三个月'],
  ['张伟局长说不归他管', '张某局长说不归他管'],
  ['找过李向东副局长', '找过李某某副局长'],
  ['黄熊副书记', '黄某副书记'],
  ['监理申国栋从来不到', '监理申某某从来不到'],
  ['二班米多多同学被打', '二班米某某同学被打'],
  ['王霞，女，在校学生', '王某，女，在校学生'],
  ['楼上王梓睿家', '楼上王某某家'],
  // A courtyard is a door where somebody lives there.
  ['家住建设街18号院', '家住建设街［门牌］'],
  ['户籍在文昌巷甲5号院内', '户籍在文昌巷［门牌］内'],
  ['住在槐树村7号院2号', '住在槐树村［门牌］'],
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
  '建设街18号院没有门卫',
  '家住18路公交车终点站',
  '家住第二医院18号院区旁',
  '家住文昌路，对面36号院校招生办',
  '黄梅县长热线',
  '平安镇长途汽车站',
  '水务局长期无人，原卫健局长',
  '万达经理和华润经理',
  '谢谢杨书记',
  '高利贷欠债',
  '时有发生，应有福利',
  '的路建设已经三年',
  '中华人民共和国建设用地',
  '万鑫石料厂和雷峰塔',
  '王者荣耀里的皮肤',
];
test.each(stays)('stays: %s', (text) => {
  expect(redact(text).text).toBe(text);
});

test('a published text is not searched for names that no label announces', () => {
  for (const text of ['网格员丁海燕上门登记', '张伟局长到会讲话', '丁有财欠薪被起诉'])
    expect(redact(text, { press: true }).text).toBe(text);
});
