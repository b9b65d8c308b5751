// Reads the facts by which a level is set: how many died, were hurt, are missing; in Chinese, Arabic and full-width numerals.

export type FactName =
  | 'deaths'
  | 'injured'
  | 'seriously-injured'
  | 'missing'
  | 'trapped'
  | 'sick'
  | 'evacuated'
  | 'affected'
  | 'loss'
  | 'crowd'
  | 'magnitude'
  | 'burnt';
/** `value`: persons, yuan for loss, Richter for magnitude, hectares for burnt. `under`: told as nearly so many, thus fewer; `over`: as somewhat more. */
export type EmergencyFact = { name: FactName; value: number; quote: string; under?: boolean; over?: boolean };

const digits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const units: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 };
/** Said without a figure: the least it can mean. */
const vague: Record<string, number> = {
  十几: 10,
  十余: 10,
  十多: 10,
  几十: 20,
  数十: 20,
  上百: 100,
  近百: 99,
  百余: 100,
  百多: 100,
  几百: 200,
  数百: 200,
  上千: 1000,
  千余: 1000,
  几千: 2000,
  数千: 2000,
  上万: 10_000,
  数万: 20_000,
  多: 3,
  数: 3,
  几: 3,
};

const FIGURE =
  '(?:\\d[\\d,]*(?:\\.\\d+)?(?:(?:-|—|–|~|至|到)\\d+(?:\\.\\d+)?)?(?:余|多)?(?:百万|千万|万|亿|千|百)?(?:余|多)?|十几|十余|十多|几十|数十|上百|近百|百余|百多|几百|数百|上千|千余|几千|数千|上万|数万|[零〇一二两三四五六七八九十百千][零〇一二两三四五六七八九十百千万]*(?:点[零〇一二三四五六七八九]+)?(?:余|多)?(?:万|亿)?)';
const ABOUT =
  '(?:至少有?|最少|最多时|一度|约莫|约有?|大约|近|将近|逾|超过|超|多达|高达|不足|不到|已有|已经有|共有|共|总计|达到了?|达|为|是|升至|升到|增至|增加到|增加至|上升至|上升到|上升为|更新为|核减为|更正为|修正为|调整为|核实为|最终|确认|攀升至|已)*';
const OF = '(?:名|人|个|位|例|具|条|起|余人|多人|口)?';
/** Where the verb alone could also be said of money or days. */
const PERSON = '(?:名|人|个|位|例|余人|多人|余名|多名)';
/** Between the number and what befell them: at most a few words, and never another number or clause. */
const WHO =
  '(?:重伤(?:者|员|人员)|伤(?:者|员)|(?![一二两三四五六七八九十百千几数多]+余?(?:名|人|位|例|口|死|伤))[^，。；！？、,;!?\\d死伤]){0,12}?';

/**
 * A numeral as people write it, in any script; ranges give their upper end (the graver reading; a person confirms).
 * Null when it is not one.
 */
export function readNumber(text: string): number | null {
  const plain = text.replace(/[,，\s]/g, '');
  if (plain in vague) return vague[plain]!;
  const arabic =
    /^(?:\d+(?:\.\d+)?(?:-|—|–|~|至|到))?(\d+(?:\.\d+)?)(?:余|多)?(百万|千万|万|亿|千|百)?(?:余|多)?$/.exec(
      plain,
    );
  if (arabic) {
    const scale = [...(arabic[2] ?? '')].reduce((product, unit) => product * units[unit]!, 1);
    return Number(arabic[1]) * scale;
  }
  const chinese =
    /^([零〇一二两三四五六七八九十百千万亿]+)(?:点([零〇一二三四五六七八九]+))?(?:余|多)?(万|亿)?$/.exec(
      plain,
    );
  if (!chinese) return null;
  const whole = readChinese(chinese[1]!);
  const part = chinese[2] ? Number(`0.${[...chinese[2]].map((d) => digits[d]).join('')}`) : 0;
  return (whole + part) * (chinese[3] ? units[chinese[3]]! : 1);
}

function readChinese(text: string): number {
  if (![...text].some((c) => c in units)) return Number([...text].map((c) => digits[c]).join(''));
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const sign of text) {
    const unit = units[sign];
    if (unit === undefined) digit = digits[sign]!;
    else if (unit >= 1e4) {
      total = (total + section + digit || 1) * unit;
      section = 0;
      digit = 0;
    } else {
      section += (digit || 1) * unit;
      digit = 0;
    }
  }
  return total + section + digit;
}

