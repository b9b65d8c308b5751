// What is sent of a draft, and when a point of the checklist counts.
import { type Content, isSentence, sendable, tickState } from './content';

const draft: Content = {
  form: 'statement',
  title: '  关于停水的通报 ',
  body: '加压泵已更换，全部恢复供水。',
  place: '县政府新闻发布厅',
  checklist: { facts: { quote: '加压泵已更换，全部恢复供水。' }, causes: { notApplicable: ' ' } },
};

describe('a draft as it is sent', () => {
  it('leaves half-written reasons behind, and the hall of a conference that is none', () =>
    expect(sendable(draft)).toEqual({
      form: 'statement',
      title: '关于停水的通报',
      body: draft.body,
      place: '',
      checklist: { facts: draft.checklist.facts },
    }));
  it('keeps the place of a press conference', () =>
    expect(sendable({ ...draft, form: 'press-conference' }).place).toBe('县政府新闻发布厅'));
});

describe('a point of the checklist', () => {
  it.each([
    [undefined, 'open'],
    [{ quote: '加压泵已更换，\n全部恢复供水。' }, 'ticked'],
    [{ quote: '加压泵已更换，全部恢复供水！' }, 'ticked'],
    [{ quote: '水质检测合格。' }, 'lost'],
    [{ notApplicable: '仍在调查' }, 'not-applicable'],
    [{ notApplicable: '' }, 'open'],
  ] as const)('%j is %s', (tick, state) =>
    expect(tickState(tick, `${draft.body}全部恢复供水。加压泵已更换,全部恢复供水!`)).toBe(state),
  );
  it.each([
    ['已恢复供水。', false],
    ['已全部恢复供水', true],
    ['。。。。。。。', false],
  ])('%s can tick a point: %s', (text, can) => expect(isSentence(text)).toBe(can));
});
