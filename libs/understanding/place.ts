// Where an incident is, as its messages name it: the road, estate, school, village or town that most of them tell.
import { cutPlain, plainText, stopWords, tagOf } from './text';

export type PlaceTold = {
  title: string;
  body: string;
  /** A place that came with the message; told by whoever sent it, it counts before what is read in a text. */
  place?: string | null;
};

/** How far a body is read: where it is, it says at its beginning. */
const READ = 160;
const MOST_READ = 50;
/** A name counts where at least this share of the messages tells it. */
const SHARE = 0.4;
/** Of names told as often, one in a title counts twice. */
const IN_TITLE = 2;
/** A longer name (青石镇中心小学) stands for the shorter one within it (青石镇) where so many tell it too. */
const LONGER = 0.5;

/** Words that end a name, the institution after the place it is named for. */
const institution =
  /^(?:中心小学|实验小学|小学|实验中学|初级中学|中学|高中|职校|学校|幼儿园|学院|中心卫生院|卫生院|卫生室|人民医院|中医院|医院|农贸市场|菜市场|市场|商场|超市|酒店|大厦|广场|公园|车站|汽车站|客运站|煤矿|工业园|安置房|养老院|敬老院)$/;
const spot =
  /^(?:小区|花园|家园|公寓|新苑|苑|新村|社区|大道|[东西南北中]?路|[东西南北中]?街|巷|大桥|桥|步道|湖|河|水库|镇|乡|街道|村)$/;
const dwelling = /^(?:小区|家园|花园|公寓|社区|村|新村)$/;
/** One word of the dictionary that is a name by itself (人民路), and those that only look like one. */
const whole = /^[\u4e00-\u9fa5]{2,5}(?:路|大道|街|巷|小区|花园|镇|乡|村|桥|湖|河|水库|广场|公园)$/;
const common =
  /^(?:高速公?路|十字路|断头路|人行道|人行天桥|天桥|立交桥|老旧小区|住宅小区|居民小区|自然村|行政村|城中村|新农村|各乡镇|步行街|商业街|.{0,3}(?:公路|道路|马路|铁路|线路|电路|网路|水路|一路|半路|回头路|过路|走路|修路|让路|堵路))$/;
const nameless =
  /^(?:[的了在是和与到从向被把及等有为各每全某整个两几多同邻我你他她它们本该这那此其一二三四五六七八九十百条段处名所座号个家户人市县区省州镇乡村对将由往经沿至于旧内外前后上下里乘坐走过修去来]|附近|周边|所在|隔壁|旁边|对面|门口|农村|乡镇|住宅|居民|老旧|部分|道路|公共|免费|自由|大型|商业|综合|人民|中心|公办|民办|私立|公立|国有|国家|国际|严重|业主|小区业主|家人|病人|片区|惯例|规定|有限|县乡|周围|多个|多家|某些|全县|全市|全区|城市|乡村|学校|街道|社区|小区|路段|路口|孩子|学生|家长|一条|这条|那条|两条|一座|今天|昨天|昨晚|今晚|上午|下午|晚上|夜间|早上|凌晨|发生|出现|位于|来自|途经|经过|建议|增设|加装|新建|改造|关于|进入|离开|建设)$/;
const admin = /^[镇乡村]$/;
/** Parts of speech after which no place is called: a road may be named for a deed (解放路), a school hardly (死亡医院). */
const noName = { institution: /^(?:v|[mricdpulbftq])$/, spot: /^[mricdpulq]$/ };
const han = /^[\u4e00-\u9fa5]+$/;
const LONGEST = 4;

/**
 * The place most of the messages name, the more exact one between equals; null where too few name one.
 * @param all masked texts, any number, any script; the first fifty are read
 */
export function placeTold(all: readonly PlaceTold[]): string | null {
  const messages = all.slice(0, MOST_READ);
  const given = mostOf(messages.map(({ place }) => new Map(place?.trim() ? [[place.trim(), 1]] : [])));
  const told = mostOf(messages.map(({ title, body }) => namesIn(title, body)));
  if (!given) return told;
  return told?.startsWith(given) ? told : given;
}

function mostOf(named: readonly ReadonlyMap<string, number>[]): string | null {
  const counts = new Map<string, number>();
  const tellers = new Map<string, number>();
  for (const names of named)
    for (const [name, times] of names) {
      counts.set(name, (counts.get(name) ?? 0) + times);
      tellers.set(name, (tellers.get(name) ?? 0) + 1);
    }
  const byCount = ([a, m]: [string, number], [b, n]: [string, number]) => n - m || b.length - a.length;
  const [most] = [...counts].sort(byCount);
  if (!most || tellers.get(most[0])! < named.length * SHARE) return null;
  const [within] = [...counts]
    .filter(([name, count]) => name !== most[0] && name.includes(most[0]) && count >= most[1] * LONGER)
    .sort(byCount);
  return (within ?? most)[0];
}

/** Names of places in one text, with how much each counts. */
function namesIn(title: string, body: string): Map<string, number> {
  const inBody = namesOf(cutPlain(plainText(body.slice(0, 2 * READ)).slice(0, READ)));
  const found = new Map(inBody.map((name) => [name, 1]));
  for (const name of namesOf(cutPlain(plainText(title.slice(0, READ))))) found.set(name, IN_TITLE);
  return found;
}

function namesOf(words: readonly string[]): string[] {
  return words.flatMap((word, i) => {
    if (institution.test(word)) {
      const town = admin.test(words[i - 1] ?? '') ? nameBefore(words, i - 1, 'spot') : null;
      const name = town ? `${town}${words[i - 1]}` : nameBefore(words, i, 'institution');
      return name ? [name + word] : [];
    }
    // 路灯 and 路面 cut in two are no road.
    if (word === '路' && /^[灯面口边况]/.test(words[i + 1] ?? '')) return [];
    if (spot.test(word)) {
      const name = nameBefore(
        words,
        i,
        dwelling.test(word) ? 'institution' : 'spot',
        word.length > 1 ? 1 : 2,
      );
      return name && !/[路街]$/.test(name) ? [name + word] : [];
    }
    return whole.test(word) && !common.test(word) ? [word] : [];
  });
}

/** The name right before a word: one word of the dictionary, or the characters that it does not know, up to four. */
function nameBefore(
  words: readonly string[],
  at: number,
  sort: keyof typeof noName,
  least = 2,
): string | null {
  let name = '';
  for (let i = at - 1; i >= 0; i--) {
    const word = words[i]!;
    if (!han.test(word) || nameless.test(word) || stopWords.has(word)) break;
    if (name.length + word.length > LONGEST) break;
    if (word.length > 1 && (name.length > 1 || noName[sort].test(tagOf(word)))) break;
    name = word + name;
    if (word.length > 1) break;
  }
  return name.length >= least ? name : null;
}