const verbs: Record<Exclude<FactName, 'loss' | 'magnitude' | 'burnt'>, { after: string; before: string }> = {
  deaths: {
    after:
      '(?:死亡|遇难|身亡|丧生|罹难|殒命|殉职|牺牲|溺亡|溺水身亡|遇害|不治|离世|去世|抢救无效|丧命|毙命|坠亡|被炸死|被杀|死于|当场死|(?:无|没有)生命体征|停止呼吸|遗体|死(?!伤))(?!亡?(?:率|因|证明|赔偿|线|者家属))',
    before:
      '(?:死亡|遇难|丧生|罹难|遇难者遗体|遗体|遇难者|死者|死难者|遇害|身亡|牺牲|[撞砍炸烧砸淹打杀压轧捅刺]死|杀害|死了?(?!亡|伤))(?:总|的)?(?:人数|者|人员|总数|了)?',
  },
  injured: {
    after:
      '(?:受伤|负伤|轻伤|重伤|烧伤|烫伤|砍伤|刺伤|炸伤|撞伤|灼伤|[砍刺捅打撞砸烧炸烫扎]伤|死伤|伤亡|伤(?!亡|势|害|心|者家属|口|残))',
    before:
      '(?:受伤|伤者|轻伤|[砍刺捅打撞砸烧炸烫扎咬]伤|(?<![重死])伤了?(?!亡|势|害))(?:总|的)?(?:人数|者|人员|总数|了)?',
  },
  'seriously-injured': {
    after: '(?:重伤|危重|伤势严重|伤势较重|生命垂危|重症)',
    before: '(?:重伤|危重|重症)(?:人数|者|人员|患者)?',
  },
  missing: { after: '(?:失踪|失联|下落不明)', before: '(?:失踪|失联)(?:人数|者|人员)?' },
  trapped: {
    after: '(?:被困|受困|被埋|遭埋压|被压)',
    before: '(?:被困|被埋|受困)(?:人数|人员|群众|工人|矿工)?',
  },
  sick: {
    after:
      '(?:中毒|腹泻|呕吐|上吐下泻|腹痛|出现[^，。；]{0,12}(?:症状|不适)|不适|住院|入院|送医|送往医院|被送往|送至医院|就诊|就医|确诊|感染|患病|发病|发烧|发热|隔离|请假|接受治疗|治疗|病倒|拉得|拉肚子|拉稀|挂水|输液|喝坏|吃坏|头晕|恶心)',
    before: '(?:接诊|收治|救治|中毒|患病|发病|感染|确诊|住院|就诊|病例)(?:总|的)?(?:人数|者|病例|患者|学生)?',
  },
  evacuated: {
    after: '(?:转移|疏散|撤离|安置|避险)',
    before:
      '(?:转移|疏散|撤离|转移安置|安置)(?:出|了|受灾)?(?:群众|人员|居民|村民|学生|师生|人口|游客|旅客)?',
  },
  affected: { after: '(?:受灾|受影响|受到影响)', before: '(?:受灾|受影响)(?:人口|群众|人数|居民)?' },
  crowd: {
    after:
      '(?:聚集|围堵|参与|围攻|冲击|上访|堵路|拦截|闹事|示威|抗议|游行|斗殴|械斗|打砸|围观闹事|堵塞|停运|罢工|罢课|聚众)',
    before: '(?:聚集|参与|围堵|参加)(?:人数|者|群众|人员|了)?(?:最多时|一度)?',
  },
};
const compiled = (
  Object.entries(verbs) as [
    Exclude<FactName, 'loss' | 'magnitude' | 'burnt'>,
    { after: string; before: string },
  ][]
).map(([name, { after, before }]) => ({
  name,
  after: new RegExp(`(${ABOUT})(${FIGURE})${name === 'sick' ? PERSON : OF}${WHO}${after}`, 'g'),
  before: new RegExp(
    `${before}(?:已|也)?(${ABOUT})(${FIGURE})(?:名|人|个|例|位|具|口|余人|多人|户)(?!${WHO}(?:死|遇难|身亡|丧生|受伤|重伤|轻伤|失踪|失联|被困|下落))`,
    'g',
  ),
}));
const several =
  /(?<![\d一二两三四五六七八九十百千])(多|数|几)(?:名|位|个|人|例)[^，。；！？、,;!?\d死伤]{0,12}?(死亡|遇难|身亡|受伤|失踪|被困|中毒|腹泻|呕吐|不适|送医|送往医院|住院|感染|上吐下泻|就诊)/g;
