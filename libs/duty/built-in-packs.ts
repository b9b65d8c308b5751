// The packs that come with the system: five sets of rules, each with its document, article and words.
import type { Clause, DutyRule, PolicyPack } from './packs';

const grave = ['特别重大', '重大'] as const;
const reprint = {
  zh: '据公开转载核对，启用前请与原文核对。',
  en: 'Read in public reprints; compare with the original before relying on it.',
};
const startUnsaid = {
  zh: '国家文件未规定起算时刻，本规则包自事件发生起算（发生时间不明的，自发现起算），各地可自行设定。',
  en: 'The national text does not say when the clock starts; this pack counts from when it happened (or was noticed, where that is unknown). An office may set otherwise.',
};

const quickWords =
  '对涉及特别重大、重大突发事件的政务舆情，要快速反应，最迟要在5小时内发布权威信息，在24小时内举行新闻发布会，并根据工作进展情况，持续发布权威信息';
const document80 = '国办发〔2016〕80号';
const document61 = '国办发〔2016〕61号';

const stateCouncil: PolicyPack = {
  id: 'state-council-2016',
  version: '1',
  name: { zh: '国务院办公厅政务舆情回应规定', en: 'State Council rules on answering public opinion (2016)' },
  document: `${document61}、${document80}`,
  source: reprint,
  rules: [
    {
      duty: 'authoritative-information',
      name: { zh: '发布权威信息', en: 'Authoritative information' },
      subject: 'incident',
      appliesTo: { levels: grave },
      startsFrom: 'occurred',
      within: { kind: 'running', hours: 5 },
      owedBy: 'responsible',
      answeredBy: ['statement', 'press-conference'],
      clause: { document: document80, article: '积极回应关切', words: quickWords },
      setting: startUnsaid,
    },
    {
      duty: 'press-conference',
      name: { zh: '举行新闻发布会', en: 'Press conference' },
      subject: 'incident',
      appliesTo: { levels: grave },
      startsFrom: 'occurred',
      within: { kind: 'running', hours: 24 },
      owedBy: 'responsible',
      answeredBy: ['press-conference'],
      clause: {
        document: document61,
        article: '三',
        words: '对涉及特别重大、重大突发事件的政务舆情，要快速反应、及时发声，最迟应在24小时内举行新闻发布会',
      },
      setting: startUnsaid,
    },
    {
      duty: 'response',
      name: { zh: '回应政务舆情', en: 'Response' },
      subject: 'incident',
      appliesTo: { levels: ['较大', '一般', null] },
      startsFrom: 'detected',
      within: { kind: 'running', hours: 48 },
      owedBy: 'responsible',
      answeredBy: ['statement', 'press-conference', 'interpretation', 'reply'],
      clause: { document: document61, article: '三', words: '对其他政务舆情应在48小时内予以回应' },
      setting: {
        zh: '国家文件未规定起算时刻，本规则包自发现起算，各地可自行设定。',
        en: 'The national text does not say when the clock starts; this pack counts from when it was noticed. An office may set otherwise.',
      },
    },
    {
      duty: 'next-update',
      name: { zh: '持续发布', en: 'Next update' },
      subject: 'incident',
      appliesTo: { levels: grave },
      startsFrom: 'previous-release',
      within: { kind: 'running', hours: 24 },
      owedBy: 'responsible',
      answeredBy: ['statement', 'press-conference'],
      clause: { document: document61, article: '三', words: '并根据工作进展情况，持续发布权威信息' },
      setting: {
        zh: '文件要求持续发布，但未规定间隔；“上一次发布后24小时”是本单位设定，可以修改。',
        en: 'The text asks for continuing release but names no interval; "24 hours after the previous release" is the office\'s own setting and can be changed.',
      },
    },
  ],
};

const xinxing: PolicyPack = {
  id: 'xinxing-2017',
  version: '1',
  name: { zh: '新兴区政务公开规定', en: 'Xinxing district rules (2017)' },
  document: '七台河市新兴区2017年政府信息公开工作方案',
  rules: [
    {
      duty: 'authoritative-release',
      name: { zh: '24小时内权威发布', en: 'Authoritative release within 24 hours' },
      subject: 'incident',
      appliesTo: { levels: grave },
      startsFrom: 'occurred',
      within: { kind: 'running', hours: 24 },
      owedBy: 'responsible',
      answeredBy: ['statement', 'press-conference'],
      clause: {
        document: 'xinxing-2017',
        article: '二(三)',
        words: '特别重大或重大突发事件发生后，应在24小时内发布权威信息，确保不失声、不缺位。',
      },
    },
    {
      duty: 'interpretation',
      name: { zh: '发布解读材料', en: 'Interpretation' },
      subject: 'policy',
      appliesTo: {},
      startsFrom: 'published',
      within: { kind: 'working-days', days: 3 },
      owedBy: 'responsible',
      answeredBy: ['interpretation'],
      clause: {
        document: 'xinxing-2017',
        article: '二(一)',
        words: '相关解读材料应于文件公布后3个工作日内主动发布',
      },
    },
  ],
};

