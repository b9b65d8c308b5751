// Columns proposed for a hotline file, and rows read under them; all rows are invented.
import { type Mapping, proposeMapping } from './hotline';
import { firstWords, readHotlineRow } from './hotline-row';

const headings: [string[], Mapping][] = [
  [
    ['mail_id', 'title', 'query', 'query_date', 'reply', 'reply_date', 'reply_agency'],
    {
      externalId: 'mail_id',
      title: 'title',
      body: 'query',
      receivedAt: 'query_date',
      replyBody: 'reply',
      repliedAt: 'reply_date',
      agency: 'reply_agency',
    },
  ],
  [
    [
      '工单编号',
      '标题',
      '诉求内容',
      '来电时间',
      '答复内容',
      '答复时间',
      '承办单位',
      '诉求类型',
      '满意度',
      '事发地址',
      '派单时间',
      '办理期限',
    ],
    {
      externalId: '工单编号',
      title: '标题',
      body: '诉求内容',
      receivedAt: '来电时间',
      replyBody: '答复内容',
      repliedAt: '答复时间',
      agency: '承办单位',
      kind: '诉求类型',
      satisfaction: '满意度',
      place: '事发地址',
      assignedAt: '派单时间',
      dueAt: '办理期限',
    },
  ],
  [
    [
      '序号',
      '信件编号',
      '来信主题',
      '市民诉求内容（全文）',
      '来信日期',
      '办理结果',
      '办结时间',
      '责任单位名称',
    ],
    {
      externalId: '信件编号',
      title: '来信主题',
      body: '市民诉求内容（全文）',
      receivedAt: '来信日期',
      replyBody: '办理结果',
      repliedAt: '办结时间',
      agency: '责任单位名称',
    },
  ],
  [
    ['Ticket ID', 'Subject', 'Description', 'Created At', 'Response', 'Closed At', 'Department'],
    {
      externalId: 'Ticket ID',
      title: 'Subject',
      body: 'Description',
      receivedAt: 'Created At',
      replyBody: 'Response',
      repliedAt: 'Closed At',
      agency: 'Department',
    },
  ],
];

test.each(headings)('%s', (names, mapping) => {
  const proposal = proposeMapping(names, []);
  expect(proposal.mapping).toEqual(mapping);
  for (const field of Object.keys(mapping)) {
    expect(proposal.why[field as keyof Mapping]).toMatch(/[\u4e00-\u9fff].*[a-z]/);
  }
});

test('where headings do not help, values do', () => {
  const rows = Array.from({ length: 6 }, (_, index) => ({
    甲: `T2026${1000 + index}`,
    乙: '路灯不亮的情况反映',
    丙: '我们小区门口的路灯已经坏了两个多月，晚上出门看不见路，请尽快派人来修理。',
    丁: `2026-04-2${index} 10:00`,
    戊: `2026-03-2${index} 10:00`,
  }));
  const { mapping, why } = proposeMapping(['甲', '乙', '丙', '丁', '戊'], rows);
  expect(mapping).toEqual({ externalId: '甲', title: '乙', body: '丙', receivedAt: '戊', repliedAt: '丁' });
  expect(why.body).toContain('文字最长');
});

test('a column of numbers, or one that says who wrote, is no title', () => {
  const rows = [
    {
      正文: '桥东路的路灯坏了一个星期，夜里没法走',
      甲: '13812345678',
      备注: '望澜县青石镇柳湾小区',
      乙: '2026-1-1',
    },
  ];
  expect(proposeMapping(['正文', '甲', '备注', '乙'], rows).mapping).toEqual({
    body: '正文',
    receivedAt: '乙',
  });
});

const mapping: Mapping = {
  externalId: '编号',
  title: '标题',
  body: '内容',
  receivedAt: '来电',
  replyBody: '答复',
  repliedAt: '答复日',
  agency: '单位',
};
const row = {
  编号: ' 001 ',
  标题: '路灯',
  内容: '路灯不亮',
  来电: '2026/4/25 9:32',
  答复: '已修好',
  答复日: '2026-04-26',
  单位: '城管局',
};

test('a row becomes a record', () => {
  expect(readHotlineRow(row, mapping)).toEqual({
    record: {
      externalId: '001',
      title: '路灯',
      body: '路灯不亮',
      receivedAt: '2026-04-25T01:32:00.000Z',
      replyBody: '已修好',
      repliedAt: '2026-04-25T16:00:00.000Z',
      agency: '城管局',
      kind: null,
      satisfaction: null,
      place: null,
      assignedAt: null,
      dueAt: null,
      flags: [],
    },
  });
});

const flagged: [string, Partial<typeof row>, string[]][] = [
  ['a reply before its question', { 答复日: '2026-04-01' }, ['negative-interval']],
  ['no date', { 来电: '' }, ['no-received-date']],
  ['a dash for a date', { 答复日: '--' }, []],
  ['no reply yet', { 答复: '\u00a0', 答复日: '' }, ['no-reply']],
  ['no title', { 标题: '' }, ['title-from-body']],
];
test.each(flagged)('%s is taken and told', (_, change, flags) => {
  expect(readHotlineRow({ ...row, ...change }, mapping)).toMatchObject({ record: { flags } });
});

const bad: [string, Partial<typeof row>, string, string][] = [
  ['no text', { 标题: '', 内容: '\u00a0 \u3000' }, 'row.no-text', '没有诉求内容'],
  ['a title only', { 内容: '' }, 'row.no-text', '只有标题'],
  ['a date that is none', { 来电: '昨天上午' }, 'row.bad-date', '“来电”列的“昨天上午”'],
  ['an impossible date', { 答复日: '2026-02-30' }, 'row.bad-date', '2026-02-30'],
];
test.each(bad)('%s is refused', (_, change, code, words) => {
  const answer = readHotlineRow({ ...row, ...change }, mapping);
  expect(answer).toMatchObject({ refused: { code } });
  expect('refused' in answer && answer.refused.reason).toContain(words);
});

test('HTML goes, and a file without a text column gives its titles', () => {
  expect(readHotlineRow({ ...row, 标题: '<b>路</b>灯', 内容: '<p>一</p><p>二</p>' }, mapping)).toMatchObject({
    record: { title: '路灯', body: '一\n二' },
  });
  expect(readHotlineRow(row, { title: '标题' })).toMatchObject({ record: { title: '路灯', body: '路灯' } });
});

test.each([
  ['尊敬的领导：您好！我家门口的路坏了，走不了人。请修。', '我家门口的路坏了，走不了人'],
  ['路灯不亮', '路灯不亮'],
  ['字'.repeat(60), `${'字'.repeat(40)}…`],
])('first words of %s', (body, words) => {
  expect(firstWords(body)).toBe(words);
});
