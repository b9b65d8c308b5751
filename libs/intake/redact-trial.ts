// Plants invented personal data, each in the ways that people write it, in the sentences of `redact-cases`, and counts what `redact` finds.

import { redact } from './redact';
import { alike, planted } from './redact-cases';
import { control, controlAlike } from './redact-control';
import { fold } from './redact-finding';
import { hardAlike } from './redact-hard-alike';
import { hard } from './redact-hard-cases';

/** One thing planted: offsets in UTF-16 units of the text. */
export type Plant = { kind: string; start: number; end: number };
export type Case = { text: string; plants: Plant[] };

/** The same numbers each time. Source: Park and Miller, "Random number generators", CACM 31 (1988). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

type Random = (below: number) => number;
const digits = (random: Random, count: number) => Array.from({ length: count }, () => random(10)).join('');
const one = <T>(random: Random, all: readonly T[]): T => all[random(all.length)]!;
const words = (text: string) => text.split(' ');
/** ASCII in full width. */
const wide = (text: string) =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

const NAMES = words(
  '刘建军 王秀英 陈志强 赵敏 孙桂兰 李伟 张淑芬 周德发 吴小红 郑国庆 冯玉梅 褚卫东 蒋丽 沈海涛 韩雪 杨树林 朱红霞 秦岭松 尤大勇 许文静 ' +
    '何金花 吕梁山 施明 孔令辉 曹雨欣 严守义 华春生 金玲 魏长河 陶然 姜子墨 戚大妞 谢天宇 邹平安 喻晓 柏青松 水生明 窦志 章程远 云飞 ' +
    '苏小妹 潘多 葛存壮 范小雨 彭湃 郎平 鲁东 韦一笑 昌盛 马冬梅 欧阳震华 上官云珠 司马懿德 诸葛明 慕容雪 皇甫平 尉迟恭礼 ' +
    '买买提·艾力 阿依古丽·吐尔逊 高凤莲 方圆 石破天 毛小豆 龙在天 万里 段正淳 侯勇 孟姜 白雪 邵逸 贺兰山',
);
const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const PLATE_SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';
const AREAS = words('0537 0914 010 021 029 0531 0755 0871 025 0311');
const REGIONS = words('370811 110101 610113 440305 510104 320506 130102 420106 350203 659001');
const BANKS = words('622202 621700 622848 621799 623059 955880 601382 436742 524094 625965');

function mobile(random: Random): string {
  return `1${one(random, words('30 31 35 36 37 38 39 47 50 51 55 58 59 66 70 75 76 77 78 80 81 82 85 86 87 88 89 91 98 99'))}${digits(random, 8)}`;
}