const mianyang: PolicyPack = {
  id: 'mianyang-2018',
  version: '1',
  name: { zh: '绵阳市政务公开工作要点', en: 'Mianyang key points (2018)' },
  document: '绵阳市2018年政务公开工作要点',
  rules: [
    {
      duty: 'service-change',
      name: { zh: '公开办事条件变更', en: 'Changed service conditions made public' },
      subject: 'service-item',
      appliesTo: {},
      startsFrom: 'signed',
      within: { kind: 'working-days', days: 1 },
      owedBy: 'responsible',
      answeredBy: ['statement'],
      clause: {
        document: 'mianyang-2018',
        article: '(四)',
        words: '办事条件发生变化的事项，应在完成审批程序后1个工作日内公开变更后的相关信息和具体实施时间。',
      },
    },
    {
      duty: 'regulation-publication',
      name: { zh: '公开规范性文件', en: 'Normative document made public' },
      subject: 'regulation',
      appliesTo: {},
      startsFrom: 'signed',
      within: { kind: 'working-days', days: 3 },
      owedBy: 'government-office',
      answeredBy: ['statement'],
      clause: {
        document: 'mianyang-2018',
        article: '(六)',
        words:
          '各级政府及其部门制定的行政规范性文件，应当在行政首长签发后3个工作日内，通过政府网站或其他公众媒体向社会公开',
      },
    },
  ],
};

const hotlineClause: Clause = {
  document: '广东省12345政务服务便民热线管理办法（2022）',
  article: '办理时限',
  words: '咨询2个工作日；求助、建议10个工作日；投诉、举报15个工作日',
};

/** The three hotline duties differ only in kind and length. */
function hotline(
  duty: DutyRule['duty'],
  name: DutyRule['name'],
  hotlineKinds: NonNullable<DutyRule['appliesTo']['hotlineKinds']>,
  days: number,
): DutyRule {
  return {
    duty,
    name,
    subject: 'hotline-record',
    appliesTo: { hotlineKinds },
    startsFrom: 'assigned',
    within: { kind: 'working-days', days },
    owedBy: 'responsible',
    answeredBy: ['reply'],
    clause: hotlineClause,
    setting: {
      zh: '办理时限各地不同，本规则包用广东2022年的规定；自派发起算是本单位设定。',
      en: "Limits differ from place to place; these are Guangdong's of 2022. Counting from assignment is the office's own setting.",
    },
  };
}

const guangdong: PolicyPack = {
  id: 'guangdong-12345-2022',
  version: '1',
  name: { zh: '广东省12345热线办理时限', en: 'Guangdong 12345 hotline limits (2022)' },
  document: hotlineClause.document,
  source: reprint,
  rules: [
    hotline('hotline-consultation', { zh: '答复热线咨询', en: 'Hotline consultation' }, ['consultation'], 2),
    hotline(
      'hotline-request',
      { zh: '办理热线求助、建议', en: 'Hotline request or suggestion' },
      ['request', 'suggestion'],
      10,
    ),
    hotline(
      'hotline-complaint',
      { zh: '办理热线投诉、举报', en: 'Hotline complaint or report' },
      ['complaint', 'report'],
      15,
    ),
  ],
};

const disclosure: PolicyPack = {
  id: 'disclosure-regulations',
  version: '1',
  name: { zh: '政府信息公开条例', en: 'Regulations on disclosure of government information' },
  document: '中华人民共和国政府信息公开条例（国务院令第711号）',
  source: reprint,
  rules: [
    {
      duty: 'disclosure-reply',
      name: { zh: '答复公开申请', en: 'Reply to a request for disclosure' },
      subject: 'disclosure-request',
      appliesTo: {},
      startsFrom: 'detected',
      within: { kind: 'working-days', days: 20 },
      owedBy: 'responsible',
      answeredBy: ['reply'],
      clause: {
        document: '政府信息公开条例',
        article: '第三十三条',
        words:
          '行政机关不能当场答复的，应当自收到申请之日起20个工作日内予以答复；需要延长答复期限的，应当经政府信息公开工作机构负责人同意并告知申请人，延长的期限最长不得超过20个工作日。',
      },
      extendableBy: { kind: 'working-days', days: 20 },
      pausableFor: {
        what: {
          zh: '征求第三方和其他机关意见',
          en: 'asking a third party or another authority for its opinion',
        },
        clause: {
          document: '政府信息公开条例',
          article: '第三十三条',
          words: '行政机关征求第三方和其他机关意见所需时间不计算在前款规定的期限内。',
        },
      },
    },
  ],
};

/** The packs that come with the system, in the order a page shows them. */
export const builtInPacks: readonly PolicyPack[] = [stateCouncil, xinxing, mianyang, guangdong, disclosure];

/** What a new jurisdiction takes: all of them; several may bind at once, and the strictest clock is marked. */
export const defaultPackIds: readonly string[] = builtInPacks.map(({ id }) => id);

/** A built-in pack by its id, or null. */
export function packById(id: string): PolicyPack | null {
  return builtInPacks.find((pack) => pack.id === id) ?? null;
}

/** Every duty of some packs, once each, in the order of the packs. */
export function dutiesOf(packs: readonly PolicyPack[]): string[] {
  return [...new Set(packs.flatMap(({ rules }) => rules.map(({ duty }) => duty)))];
}

/**
 * The rule for a duty: in the named pack, else in the first pack that has it; null where there is none.
 * `packs` are the built-in ones unless a jurisdiction brings its own.
 */
export function findRule(
  duty: string,
  packId?: string,
  packs: readonly PolicyPack[] = builtInPacks,
): { pack: PolicyPack; rule: DutyRule } | null {
  for (const pack of packs) {
    if (packId !== undefined && pack.id !== packId) continue;
    const rule = pack.rules.find((candidate) => candidate.duty === duty);
    if (rule) return { pack, rule };
  }
  return null;
}
