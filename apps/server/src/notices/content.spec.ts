// What a notice says: the due time with what it leans on, the link to where the matter is found, and nothing unmasked.
import { contentOf, type Told } from './content';

const told: Told = {
  id: '11111111-1111-4111-8111-111111111111',
  type: 'duty.escalated',
  at: new Date('2026-12-28T02:00:00Z'),
  clockId: '22222222-2222-4222-8222-222222222222',
  incidentId: '33333333-3333-4333-8333-333333333333',
  matterId: null,
  matterKind: null,
  title: '清水桥塌陷，联系13712345678',
  level: '重大',
  duty: { zh: '政策解读', en: 'interpretation' },
  dueAt: new Date('2027-01-05T15:59:59Z'),
  leansOn: [2027],
  isTask: false,
  jurisdiction: '雁西县',
  department: '交通运输局',
  reason: { zh: '已超期且无人签收，告知经办人李强。', en: 'Breached; told to the holder, 李强.' },
  to: ['李强'],
  late: false,
};

it('says in every form that the due time leans on a year without a holiday notice', () => {
  const { text, short, body } = contentOf(told, 'https://wenying.example');
  const leans = '（依赖2027年尚未公布的放假安排，可能变动）';
  expect(text.zh).toContain(
    `应于北京时间 2027-01-05 23:59 前完成${leans}，至 12-28 10:00 还有 8 天 13 小时。\n辖区：雁西县。责任单位：交通运输局。\n`,
  );
  expect(text.en).toContain(
    'Due 2027-01-05 23:59 Beijing time (leans on the unpublished holiday notice of 2027',
  );
  expect(short).toContain(`前完成${leans}`);
  expect(body.data.leansOn).toEqual([2027]);
  const plain = contentOf({ ...told, leansOn: [] }, 'https://wenying.example');
  expect(plain.text.zh + plain.short).not.toContain('放假安排');
});

it('tells a leader how long it is over, as of when, where it is and who owes it', () => {
  const { text, short, body } = contentOf(
    { ...told, dueAt: new Date('2026-12-27T23:57:00Z'), leansOn: [] },
    'https://wenying.example',
  );
  expect(text.zh.split('\n')).toEqual([
    told.reason.zh,
    '应于北京时间 2026-12-28 07:57 前完成，至 12-28 10:00 已超期 2 小时 3 分。',
    '辖区：雁西县。责任单位：交通运输局。',
    `查看并处理：https://wenying.example/duties/${told.clockId}`,
    expect.stringContaining('通知编号'),
  ]);
  expect(text.en).toContain('at 12-28 10:00 2 h 3 min over.\nIn 雁西县. Owed by 交通运输局.');
  expect(short).toContain('已超期 2 小时 3 分');
  expect(body.data).toMatchObject({ jurisdiction: '雁西县', department: '交通运输局' });
});

it('says of a matter of the registry which kind it is, where an incident has its level', () => {
  const matter = {
    incidentId: null,
    matterId: told.id,
    matterKind: 'disclosure-request' as const,
    level: null,
  };
  const { subject, body } = contentOf(
    { ...told, ...matter, title: '申请公开检测报告' },
    'https://wenying.example',
  );
  expect(subject.zh).toBe('【闻应·责任时限提醒】政府信息公开申请 政策解读：申请公开检测报告');
  expect(body.data).toMatchObject({ incidentId: null, matterId: told.id, level: null });
});

it('leads to the clock, or to the incident where a task is found; and masks what people typed', () => {
  expect(contentOf(told, 'https://wenying.example').body.data.link).toContain(`/duties/${told.clockId}`);
  const duty = { zh: '处置任务“联系13712345678”', en: 'task of handling “联系13712345678”' };
  const content = contentOf({ ...told, isTask: true, duty }, 'https://wenying.example');
  expect(content.body.data.link).toBe(`https://wenying.example/incidents/${told.incidentId}?tab=duty`);
  expect(JSON.stringify(content)).not.toContain('13712345678');
});
