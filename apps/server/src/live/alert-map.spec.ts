// Every alert has a fact behind it, and the sentences read as people speak.
import { alertKinds, type FactKind, type FactMap } from '#contract';
import { alertMap } from './alert-map';
import type { Found, Rule } from './alert-rule';
import { length, moment } from './alert-words';

const found: Found = {
  at: new Date('2026-11-21T02:00:00Z'),
  duty: { zh: '首次权威信息', en: 'First authoritative information' },
  dueAt: new Date('2026-11-21T04:30:00Z'),
  leansOn: [],
  department: '应急管理局',
  officer: '卫分管',
  told: ['王敏', '李强', '赵云', '高枫'],
  reason: { zh: '该地址不存在（404）。', en: 'Nothing is at this address (404).' },
};
const say = <K extends FactKind>(kind: K, body: object, about = found) =>
  (alertMap[kind] as Rule).text(body as FactMap[K], about);

test('every kind of alert of the contract comes from some fact', () => {
  const kinds = Object.values(alertMap).flatMap((rule) => (rule ? [rule.kind] : []));
  expect([...new Set(kinds)].sort()).toEqual([...alertKinds].sort());
});

test.each([
  [0, '0 分钟', '0 min'],
  [59 * 60_000, '59 分钟', '59 min'],
  [150 * 60_000, '2 小时 30 分', '2 h 30 min'],
  [48 * 3600_000, '48 小时', '48 h'],
  [80 * 3600_000, '3 天', '3 days'],
  [-5, '0 分钟', '0 min'],
])('%d ms is %s', (ms, zh, en) => {
  expect(length(ms)).toEqual({ zh, en });
});

test.each([
  ['2026-11-21T16:05:00Z', '11月22日 00:05', '22 Nov 00:05 (China time)'],
  ['2026-12-31T23:59:00Z', '1月1日 07:59', '1 Jan 07:59 (China time)'],
])('%s is told in China’s time', (at, zh, en) => {
  expect(moment(new Date(at))).toEqual({ zh, en });
});

test.each([
  [
    'duty.opened',
    { dueAt: '2026-11-21T04:30:00Z' },
    '“首次权威信息”开始计时，11月21日 12:30 到期。责任单位：应急管理局。',
  ],
  ['duty.half', { late: false }, '“首次权威信息”时限已过半，还剩 2 小时 30 分（11月21日 12:30 到期）。'],
  [
    'duty.hour',
    { late: false },
    '“首次权威信息”只剩最后一小时，还剩 2 小时 30 分（11月21日 12:30 到期）。责任单位：应急管理局。',
  ],
  [
    'duty.very-overdue',
    { late: false, dueAt: '2026-11-21T06:00:00Z' },
    '“首次权威信息”严重超期，应于 11月21日 12:30 前完成，至今没有发布。责任单位：应急管理局。',
  ],
  ['duty.paused', { reason: '征求第三方意见' }, '“首次权威信息”暂停计时：征求第三方意见'],
  ['duty.resumed', { to: '2026-11-22T04:30:00Z' }, '“首次权威信息”恢复计时，11月22日 12:30 到期。'],
  ['duty.escalated', { toOfficerId: 'x' }, '“首次权威信息”已升级上报：卫分管。'],
  [
    'source.failing.2',
    { code: 'feed.http-404', failures: 3, keeperId: 'x', times: 1 },
    '连续 3 次取不到内容：该地址不存在（404）。请卫分管处理。',
  ],
  [
    'source.quiet',
    { code: 'source.quiet', failures: 0, keeperId: null, times: 2 },
    '比平时安静：该地址不存在（404）。尚未指定负责人，请有人认领（第 2 次提醒）。',
  ],
  ['duty.met', { late: false, evidence: { releaseId: 'x' } }, '“首次权威信息”按时完成，以已发布的内容为证。'],
  [
    'duty.met',
    { late: true, evidence: { releaseId: null } },
    '“首次权威信息”已完成，但超期，以登记的证据为证。',
  ],
  [
    'duty.very-overdue',
    { late: false, dueAt: '2026-11-21T06:00:00Z', matterId: 'x' },
    '“首次权威信息”严重超期，应于 11月21日 12:30 前完成，至今没有履行的证据。责任单位：应急管理局。',
  ],
  [
    'incident.confirmed',
    { level: '重大', emergency: true },
    '已确认为突发事件，定为“重大”（Ⅱ级）。牵头：应急管理局。',
  ],
  [
    'release.published',
    { edition: 2, place: '县政府网', url: 'http://x/y' },
    '第 2 版已发布（县政府网）：http://x/y',
  ],
  [
    'rule.raised',
    { rule: '校园安全', severity: 'warning' },
    '符合规则“校园安全”。告知：王敏、李强、赵云等 4 人。',
  ],
  [
    'burst.began',
    { startedAt: '2026-11-21T02:00:00Z', window: 1, count: 9, expected: 1.234, basis: 'week', late: false },
    '苗头：自 11月21日 10:00 起 9 条，平时同一时段约 1.2 条。',
  ],
  [
    'burst.began',
    { startedAt: '2026-11-21T02:00:00Z', window: 6, count: 9, expected: 1, basis: 'flat', late: true },
    '苗头：自 11月21日 10:00 起的 6 小时内 9 条，平时同一时段约 1 条（历史太短，按总平均估计）。（事后补报）',
  ],
  [
    'roster.gap-found',
    {
      from: '2026-11-21T02:00:00Z',
      to: '2026-11-21T10:00:00Z',
      causes: [{ why: 'left' }, { why: 'nobody' }, { why: 'left' }],
    },
    '11月21日 10:00 至 11月21日 18:00 将无人值班（排班人员已离岗、没有排班）。告知：王敏、李强、赵云等 4 人。',
  ],
] as const)('%s', (kind, body, zh) => {
  expect(say(kind, body).zh).toBe(zh);
});

