// What the people of the invented county say: first what has already happened, then an endless supply of what happens next.
import type { MessageSent } from '#contract';

/** `hoursAgo`: how long before the demo starts. */
export type DemoMessage = { hoursAgo: number; channel: MessageSent['channel']; title: string; body: string };

export const school: DemoMessage[] = [
  {
    hoursAgo: 4.7,
    channel: 'hotline',
    title: '青石镇中心小学学生午饭后上吐下泻',
    body: '我是青石镇中心小学学生家长，今天中午孩子在学校食堂吃过午饭后上吐下泻，班里已有十几个孩子请假，请卫健和市场监管部门马上来查食堂。我的电话是13800001234。',
  },
  {
    hoursAgo: 4.5,
    channel: 'hotline',
    title: '青石镇中心小学食堂疑似食物中毒',
    body: '青石镇中心小学多名学生午饭后腹泻呕吐，家长群里说已有几十人去了县医院，学校没有任何通知，请尽快公布情况。',
  },
  {
    hoursAgo: 4.2,
    channel: 'comment',
    title: '青石镇小学孩子腹泻，到底怎么回事',
    body: '青石镇中心小学的学生腹泻呕吐，县医院急诊排满了，学校食堂到底出了什么问题？希望有人出来说一句话。',
  },
  {
    hoursAgo: 3.6,
    channel: 'mailbox',
    title: '请公布青石镇中心小学学生腹泻的原因',
    body: '县长您好，青石镇中心小学126名学生腹泻、呕吐送医治疗，无人死亡。食堂由哪家公司承包？留样有没有检测？请尽快公布调查结果。',
  },
];
export const fire: DemoMessage[] = [
  {
    hoursAgo: 9,
    channel: 'phone',
    title: '环城北路一汽修厂起火',
    body: '环城北路和兴业路口一家汽修厂起火，浓烟很大，有人被困，消防车已经到了。',
  },
  {
    hoursAgo: 8.4,
    channel: 'comment',
    title: '环城北路汽修厂火灾已致3死2伤',
    body: '环城北路汽修厂火灾明火已扑灭，目前已造成3人死亡、2人受伤，伤者在县医院救治，起火原因正在调查。',
  },
  {
    hoursAgo: 8.1,
    channel: 'hotline',
    title: '环城北路汽修厂火灾，周边住户担心',
    body: '环城北路汽修厂起火后，楼上住户不知道能不能回家，烟味很重，请告诉我们什么时候可以回去。',
  },
];
export const water: DemoMessage[] = [
  {
    hoursAgo: 40,
    channel: 'hotline',
    title: '澜湖新苑小区连续停水',
    body: '澜湖新苑小区从昨天下午起停水，物业说是水泵坏了，老人小孩没水用，请督促抢修。',
  },
  {
    hoursAgo: 39,
    channel: 'hotline',
    title: '澜湖新苑三期停水两天没人管',
    body: '澜湖新苑三期停水已经两天，打物业电话没人接，住建局能不能管一管水泵抢修？',
  },
  {
    hoursAgo: 37,
    channel: 'online-inquiry',
    title: '澜湖新苑停水何时恢复',
    body: '澜湖新苑小区停水，业主自己提水上楼，物业只说在修水泵，没有时间表。',
  },
  {
    hoursAgo: 30,
    channel: 'mailbox',
    title: '澜湖新苑停水，物业不作为',
    body: '澜湖新苑小区停水三天，业委会找物业要说法，物业推给自来水公司，请住建局协调抢修水泵并公布恢复供水时间。',
  },
];
export const river: DemoMessage[] = [
  {
    hoursAgo: 60,
    channel: 'hotline',
    title: '东河出现大量死鱼',
    body: '东河柳湾段河面漂着大量死鱼，河水发黑发臭，怀疑上游化工厂偷排废水，请环保部门查处。',
  },
  {
    hoursAgo: 58,
    channel: 'comment',
    title: '东河柳湾段死鱼漂满河面',
    body: '东河柳湾段又见死鱼，河水有刺鼻气味，沿河村民不敢用水浇地，上游化工厂排污谁来管？',
  },
  {
    hoursAgo: 52,
    channel: 'tv-inquiry',
    title: '电视问政：东河死鱼',
    body: '观众来电反映东河柳湾段死鱼和化工厂排污问题，请生态环境局现场答复。',
  },
];
export const single: DemoMessage[] = [
  {
    hoursAgo: 20,
    channel: 'mailbox',
    title: '拖欠农民工工资',
    body: '我们二十多人在城西安置房工地干活，包工头拖欠工资五个月，劳动监察大队让等，快过年了，请帮助我们讨薪。',
  },
  {
    hoursAgo: 16,
    channel: 'hotline',
    title: '12路公交车改线后不经过医院',
    body: '12路公交车调整线路后不再经过县人民医院，老年人看病要转两次车，建议恢复原站点。',
  },
  {
    hoursAgo: 13,
    channel: 'hotline',
    title: '南关市场占道经营',
    body: '南关市场早市占道经营，垃圾没人清，消防通道也堵了，请城管管一管。',
  },
  {
    hoursAgo: 11,
    channel: 'online-inquiry',
    title: '医保异地报销材料太多',
    body: '老人在省城住院，回来报销医保要跑四趟，材料清单前后说法不一，请医保局明确。',
  },
  {
    hoursAgo: 7,
    channel: 'hotline',
    title: '实验中学周边夜间施工噪声',
    body: '实验中学旁边工地夜里十一点还在打桩，高三学生没法休息，请环保和住建部门处理。',
  },
  {
    hoursAgo: 5,
    channel: 'comment',
    title: '老旧小区加装电梯补贴怎么申请',
    body: '听说老旧小区加装电梯有补贴，想问问望澜县怎么申请，需要多少业主同意？',
  },
  {
    hoursAgo: 3,
    channel: 'interview',
    title: '在线访谈：新学区划分',
    body: '网友提问：新的学区划分方案为什么把桥东片区划到三小？很多家长认为与之前公布的政策不一致。',
  },
];

