// Which level the facts make it: thresholds as data, each with its clause. "以上" includes the figure.

import type { EmergencyFact, FactName } from './emergency-numbers';
import type { EmergencyKind } from './emergency-words';
import { type Level, levels } from './levels';

/** The least figure for each level from the gravest down to 较大; `null`: this fact does not make that level. */
export type Threshold = {
  facts: FactName[];
  least: [number | null, number | null, number | null];
  clause: string;
  /** Only for texts that say this. */
  when?: RegExp;
};
export type Scale = { kind: EmergencyKind; when: RegExp | null; thresholds: Threshold[]; ordinary: string };

const order493 = '国务院令第493号《生产安全事故报告和调查处理条例》第三条';
const standard2006 = '《特别重大、重大突发公共事件分级标准（试行）》';
const health = '《国家突发公共卫生事件应急预案》1.3 分级';
const quake = '《国家地震应急预案》5.1 地震灾害分级';
const geology = '国务院令第394号《地质灾害防治条例》第四条';
const environment = '《国家突发环境事件应急预案》附件1 分级标准';
const forest = '国务院令第541号《森林防火条例》第四十条';

/** Looked through in order; the first whose kind and words fit. A jurisdiction may lay its own before these. */
export const scales: Scale[] = [
  {
    kind: '自然灾害',
    when: /地震|强震/,
    thresholds: [
      { facts: ['deaths', 'missing'], least: [300, 50, 10], clause: `${quake}（死亡含失踪）` },
      { facts: ['magnitude'], least: [7, 6, 5], clause: `${quake}（震级）` },
    ],
    ordinary: quake,
  },
  {
    kind: '自然灾害',
    when: /泥石流|滑坡|崩塌|塌陷/,
    thresholds: [
      { facts: ['deaths', 'missing'], least: [30, 10, 3], clause: geology },
      { facts: ['loss'], least: [10_000_000, 5_000_000, 1_000_000], clause: geology },
    ],
    ordinary: geology,
  },
  {
    kind: '自然灾害',
    when: /森林火灾|草原火灾|林火|山火/,
    thresholds: [
      { facts: ['deaths'], least: [30, 10, 3], clause: forest },
      { facts: ['seriously-injured'], least: [100, 50, 10], clause: forest },
      { facts: ['burnt'], least: [1000, 100, 1], clause: `${forest}（受害面积）` },
    ],
    ordinary: forest,
  },
  {
    kind: '自然灾害',
    when: null,
    thresholds: [
      { facts: ['deaths', 'missing'], least: [30, 10, 3], clause: `${standard2006}自然灾害类` },
      {
        facts: ['loss'],
        // The standard names no figure below 重大; half of it is taken for 较大.
        least: [50_000_000, 10_000_000, 5_000_000],
        clause: `${standard2006}自然灾害类（气象）`,
      },
      { facts: ['evacuated'], least: [100_000, 50_000, null], clause: `${standard2006}自然灾害类` },
    ],
    ordinary: `${standard2006}自然灾害类`,
  },
  {
    kind: '事故灾难',
    when: /污染|排污|偷排|死鱼|取水口|水质异常/,
    thresholds: [
      { facts: ['deaths', 'missing'], least: [30, 10, 3], clause: environment },
      { facts: ['seriously-injured', 'sick'], least: [100, 50, 10], clause: environment },
      { facts: ['evacuated'], least: [50_000, 10_000, 5_000], clause: environment },
      { facts: ['loss'], least: [100_000_000, 20_000_000, 5_000_000], clause: environment },
    ],
    ordinary: environment,
  },
  {
    kind: '事故灾难',
    when: null,
    thresholds: [
      {
        facts: ['deaths', 'missing'],
        least: [30, 10, 3],
        clause: `${order493}；失踪计入死亡：${standard2006}事故灾难类`,
      },
      {
        facts: ['seriously-injured'],
        least: [100, 50, 10],
        clause: `${order493}（重伤）`,
      },
      {
        facts: ['sick'],
        when: /中毒/,
        least: [100, 50, 10],
        clause: `${order493}（重伤，包括急性工业中毒）`,
      },
      { facts: ['loss'], least: [100_000_000, 50_000_000, 10_000_000], clause: order493 },
      { facts: ['trapped'], least: [30, 10, null], clause: `${standard2006}事故灾难类（危及生命安全）` },
      { facts: ['evacuated'], least: [100_000, 50_000, null], clause: `${standard2006}事故灾难类` },
    ],
    ordinary: order493,
  },
  {
    kind: '公共卫生',
    when: /肺鼠疫|肺炭疽/,
    thresholds: [
      {
        facts: ['sick'],
        when: /(?:波及|涉及|扩散)[^，。]{0,8}省|扩散趋势/,
        least: [1, null, null],
        clause: `${health}（肺鼠疫、肺炭疽有扩散趋势或波及两个以上省份）`,
      },
      {
        facts: ['sick', 'deaths'],
        least: [null, 5, 1],
        clause: `${health}（肺鼠疫、肺炭疽，一个平均潜伏期内5例以上）`,
      },
    ],
    ordinary: health,
  },
  {
    kind: '公共卫生',
    when: /霍乱/,
    thresholds: [{ facts: ['sick'], least: [null, 30, 10], clause: `${health}（霍乱，一周内）` }],
    ordinary: health,
  },
  {
    kind: '公共卫生',
    when: /腺鼠疫|鼠疫/,
    thresholds: [{ facts: ['sick'], least: [null, 20, 10], clause: `${health}（腺鼠疫，一个平均潜伏期内）` }],
    ordinary: health,
  },
  {
    kind: '公共卫生',
    when: /不明原因(?:的)?(?:疾病|肺炎|发热|传染)|群体性心因性/,
    thresholds: [
      { facts: ['deaths'], least: [30, 10, 1], clause: `${health}（死亡病例）` },
      { facts: ['sick'], least: [null, null, 1], clause: `${health}（群体性不明原因疾病；群体心因性反应）` },
    ],
    ordinary: health,
  },
  {
    kind: '公共卫生',
    when: null,
    thresholds: [
      { facts: ['deaths'], least: [30, 10, 1], clause: `${health}（死亡病例）` },
      { facts: ['sick'], least: [null, null, 101], clause: `${health}（一次食物中毒超过100人）` },
    ],
    ordinary: health,
  },
  {
    kind: '社会安全',
    when: null,
    thresholds: [
      { facts: ['deaths'], least: [10, 3, 1], clause: `${standard2006}社会安全事件类` },
      {
        facts: ['injured', 'seriously-injured'],
        least: [30, 10, 3],
        clause: `${standard2006}社会安全事件类`,
      },
      { facts: ['crowd'], least: [5000, 1000, 100], clause: `${standard2006}社会安全事件类（一次参与人数）` },
    ],
    ordinary: `${standard2006}社会安全事件类`,
  },
];

