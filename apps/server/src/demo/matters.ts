// What stands in the registry of the invented county: a request that is paused, an interpretation that is due, one that is overdue, and others.
import { createHash } from 'node:crypto';
import type { Input } from '#contract';
import { type Cast, idsOf } from './duties';

type Registered = Input<'matters.register'>['body'];

/** Registers them by the real door; the leader pauses one, a department answers another. */
export async function registered({ admin, who, now }: Cast): Promise<void> {
  const staff = who('wangmin');
  const { department } = await idsOf(admin);
  const daysAgo = (n: number) => new Date(now.getTime() - n * 86_400_000).toISOString();
  const year = daysAgo(0).slice(0, 4);
  const add = (
    [kind, number, title]: [Registered['kind'], string, string],
    owes: string,
    starts: Registered['starts'],
  ) =>
    staff.call('matters.register', { body: { kind, number, title, departmentId: department(owes), starts } });
  const request = (n: number, title: string, owes: string, received: number) =>
    add(['disclosure-request', `望公开〔${year}〕第${n}号`, title], owes, [
      { start: 'detected', at: daysAgo(received) },
    ]);

  const asked = await request(21, '申请公开澜湖新苑二次供水改造合同', '住房和城乡建设局', 9);
  const [clock] = (await staff.call('duties.list', { query: { matterId: asked.id } })).items;
  await who('chenli').call('duties.pause', {
    params: { id: clock!.id },
    body: { reason: '合同涉及供水企业，征求第三方意见' },
  });
  await request(17, '申请公开河道采砂许可审批材料', '生态环境局', 45);
  const answered = await request(19, '申请公开村卫生室补助标准', '卫生健康局', 16);
  await who('liqiang').call('matters.answer', {
    params: { id: answered.id },
    body: {
      form: 'reply',
      place: '邮寄送达',
      number: `望卫公开答〔${year}〕6号`,
      url: null,
      digest: createHash('sha256').update('望澜县演示答复书').digest('hex'),
      at: daysAgo(4),
    },
  });
  await request(23, '申请公开汽修行业消防检查情况', '应急管理局', 2);
  await add(['policy', `望政发〔${year}〕14号`, '关于促进灵活就业的若干措施'], '人力资源和社会保障局', [
    { start: 'signed', at: daysAgo(4) },
    { start: 'published', at: daysAgo(2) },
  ]);
  await add(['policy', `望政办发〔${year}〕31号`, '城乡居民供水保障实施方案'], '住房和城乡建设局', [
    { start: 'signed', at: daysAgo(1) },
  ]);
  await add(['regulation', `望政规〔${year}〕2号`, '望澜县城镇住房保障管理办法'], '住房和城乡建设局', [
    { start: 'signed', at: daysAgo(0.5) },
  ]);
}
