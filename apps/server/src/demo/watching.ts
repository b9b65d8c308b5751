// What the invented county watches for: words kept together, a rule that tells somebody, a search kept by name; and a policy weighed before it goes out.
import { type Cast, idsOf } from './duties';

/** Before messages come, so that the rule hears them. */
export async function watch({ admin, who }: Cast): Promise<void> {
  const staff = who('wangmin');
  const { department, officer } = await idsOf(admin);
  const list = await admin.call('wordlists.add', {
    body: {
      name: '校园安全',
      terms: ['食堂+腹泻', '学生+呕吐', '校门+拥堵', '校车'],
      excludes: ['演练'],
    },
  });
  await admin.call('rules.add', {
    body: {
      name: '学校里出了事',
      severity: 'critical',
      conditions: { listIds: [list.id] },
      told: { officerIds: [officer('wangmin')], departmentIds: [department('教育')] },
    },
  });
  await admin.call('rules.add', {
    body: {
      name: '热起来的民生事件',
      conditions: { concerns: ['public-interest'], heat: 30 },
      told: { roles: ['news-office'] },
    },
  });
  await staff.call('searches.save', {
    body: { name: '停水和水质', search: { q: '停水', days: 30 }, shared: true },
  });
}

/** A policy that is to go out in a fortnight, assessed and waiting for the leader. */
export async function weigh({ who, now }: Cast): Promise<void> {
  const staff = who('wangmin');
  const plannedOn = new Date(now.getTime() + 14 * 24 * 3600_000).toISOString().slice(0, 10);
  const draft = await staff.call('policyRisks.draft', {
    body: {
      title: '望澜县城区停车收费调整方案',
      plannedOn,
      groups: ['城区车主', '沿街商户', '医院和学校周边居民'],
      risks: [
        {
          what: '被理解为“只为收钱”，质疑收入去向',
          likelihood: 4,
          consequence: 3,
          measure: '随方案公布收费依据、收入用途和上年收支',
        },
        {
          what: '医院、学校周边停车更难，接送和就医受影响',
          likelihood: 3,
          consequence: 4,
          measure: '首小时免费；医院、学校周边先试行一个月',
        },
      ],
      questions: [
        { question: '收的钱用到哪里去了？', answer: '全部缴入县财政，用于停车设施建设和维护，每季度公布。' },
        { question: '住在路边的居民怎么办？', answer: '凭居住证明办理月卡，价格与调整前相同。' },
      ],
      plan: [
        {
          content: '方案解读和一图读懂',
          form: '文字解读',
          outlet: '县政府网站、政务微信',
          at: '与方案同时发布',
        },
        { content: '集中回应首周的疑问', form: '问答', outlet: '网络问政', at: '发布后第 7 天' },
      ],
      spokesperson: '高峰',
      watchWords: ['停车收费', '停车费', '乱收费+停车'],
    },
  });
  await staff.call('policyRisks.assess', { params: { id: draft.id }, body: { edition: draft.edition } });
}