test('a warning noticed after the due time says that it was due, not that nothing is left', () => {
  const late = { ...found, at: new Date('2026-11-21T05:00:00Z') };
  const { zh, en } = say('duty.half', { late: true }, late);
  expect(zh).toBe('“首次权威信息”时限已过半，已于 11月21日 12:30 到期。（事后补报）');
  expect(en).toContain('It was due 21 Nov 12:30');
});

test('a clock without a department says so', () => {
  const nobody = { ...found, department: null };
  expect(say('duty.opened', { dueAt: '2026-11-21T04:30:00Z' }, nobody).zh).toContain('尚无责任单位');
});

test('a gap in the roster with nobody above to tell says so', () => {
  const body = { from: '2026-11-21T02:00:00Z', to: '2026-11-21T10:00:00Z', causes: [{ why: 'nobody' }] };
  expect(say('roster.gap-began', body, { ...found, told: [] }).zh).toContain('没有可以告知的人');
});

test.each([
  ['duty.opened', { dueAt: '2027-01-06T15:59:59Z' }],
  ['duty.half', { late: false }],
  ['duty.near', { late: false }],
  ['duty.hour', { late: false }],
  ['duty.breached', { late: false, dueAt: '2027-01-06T15:59:59Z' }],
  ['duty.very-overdue', { late: false, dueAt: '2027-01-06T15:59:59Z' }],
  ['duty.resumed', { to: '2027-01-06T15:59:59Z' }],
  ['order.issued', { dueAt: '2027-01-06T15:59:59Z' }],
  ['order.reminded', { times: 1 }],
  ['order.near', { late: false, dueAt: '2027-01-06T15:59:59Z' }],
  ['order.overdue', { late: false, dueAt: '2027-01-06T15:59:59Z' }],
  ['order.returned', { dueAt: '2027-01-06T15:59:59Z' }],
] as const)('%s says that its due time leans on a year without a notice, and only then', (kind, body) => {
  const leaning = { ...found, dueAt: new Date('2027-01-06T15:59:59Z'), leansOn: [2027] };
  expect(say(kind, body, leaning).zh).toContain('（依赖2027年尚未公布的放假安排，可能变动）');
  expect(say(kind, body, leaning).en).toContain('leans on the unpublished holiday notice of 2027');
  expect(say(kind, body).zh).not.toContain('放假安排');
  // What is past was published long ago; it is only not held here.
  const old = { ...leaning, leansOn: [2019] };
  expect(say(kind, body, old).zh).toContain('2019年的放假安排未收录');
});