const severalOf: Record<string, FactName> = {
  死亡: 'deaths',
  遇难: 'deaths',
  身亡: 'deaths',
  受伤: 'injured',
  失踪: 'missing',
  失联: 'missing',
  被困: 'trapped',
};
const loss = new RegExp(
  `(?:经济)?损失(?:总额|额|金额)?(?:初步)?(?:估计|统计|评估|预计|核定)?(${ABOUT})(${FIGURE})(?:人民币)?(百万|千万|万|亿)?元`,
  'g',
);
const magnitude =
  /(?:发生|里氏|震级(?:为|达|是|约)?|测定[^，。]{0,12}?)?(?:里氏)?(\d(?:\.\d)?|[三四五六七八九](?:点[零一二三四五六七八九])?)级(?:左右)?(?:的)?(强烈|破坏性)?(余震|地震|强震|大地震|浅源地震)|震级(?:为|达|是|约)?(?:里氏)?(\d(?:\.\d)?)级?/g;
const deadAndHurt = new RegExp(`(?:致|造成|导致|酿|已致|已|共|：|，|^)?(${FIGURE})死(${FIGURE})伤`, 'g');
/** "三名村民进入矿洞，被发现时均已死亡": all of those just counted, with nobody else counted between. */
const allDead = new RegExp(
  `(${FIGURE})(?:名|人|个|具|口)((?!${FIGURE}(?:名|人|个|例|具))[^。；]){0,40}?(?:均|全部|都|双双|无一)(?:已经?|不幸|确认|被发现时|经抢救无效)*(?:(?:无|没有)生命体征|遇难|死亡|身亡|溺亡|丧生|生还|罹难|离世|去世)`,
  'g',
);
/** "遇难人数由7人上升为10人". */
const risen = new RegExp(
  `(死亡|遇难|受伤|失踪|失联|被困)(?:者|总)?(?:人数)?(?:已)?[由从][^，。；]{0,8}?${FIGURE}[人名]?(?:上升|增加|升|增|更新|修正|核减|下降|减少?)[为至到](${FIGURE})[人名]?`,
  'g',
);
const PAIR = '(?:夫妇|夫妻|小两口|老两口|父子|父女|母子|母女|兄弟|姐妹|姐弟|兄妹|爷孙|祖孙|婆媳)';
/** Two who are named by what they are to each other. */
const pairDead = new RegExp(
  `${PAIR}(?:二人|两人|俩)?[^，。；\\d]{0,10}?(?:[砍捅刺打撞烧砸]死|死亡|遇难|身亡|溺亡|遇害|丧生)|[砍捅刺打撞]死[^，。；\\d]{0,8}${PAIR}`,
  'g',
);
/** Of a wood or of grass. */
const burnt = new RegExp(
  `(?:过火|受害|烧毁|燃烧)(?:森林|林地|草原|草场|山林)?(?:总)?面积(${ABOUT})(${FIGURE})(公顷|亩|平方公里|平方千米)`,
  'g',
);
const hectares: Record<string, number> = { 公顷: 1, 亩: 1 / 15, 平方公里: 100, 平方千米: 100 };
const onlyDead = new RegExp(`(?:致|造成|导致|酿|已致|共)(${FIGURE})死(?!亡)`, 'g');