const sayings: Record<FactName, string> = {
  deaths: '死亡',
  injured: '受伤',
  'seriously-injured': '重伤',
  missing: '失踪',
  trapped: '被困',
  sick: '中毒或患病',
  evacuated: '转移安置',
  affected: '受灾',
  loss: '直接经济损失',
  crowd: '参与',
  magnitude: '震级',
  burnt: '过火面积',
};

/** The gravest level that any fact makes, and the clause that says so; 一般 where none does. */
export function levelOf(
  kind: EmergencyKind,
  text: string,
  facts: EmergencyFact[],
  laid: Scale[] = scales,
): { level: Level; clause: string } {
  const scale = laid.find((s) => s.kind === kind && (s.when === null || s.when.test(text)));
  if (!scale) return { level: '一般', clause: '' };
  let best = levels.indexOf('一般');
  let clause = `${scale.ordinary}：未达较大标准`;
  for (const threshold of [...scale.thresholds, ...both(kind, facts)]) {
    if (threshold.when && !threshold.when.test(text)) continue;
    const value = sum(threshold.facts, facts);
    threshold.least.forEach((least, i) => {
      if (least === null || value < least || i >= best) return;
      best = i;
      clause = `${threshold.clause}：${threshold.facts.map((f) => sayings[f]).join('、')}达到${levels[i]}标准（${figure(least, threshold.facts[0]!)}以上）`;
    });
  }
  return { level: levels[best]!, clause };
}

/** More than 100 poisoned and somebody died is graver than either alone. */
function both(kind: EmergencyKind, facts: EmergencyFact[]): Threshold[] {
  const dead = sum(['deaths'], facts) >= 1;
  return kind === '公共卫生' && dead
    ? [{ facts: ['sick'], least: [null, 101, null], clause: `${health}（超过100人并出现死亡病例）` }]
    : [];
}

/** "近30" is fewer than thirty, "100余" more than a hundred; "数人" besides a figure tips no level. */
const sum = (names: FactName[], facts: EmergencyFact[]) => {
  const meant = facts.filter((f) => names.includes(f.name));
  const counted = meant.filter((f) => !/^[数几多](?:名|位|个|人|例)/.test(f.quote));
  return (counted.length > 0 ? counted : meant).reduce(
    (n, f) => n + f.value + (f.under ? -1 : f.over ? 1 : 0),
    0,
  );
};

function figure(value: number, name: FactName): string {
  if (name === 'loss') return value >= 1e8 ? `${value / 1e8}亿元` : `${value / 1e4}万元`;
  if (name === 'burnt') return `${value}公顷`;
  return name === 'magnitude' ? `${value}级` : `${value}人`;
}
