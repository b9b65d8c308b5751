// A reason in both languages falls into its halves; one in a single language is left whole.
import { refuse } from '../../../../../libs/intake/sentence';
import { halves } from './halves';

test.each([
  ['标题和正文都是空的。', 'Title and body are both empty.'],
  ['列名“工单编号”就是编号的常用叫法。', 'The heading "工单编号" is a usual name for it.'],
  ['“时间”列的“昨天。”不是日期，未导入。', '"昨天。" cannot be read; write it like 2026-04-25 09:30.'],
])('%s', (zh, en) => {
  expect(halves(refuse('x', zh, en).refused.reason)).toEqual({ zh, en });
});

test.each(['只有中文。', 'English only.', ''])('stays whole: %s', (text) => {
  expect(halves(text)).toEqual({ zh: text, en: text });
});
