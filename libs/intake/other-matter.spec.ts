// One number, one matter or two.
import { isOtherMatter } from './other-matter';

const lamps = {
  title: '柳湾路路灯不亮',
  body: '柳湾路入口的路灯坏了一周，夜里行人看不清路面，请维修。联系人张某，138****5678。',
};
const pension = {
  title: '咨询退休手续',
  body: '本人今年十月满六十岁，想了解办理养老金领取需要准备哪些材料，在哪个窗口办。',
};

it.each<[what: string, one: typeof lamps, other: typeof lamps, two: boolean]>([
  ['another matter', lamps, pension, true],
  ['the same again', lamps, lamps, false],
  ['edited', lamps, { ...lamps, body: lamps.body.replace('一周', '三周') }, false],
  ['a line added', lamps, { ...lamps, body: `${lamps.body}昨晚又有人摔倒。` }, false],
  [
    'shortened, under a new title',
    lamps,
    { title: '反映照明问题', body: '柳湾路入口的路灯坏了一周。' },
    false,
  ],
  [
    'written anew by the one who took the call',
    lamps,
    { title: '市政照明', body: '来电人反映柳湾路入口处照明设施损坏，夜里看不清，要求尽快维修。' },
    false,
  ],
  [
    'unmasked',
    lamps,
    { ...lamps, body: lamps.body.replace('138****5678', '13812345678').replace('张某', '张三') },
    false,
  ],
  ['under the same title', lamps, { ...pension, title: lamps.title }, false],
  [
    'traditional',
    lamps,
    { title: '柳灣路路燈不亮', body: '柳灣路入口的路燈壞了一週，夜裡行人看不清路面，請維修。' },
    false,
  ],
  ['too short to tell', lamps, { title: '求助', body: '请回电。' }, false],
  ['empty', lamps, { title: '', body: '' }, false],
])('%s', (_, one, other, two) => {
  expect(isOtherMatter(one, other)).toBe(two);
  expect(isOtherMatter(other, one)).toBe(two);
});
