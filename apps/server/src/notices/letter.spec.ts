// One letter about many clocks: what each channel names one by one, in which order, and that nothing is left uncounted.
import { contentOf, type Told } from './content';
import { gathers, letterOf } from './letter';

const at = new Date('2026-11-30T00:00:00Z');
const id = (n: number) => `${String(n).padStart(8, '0')}-1111-4111-8111-111111111111`;
const told = (n: number, more: Partial<Told> = {}) =>
  contentOf(
    {
      ...{ id: id(n), type: 'duty.escalated', at, clockId: id(n), incidentId: id(n), matterId: null },
      ...{ matterKind: null, title: `第${n}号事件，联系13712345678`, level: '一般', isTask: false },
      ...{ duty: { zh: '回应', en: 'response' }, dueAt: new Date(at.getTime() - n * 3_600_000) },
      ...{ leansOn: [], jurisdiction: '雁西县', department: '水利局', to: ['李强'], late: true },
      reason: { zh: '已超期，告知经办人李强。', en: 'Breached; told to the holder, 李强.' },
      ...more,
    } as Told,
    'https://wenying.example',
  );
const letter = (contents: ReturnType<typeof told>[], kind: Parameters<typeof letterOf>[1]) =>
  letterOf(contents, kind, { id: id(99), at, publicUrl: 'https://wenying.example' });
const many = (n: number) => Array.from({ length: n }, (_, i) => told(i + 1));

it('a mail names every clock with its link under the reason that holds for it, and says what was due first', () => {
  const nobody = { zh: '应告知负责人，但没有登记：无人可报。', en: 'Nobody to tell.' };
  const { subject, text } = letter(
    [...many(5), told(6, { type: 'duty.unheard', reason: nobody, level: '较大' })],
    'email',
  );
  expect(subject.zh).toBe('【闻应·责任时限提醒】6 项时限需要处理，其中 1 项无人可报，最高Ⅲ级');
  expect(text.zh.match(/\/duties\/[0-9a-f-]{36}/g)).toHaveLength(6);
  expect(text.zh).toContain('最早的一项应于 2026-11-30 02:00 前完成，已超期 6 小时 0 分');
  expect(text.zh).toContain('（雁西县 · 水利局，应于 2026-11-30 07:00 前完成，已超期 1 小时 0 分）https');
  expect(text.zh).toContain('已超期，告知经办人李强。（5 项）\n· Ⅳ级 回应：第1号事件');
  expect(text.zh).toContain('无人可报。\n· Ⅲ级 回应：第6号事件');
  expect(text.en.match(/\/duties\/[0-9a-f-]{36}/g)).toHaveLength(6);
  expect(JSON.stringify(text)).not.toContain('13712345678');
});

it('a clock for which several rungs were climbed is one, named once under all that is said of it', () => {
  const rungs = ['告知分管领导陈立。', '告知责任单位负责人，但没有登记：无人可报。'];
  const of = (n: number) =>
    rungs.map((zh, i) =>
      told(n, { type: i === 1 ? 'duty.unheard' : 'duty.escalated', reason: { zh, en: `reason ${i}` } }),
    );
  const one = letter([...of(1), ...of(1)], 'wecom');
  expect(one.subject.zh).toBe('【闻应·责任时限提醒】Ⅳ级 回应：第1号事件，联系137****5678');
  expect(one.text.zh.match(/\/duties\/[0-9a-f-]{36}/g)).toHaveLength(2);
  expect(one.text.zh).toMatch(
    /^同一项时限的 4 条通知合并为一条。\n\n告知分管领导陈立。\n.*无人可报。\n· Ⅳ级/,
  );
  const two = letter([...of(1), ...of(2)], 'wecom');
  expect(two.subject.zh).toBe('【闻应·责任时限提醒】2 项时限需要处理，其中 2 项无人可报，最高Ⅳ级');
  expect(two.text.zh).toContain('无人可报。（2 项）\n· Ⅳ级 回应：第1号');
});

it.each([
  ['email', 700, 500],
  ['wecom', 700, 6],
  ['sms', 700, 0],
] as const)('%s: of %i it names %i, and counts the others with a link to all', (kind, n, named) => {
  const { text, short } = letter(many(n), kind);
  expect(text.zh.match(/^· /gm) ?? []).toHaveLength(named);
  expect(text.zh).toContain(`其余 ${n - named} 项及全部处理：https://wenying.example/duties\n`);
  expect(short).toMatch(/700 项时限需要处理.*2026-11-01 04:00.*wenying.example\/duties$/);
});

it('a group’s message stays within what a robot takes', () => {
  const title = '某'.repeat(110);
  const { subject, text } = letter(
    Array.from({ length: 300 }, (_, n) => told(n + 1, { title })),
    'wecom',
  );
  expect(Buffer.byteLength(`${subject.zh}\n${text.zh}`)).toBeLessThan(2_000);
});

it('a machine is told of each by itself', () => {
  expect((['email', 'sms', 'wecom', 'dingtalk', 'feishu', 'webhook'] as const).filter(gathers)).toEqual([
    ...['email', 'sms', 'wecom', 'dingtalk', 'feishu'],
  ]);
});
