// What an office keeps ready and in hand in the invented county: its roster, who answers for what, a plan, orders, both lanes of an incident, a drill.
import { chinaInstant, nextDay, shanghaiDay } from '#organisation';
import type { Caller } from './caller';

export type Cast = { admin: Caller; who: (signInName: string) => Caller; now: Date };
/** The desk is manned for so many days; the one after shows as a gap. */
const MANNED_DAYS = 4;

/** What stands before anything happens, so that confirmed incidents meet it. */
export async function prepare({ admin, who, now }: Cast): Promise<void> {
  const staff = who('wangmin');
  const { department, officer } = await idsOf(admin);

  const days: string[] = [];
  for (let n = 0; n < MANNED_DAYS; n += 1) days.push(nextDay(days.at(-1) ?? shanghaiDay(now.toISOString())));
  const desk = await staff.call('desks.add', {
    body: {
      name: '新闻办值班',
      departmentId: department('宣传部'),
      days: 'every-day',
      opens: '08:00',
      closes: '20:00',
      warnHours: 72,
      mannedFrom: chinaInstant(days[0]!, '00:00'),
    },
  });
  await staff.call('shifts.add', {
    params: { id: desk.id },
    body: {
      shifts: days.flatMap((day) => {
        const span = { from: chinaInstant(day, '08:00'), to: chinaInstant(day, '20:00') };
        return [
          { officerId: officer('wangmin'), part: 'duty' as const, ...span },
          { officerId: officer('chenli'), part: 'leader' as const, ...span },
        ];
      }),
    },
  });
  const line = (matter: string, lead: string, support: string[], spokesperson: string, basis: string) =>
    admin.call('matrix.add', {
      body: {
        ...{ matter, level: null, basis, leadId: department(lead), supportIds: support.map(department) },
        spokespersonId: officer(spokesperson),
        supervisorId: officer('chenli'),
      },
    });
  await line('公共卫生', '卫生健康局', ['市场监督管理局'], 'liqiang', '谁主管谁负责');
  await line('事故灾难', '应急管理局', ['住房和城乡建设局'], 'gaofeng', '谁主管谁负责');
  await line('环境保护', '生态环境局', [], 'tanglin', '谁主管谁负责');

  const plan = await staff.call('plans.write', {
    body: {
      name: '公共卫生事件信息发布预案',
      levels: ['特别重大', '重大', '较大'],
      emergencyKinds: ['公共卫生'],
      topics: [],
      spokesperson: '卫生健康局新闻发言人',
      response: [
        {
          content: '事实、救治情况、已采取的措施',
          form: 'statement',
          outlet: '县政府网站、政务微博微信',
          withinHours: 5,
          interpretation: '',
          party: 'responsible',
        },
        {
          content: '调查进展、救治结果、下一步安排',
          form: 'press-conference',
          outlet: '县新闻发布厅',
          withinHours: 24,
          interpretation: '请疾控专家说明病因与防护',
          party: 'news-office',
        },
      ],
      handling: [
        { what: '救治病人，封存样品，开展流行病学调查', withinHours: 2, party: 'responsible' },
        { what: '排查同类单位并报告结果', withinHours: 24, party: 'responsible' },
      ],
    },
  });
  await who('chenli').call('plans.approve', { params: { id: plan.id }, body: { digest: plan.digest } });
}

/** What is in hand once incidents are confirmed: `dry` is the one about water, `burnt` the fire. */
export async function inHand({ admin, who, now }: Cast, ids: { dry: string; burnt: string }): Promise<void> {
  const staff = who('wangmin');
  const { department, officer } = await idsOf(admin);
  const later = (h: number) => new Date(now.getTime() + h * 3600_000).toISOString();

  await staff.call('steps.plan', {
    params: { id: ids.burnt },
    body: {
      tasks: [
        {
          lane: 'handling',
          what: '查明起火原因，排查周边汽修厂',
          departmentId: department('应急管理局'),
          officerId: officer('gaofeng'),
          dueAt: later(30),
        },
        {
          lane: 'response',
          what: '发布起火原因和整改情况',
          departmentId: department('应急管理局'),
          officerId: null,
          dueAt: later(36),
        },
      ],
    },
  });
  const order = (name: string, subject: string, demand: string, incidentId: string | null, days: number) =>
    staff.call('orders.issue', {
      body: {
        ...{ departmentId: department(name), incidentId, subject, demand },
        within: { kind: 'working-days', days },
      },
    });
  const answered = await order(
    '住房和城乡建设局',
    '澜湖新苑停水答复不及时',
    '请说明停水原因、恢复时间，并回复来信群众。',
    ids.dry,
    2,
  );
  await who('sunyue').call('orders.answer', {
    params: { id: answered.id },
    body: {
      words: '二次供水水泵已更换，当日恢复供水，已逐户告知。',
      evidence: [{ what: '抢修记录', where: '望住建函〔2026〕18号' }],
    },
  });
  await order(
    '应急管理局',
    '汽修行业消防隐患排查',
    '请在全县范围排查汽修厂消防隐患，报送清单。',
    ids.burnt,
    3,
  );

  await staff.call('drills.prepare', {
    body: {
      name: '汛期山洪信息发布预演',
      level: '重大',
      emergency: true,
      story: '强降雨引发山洪，两个村庄道路中断，三百余名群众正在转移。',
      leadDepartmentId: department('应急管理局'),
      speed: 60,
      lengthMinutes: 1440,
      officerIds: ['wangmin', 'gaofeng', 'chenli'].map(officer),
      injects: [
        { afterMinutes: 30, words: '网上出现多条求助信息。', departmentId: department('宣传部') },
        { afterMinutes: 180, words: '记者来电询问转移人数。', departmentId: department('应急管理局') },
      ],
    },
  });
}

/** Departments by a part of their name, officers by what they sign in with. */
export async function idsOf(admin: Caller) {
  const { items: departments } = await admin.call('departments.list');
  const { items: officers } = await admin.call('officers.list');
  return {
    department: (name: string) => departments.find((d) => d.name.includes(name))!.id,
    officer: (signInName: string) => officers.find((o) => o.signInName === signInName)!.id,
  };
}