/** Every fact in one sentence, in the order of the text. Numbers that are not of persons, yuan or Richter are passed over. */
export function factsIn(sentence: string): EmergencyFact[] {
  const found: (EmergencyFact & { at: number })[] = [];
  const add = (name: FactName, about: string, figure: string, quote: string, at: number, scale = 1) => {
    const value = readNumber(figure);
    if (value === null || !Number.isFinite(value) || value <= 0) return;
    const under = /近|不足|不到/.test(about) && value * scale >= 3;
    const over =
      !under &&
      name !== 'magnitude' &&
      /余|多(?!达)|超|逾/.test(
        about + figure + quote.slice(quote.indexOf(figure), quote.indexOf(figure) + figure.length + 2),
      );
    found.push({
      name,
      value: value * scale,
      quote: quote.trim(),
      at,
      ...(under ? { under } : over ? { over } : {}),
    });
  };
  for (const { name, after, before } of compiled) {
    for (const m of sentence.matchAll(after))
      if (countsPeople(name, m)) add(name, m[1]!, m[2]!, m[0], m.index);
    for (const m of sentence.matchAll(before)) add(name, m[1]!, m[2]!, m[0], m.index);
  }
  for (const m of sentence.matchAll(deadAndHurt)) {
    add('deaths', '', m[1]!, m[0], m.index);
    add('injured', '', m[2]!, m[0], m.index + 1);
  }
  for (const m of sentence.matchAll(allDead)) add('deaths', '', m[1]!, m[0], m.index);
  for (const m of sentence.matchAll(pairDead)) add('deaths', '', '两', m[0], m.index);
  for (const m of sentence.matchAll(risen)) add(severalOf[m[1]!]!, '', m[2]!, m[0], m.index);
  for (const m of sentence.matchAll(burnt)) add('burnt', m[1]!, m[2]!, m[0], m.index, hectares[m[3]!]);
  for (const m of sentence.matchAll(onlyDead)) add('deaths', '', m[1]!, m[0], m.index);
  for (const m of sentence.matchAll(several)) add(severalOf[m[2]!] ?? 'sick', '', m[1]!, m[0], m.index);
  for (const m of sentence.matchAll(loss)) add('loss', m[1]!, m[2]!, m[0], m.index, scaleOf(m[3]));
  for (const m of sentence.matchAll(magnitude))
    if (m[3] !== '余震') add('magnitude', '', m[1] ?? m[4]!, m[0], m.index);
  return found.sort((a, b) => a.at - b.at).map(({ at: _, ...fact }) => fact);
}

const scaleOf = (unit: string | undefined) =>
  [...(unit ?? '')].reduce((product, sign) => product * units[sign]!, 1);

/** "3人死亡" counts people; "3日死亡", "3时许受伤", "第3名", "3级" do not. */
function countsPeople(name: FactName, match: RegExpMatchArray): boolean {
  const [whole, about = '', figure = ''] = match;
  const rest = whole.slice(about.length + figure.length);
  if (
    /^(?:日|月|年|时|点|分|秒|号|级|岁|米|公里|吨|元|楼|层|辆|栋|车道|次|家|天|小时|周|所|期|路|%|％|度|架|艘|平方|亩|公顷|倍|组|条路|届|起|间|座|处|市|省|县|个(?:月|小时|星期|家庭|乡镇|村|省|县))/.test(
      rest,
    )
  )
    return false;
  const before = match.input?.slice(Math.max(0, match.index! - 1), match.index) ?? '';
  if (/[第\d.]/.test(before) || (/[大初高小]/.test(before) && /^[一二三四五六]$/.test(figure))) return false;
  // A bare Chinese "一" is often an article, not a count, unless a person is named by it.
  if (
    /^[一两二三]$/.test(figure) &&
    !/^(?:名|人|个|位|例|具|口|死|伤|受伤|工人|学生|儿童|男子|女子)/.test(rest)
  )
    return false;
  return name !== 'evacuated' || !/医院/.test(rest);
}

const renewed =
  /升至|升到|增至|增加[到至]|上升|攀升|截至|截止|最新|目前已|已造成|更新|核减|更正|修正|核实|最终/;

/**
 * One value a name: a later count that says it renews an earlier one wins; otherwise the largest (a part is smaller than the whole).
 */
export function settle(facts: { fact: EmergencyFact; sentence: string }[]): EmergencyFact[] {
  const byName = new Map<FactName, EmergencyFact>();
  const isRenewed = new Set<FactName>();
  for (const { fact, sentence } of facts) {
    const known = byName.get(fact.name);
    const renews = renewed.test(sentence) && fact.name !== 'loss' && fact.name !== 'magnitude';
    if (
      !known ||
      (renews && !partOf(fact, sentence)) ||
      (!isRenewed.has(fact.name) && fact.value > known.value)
    ) {
      if (
        known &&
        renews &&
        fact.value < known.value &&
        !/升|增|核减|更正|修正|核实/.test(sentence) &&
        isRenewed.has(fact.name)
      )
        continue;
      byName.set(fact.name, fact);
      if (renews) isRenewed.add(fact.name);
    }
  }
  return [...byName.values()];
}

/** "其中3人重伤": a part of what was counted before. */
const partOf = (fact: EmergencyFact, sentence: string) =>
  /其中|包括|含|又有|再有|另有|新增/.test(
    sentence.slice(Math.max(0, sentence.indexOf(fact.quote) - 6), sentence.indexOf(fact.quote)),
  );
