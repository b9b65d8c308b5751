// Which columns of an office's list are read, and what its rows say.
import { matterColumns, readMatterRow } from './matter-rows';

it('finds the columns by the headings offices use, and never those of the applicant', () => {
  expect(
    matterColumns(['序号', '受理编号', '申请人', '联系电话', '申请 内容', '收到日期 ', '承办单位']),
  ).toEqual({ number: '受理编号', title: '申请 内容', received: '收到日期 ', department: '承办单位' });
  expect(matterColumns(['文号', '文件名称', '签发日期', '公布日期', '类别'])).toMatchObject({
    ...{ number: '文号', title: '文件名称', signed: '签发日期', published: '公布日期', kind: '类别' },
  });
  expect(matterColumns(['甲', '乙'])).toEqual({});
});

const columns = {
  ...{ number: '编号', title: '名称', kind: '类别', department: '单位' },
  ...{ received: '收到', signed: '签发', published: '公布' },
};
const row = { 编号: ' 望公开〔2026〕8号 ', 名称: '申请公开预算', 收到: '2026-11-03', 单位: '财政局' };
const good: [string, Record<string, string>, object][] = [
  [
    'a request by its day',
    {},
    {
      ...{ kind: 'disclosure-request', number: '望公开〔2026〕8号', department: '财政局' },
      starts: [{ start: 'detected', at: '2026-11-02T16:00:00.000Z' }],
    },
  ],
  [
    'with its hour',
    { 收到: '2026年11月3日 15:30' },
    { starts: [{ start: 'detected', at: '2026-11-03T07:30:00.000Z' }] },
  ],
  ['no date: it waits', { 收到: '' }, { starts: [] }],
  [
    'a policy counts from other instants',
    { 类别: '政策文件', 签发: '2026-11-01', 公布: '2026/11/2' },
    {
      kind: 'policy',
      starts: [
        { start: 'signed', at: '2026-10-31T16:00:00.000Z' },
        { start: 'published', at: '2026-11-01T16:00:00.000Z' },
      ],
    },
  ],
  ['a normative document', { 类别: '行政规范性文件' }, { kind: 'regulation' }],
  ['a changed service', { 类别: '办事事项变更' }, { kind: 'service-item' }],
];
it.each(good)('%s', (_, over, expected) => {
  expect(readMatterRow({ ...row, ...over }, columns)).toMatchObject({ read: expected });
});

const bad: [string, Record<string, string>, string][] = [
  ['no number', { 编号: ' ' }, 'matter.row-number'],
  ['a number too long', { 编号: '1'.repeat(61) }, 'matter.row-number'],
  ['no title', { 名称: '' }, 'matter.row-title'],
  ['a kind nobody knows', { 类别: '其他' }, 'matter.row-kind'],
  ['no date', { 收到: '去年冬天' }, 'matter.row-date'],
  ['a day that cannot be', { 收到: '2026-02-30' }, 'matter.row-date'],
];
it.each(bad)('refuses a row with %s', (_, over, code) => {
  expect(readMatterRow({ ...row, ...over }, columns)).toMatchObject({ refused: { code } });
});

it('does not repeat in a refusal what stood in the cell', () => {
  const answer = readMatterRow({ ...row, 收到: '李建国 13800001234' }, columns);
  expect(JSON.stringify(answer)).not.toContain('138');
});