function idCard(random: Random): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const body = `${one(random, REGIONS)}${1935 + random(80)}${two(1 + random(12))}${two(1 + random(28))}${digits(random, 3)}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return body + '10X98765432'[sum % 11];
}

function bankCard(random: Random, length: number): string {
  const body = one(random, BANKS) + digits(random, length - 7);
  const sum = [...body].reverse().reduce((total, sign, at) => {
    const value = Number(sign) * (at % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

function plateSigns(random: Random): string {
  const letters = Array.from({ length: 5 }, (_, at) =>
    at < 2 ? PLATE_SIGNS[random(34)] : String(random(10)),
  );
  return letters.join('');
}

const cut = (text: string, sizes: readonly number[], mark: string) => {
  const ends = sizes.map((_, at) => sizes.slice(0, at + 1).reduce((sum, size) => sum + size, 0));
  return ends.map((end, at) => text.slice(end - (sizes[at] ?? 0), end)).join(mark);
};

type Writer = (random: Random) => string;
const place: Writer = (random) => one(random, [...PROVINCES]) + 'ABCDEFGHJKLM'[random(12)];
const handle: Writer = (random) =>
  one(
    random,
    words(
      'wang_li88 zhxm2020 lanlan520 bigsea-77 feng_zi_1987 sunny2016 x13579ok hualuo_88 mr-chen66 yangyang_m',
    ),
  );

/** For each kind the ways it is written, taken in turn. */
const writers: Record<string, Writer[]> = {
  mobile: [
    mobile,
    (random) => cut(mobile(random), [3, 4, 4], ' '),
    (random) => cut(mobile(random), [3, 4, 4], '-'),
    (random) => `+86${mobile(random)}`,
    (random) => wide(mobile(random)),
    (random) => `+86 ${cut(mobile(random), [3, 4, 4], ' ')}`,
    (random) => cut(mobile(random), [3, 8], ' '),
    (random) => `86-${mobile(random)}`,
    (random) => cut(mobile(random), [3, 4, 4], '.'),
    (random) => `(+86)${mobile(random)}`,
    (random) => wide(cut(mobile(random), [3, 4, 4], '-')),
    (random) => cut(mobile(random), [3, 4, 4], '\u3000'),
    (random) => `0086 ${mobile(random)}`,
    (random) => cut(mobile(random), [4, 3, 4], ' '),
  ],
  landline: [
    (random) => `${one(random, AREAS)}-${2 + random(7)}${digits(random, 6)}`,
    (random) => `${one(random, AREAS)}${2 + random(7)}${digits(random, 6)}`,
    (random) => `（${one(random, AREAS)}）${2 + random(7)}${digits(random, 6)}`,
    (random) => `${one(random, AREAS)} ${2 + random(7)}${digits(random, 7)}`,
    (random) => wide(`${one(random, AREAS)}-${2 + random(7)}${digits(random, 6)}`),
    (random) => `${one(random, AREAS)}-${2 + random(7)}${digits(random, 6)}转80${random(10)}`,
    (random) => `+86-537-${2 + random(7)}${digits(random, 6)}`,
    (random) => `${one(random, AREAS)}－${2 + random(7)}${digits(random, 3)} ${digits(random, 4)}`,
  ],
  local: [(random) => `${2 + random(7)}${digits(random, 6)}`],
  id: [
    idCard,
    (random) => idCard(random).toLowerCase(),
    (random) => cut(idCard(random), [6, 8, 4], ' '),
    (random) => wide(idCard(random)),
  ],
  card: [
    (random) => bankCard(random, 19),
    (random) => cut(bankCard(random, 19), [4, 4, 4, 4, 3], ' '),
    (random) => bankCard(random, 16),
    (random) => cut(bankCard(random, 16), [4, 4, 4, 4], '-'),
    (random) => wide(bankCard(random, 19)),
  ],
  plate: [
    (random) => place(random) + plateSigns(random),
    (random) => `${place(random)}·${plateSigns(random)}`,
    (random) => `${place(random)} ${plateSigns(random)}`,
    (random) => (place(random) + plateSigns(random)).toLowerCase(),
    (random) => place(random)[0] + wide(`A${plateSigns(random)}`),
  ],
  green: [
    (random) => `${place(random)}D${digits(random, 5)}`,
    (random) => `${place(random)}·F${digits(random, 5)}`,
    (random) => `${place(random)}${digits(random, 5)}D`,
    (random) => `${place(random)} DG${digits(random, 4)}`,
  ],
  email: [
    (random) => `${handle(random)}@example.com`,
    (random) => `${digits(random, 9)}@qq.com`,
    (random) => `li.ming${random(90)}@mail.example.com.cn`,
    (random) => wide(`${handle(random)}@163.com`),
    (random) => `${mobile(random)}@139.com`,
  ],
  wechat: [
    handle,
    (random) => `wxid_${digits(random, 6)}abc`,
    (random) => `Abc${digits(random, 6)}`,
    (random) => `xiaomei-${random(90)}`,
    (random) => one(random, words('fengchuimaitian lanhuacao happyfamily')),
  ],
  qq: [
    (random) => `${1 + random(9)}${digits(random, 8)}`,
    (random) => `${1 + random(9)}${digits(random, 5)}`,
    (random) => wide(`${1 + random(9)}${digits(random, 9)}`),
  ],
  door: [
    (random) => `${1 + random(30)}号楼${1 + random(4)}单元${1 + random(17)}0${1 + random(4)}室`,
    (random) => `${1 + random(30)}栋${1 + random(4)}单元${1 + random(17)}0${1 + random(4)}`,
    (random) => `${1 + random(9)}-${1 + random(4)}-${1 + random(17)}0${1 + random(4)}`,
    (random) => `${1 + random(30)}幢${1 + random(9)}0${1 + random(4)}室`,
    (random) =>
      `${one(random, words('三 六 十二'))}号楼${one(random, words('一 二 三'))}单元${one(random, words('四 五 六'))}楼${one(random, words('东 西'))}户`,
    (random) => `${one(random, words('A B C'))}座${10 + random(8)}0${1 + random(4)}室`,
    (random) => `${1 + random(30)}#楼${1 + random(4)}单元${1 + random(9)}0${1 + random(4)}`,
    (random) => `${wide(`${1 + random(30)}`)}号楼${wide(`${1 + random(9)}0${1 + random(4)}`)}室`,
    (random) => `${100 + random(99)}弄${1 + random(30)}号${1 + random(6)}0${1 + random(4)}室`,
    (random) => `${1 + random(9)}号楼东单元${2 + random(4)}楼西户`,
    (random) => `${1 + random(30)}号楼${1 + random(4)}0${1 + random(4)}号`,
    (random) => `${1 + random(20)}栋${1 + random(3)}梯${1 + random(9)}0${1 + random(4)}房`,
  ],
  number: [
    (random) => `${1 + random(400)}号`,
    (random) => `${1 + random(90)}号附${1 + random(5)}号`,
    (random) => `${1 + random(90)}-${1 + random(9)}号`,
    (random) => `${1 + random(90)}号院${1 + random(9)}号`,
    (random) => `${one(random, words('七 十二 二十六'))}号`,
    (random) => `${1 + random(90)}号之${one(random, words('一 二 三'))}`,
  ],
  name: [(random) => one(random, NAMES)],
};