/** The county's newspaper, from the newest down; also carries what does not concern the government. */
export const news: DemoMessage[] = [
  {
    hoursAgo: 3.2,
    channel: 'feed',
    title: '望澜县多部门进驻青石镇中心小学调查学生腹泻事件',
    body: '记者从现场获悉，青石镇中心小学部分学生午餐后出现腹泻呕吐，县卫健局、市场监管局已进驻学校食堂，封存留样食品。截至发稿，126名学生送医，多数症状较轻。',
  },
  {
    hoursAgo: 8.0,
    channel: 'feed',
    title: '环城北路一汽修厂发生火灾',
    body: '今日，望澜县环城北路一汽修厂发生火灾，造成3人死亡、2人受伤。消防救援人员到场后将明火扑灭，起火原因正在调查。',
  },
  {
    hoursAgo: 26,
    channel: 'feed',
    title: '望澜县举行防汛应急演练',
    body: '为检验防汛预案，望澜县水利局昨日在东河大坝举行防汛应急演练，模拟溃坝险情转移群众200人，演练取得预期效果。',
  },
  {
    hoursAgo: 15,
    channel: 'feed',
    title: '县足球联赛决赛今晚开踢',
    body: '经过两个月的角逐，望澜县足球联赛决赛将于今晚在体育场举行，两支球队将争夺冠军。',
  },
  {
    hoursAgo: 6,
    channel: 'feed',
    title: '澜湖湿地迎来越冬候鸟',
    body: '入冬以来，数千只候鸟飞抵澜湖湿地，林业部门设置观测点，提醒游客文明观鸟。',
  },
];

const places = [
  '桥东路',
  '青石镇',
  '澜湖新苑',
  '南关市场',
  '城西安置房',
  '柳湾村',
  '兴业路',
  '实验中学',
  '东河大道',
  '北门社区',
  '双塔镇',
  '文昌巷',
];
const matters: [string, string][] = [
  ['{place}路灯不亮', '{place}附近路灯坏了{n}天，晚上出行不安全，请尽快维修。'],
  ['{place}垃圾清运不及时', '{place}垃圾桶{n}天没人清运，气味很大，请城管部门处理。'],
  ['{place}道路积水', '{place}一下雨就积水，{n}户居民进出困难，请疏通下水道。'],
  ['{place}物业乱收费', '{place}物业突然涨价，每户多收{n}0元，没有征求业主意见。'],
  ['{place}幼儿园学位不足', '{place}片区幼儿园报名排到{n}0号以后，今年有没有扩招计划？'],
  ['{place}公交等车时间过长', '{place}公交车早高峰要等{n}0分钟，上班上学都迟到，请增加班次。'],
  ['{place}餐馆油烟扰民', '{place}楼下餐馆油烟直排，{n}户居民多次反映无果，请环保部门查处。'],
  ['{place}社保卡激活困难', '在{place}服务点办理社保卡激活，跑了{n}趟都说系统故障。'],
  ['{place}卫生室缺药', '{place}卫生室高血压药缺货{n}天，老人要到县城买药，请卫健局解决。'],
  ['{place}河道垃圾', '{place}河道漂浮垃圾，{n}天无人打捞，影响水质。'],
  ['{place}拖欠工资', '{place}工地拖欠{n}0名工人工资，请人社局帮助讨薪。'],
  ['青石镇中心小学食堂整改了吗', '孩子在青石镇中心小学上学，腹泻事件之后食堂整改得怎么样，还要停{n}天吗？'],
  ['澜湖新苑什么时候来水', '澜湖新苑小区停水，水泵到底还要修{n}天？'],
];
const channels = ['hotline', 'hotline', 'hotline', 'mailbox', 'comment', 'online-inquiry'] as const;

/** The `i`th of the messages that keep coming; the same `i` gives the same message. */
export function nextMessage(i: number): MessageSent {
  const place = places[(i * 7) % places.length]!;
  const [title, body] = matters[(i * 5) % matters.length]!;
  const fill = (text: string) =>
    text.replaceAll('{place}', place).replaceAll('{n}', String(2 + ((i * 3) % 7)));
  return {
    externalId: `demo-next-${i}`,
    channel: channels[i % channels.length],
    title: fill(title),
    body: fill(body),
  };
}