/** The trial: sentences with at least `count` things planted, the same ones each time. */
export function plantedCases(count = 500, seed = 20_261_122): Case[] {
  const random = numbers(seed);
  const turns = new Map<string, number>();
  const cases: Case[] = [];
  for (let total = 0, at = 0; total < count; at += 1) {
    const sentence = planted[at % planted.length]!;
    const made: Case = { text: '', plants: [] };
    for (const part of sentence.split(/(?=\{)|(?<=\})/)) {
      const kind = /^\{(\w+)\}$/.exec(part)?.[1];
      const ways = kind === undefined ? undefined : writers[kind];
      if (kind === undefined || !ways) {
        made.text += part;
        continue;
      }
      const turn = turns.get(kind) ?? 0;
      turns.set(kind, turn + 1);
      const start = made.text.length;
      made.text += ways[turn % ways.length]!(random);
      made.plants.push({ kind, start, end: made.text.length });
    }
    cases.push(made);
    total += made.plants.length;
  }
  return cases;
}

/** What was measured: how many were planted and how many of them wholly masked, and the look-alikes in which anything was. */
export type Trial = {
  planted: number;
  found: number;
  missed: { kind: string; value: string; text: string }[];
  alike: number;
  touched: { text: string; masked: string }[];
};

/** Masks every sentence of the trial. A thing counts as found when no part of it is left outside what was masked. */
export function maskingTrial(seed?: number): Trial {
  return trial(plantedCases(500, seed), alike);
}

function trial(cases: readonly Case[], alike: readonly string[]): Trial {
  const missed: Trial['missed'] = [];
  for (const { text, plants } of cases) {
    const { removed } = redact(text);
    for (const { kind, start, end } of plants) {
      const covered = removed.some((one) => one.start <= start && one.end >= end);
      if (!covered && !removed.some((one) => isRest(text, one, { start, end })))
        missed.push({ kind, value: text.slice(start, end), text });
    }
  }
  const count = cases.reduce((sum, { plants }) => sum + plants.length, 0);
  const touched = alike
    .map((text) => ({ text, masked: redact(text).text }))
    .filter(({ text, masked }) => text !== masked);
  return { planted: count, found: count - missed.length, missed, alike: alike.length, touched };
}

/** The sentences of the hard trial with what is planted in them. */
export function hardCases(sentences: readonly string[] = hard): Case[] {
  return sentences.map((line) => {
    const made: Case = { text: '', plants: [] };
    for (const part of line.split(/(?=\{)|(?<=\})/)) {
      const [, kind, words = part] = /^\{(\w+):([^}]*)\}$/.exec(part) ?? [];
      const start = made.text.length;
      made.text += words;
      if (kind !== undefined) made.plants.push({ kind, start, end: made.text.length });
    }
    return made;
  });
}

/** The same trial with hard sentences. */
export function hardTrial(): Trial {
  return trial(hardCases(), hardAlike);
}

/** The same with the control set. */
export function controlTrial(): Trial {
  return trial(hardCases(control), controlAlike);
}

/** The country code and its marks may stay: only what it leads to is somebody's. */
function isRest(
  text: string,
  removal: { start: number; end: number },
  plant: { start: number; end: number },
): boolean {
  const lead = fold(text.slice(plant.start, removal.start)).text;
  return removal.start > plant.start && removal.end >= plant.end && /^[(+]*(?:00)?86[) -]*$|^\($/.test(lead);
}
