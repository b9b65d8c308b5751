// What tells two alike happenings apart: the hour, the kilometre, the bus line, the name of the estate, school, village, county or road.

/** `hours`: clock times told, as hours of the day. `places`: names of places, each after a letter for its sort. */
export type Signs = { hours: ReadonlySet<number>; places: ReadonlySet<string> };
/** `short`: a few lines, as people write to an office. */
export type Told = Signs & { short: boolean };

/** How far a text is read for signs: what happened where and when, it says at its beginning. */
const READ = 220;
const MOST_PLACES = 24;
/** A complaint of a few lines is about its place, and says the rest as everybody does; a report tells of several places. */
const SHORT = 120;

const clockTime =
  /(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|夜里|深夜|夜间)?(?<!\d)(\d{1,2})(?:时|点(?!\d)|[:：](?=\d\d))(\d{1,2})?(?:分|许|左右|半)?/g;
/** Suffixes of names by sort; the two characters before one are the name. */
const sorts: Record<string, RegExp> = {
  estate: /小区|花园|家园|公寓|苑|大厦/g,
  school: /小学|中学|高中|职校|幼儿园|大学|学院/g,
  county: /县|(?<![小社地景园灾山城市震辖校厂矿新郊库片街])区|自治州/g,
  town: /镇|(?<![城家下返老回])乡/g,
  village: /(?<![农乡新全山])村/g,
  road: /(?<![公铁马道高网思线电水回出走来去一条修铺气油管通问半])路(?![灯面口费况边障段过])|路(?=路灯|路口|路面|段)|大道|(?<![步沿上逛临])街(?![道舞坊])|巷/g,
  works: /煤矿|(?<!工)厂|医院|商场|市场|超市|饭店|酒店|驾校|(?<!有限|责任|物业|集团|分|子)公司/g,
};
/** Of these a title speaks as of the place itself; a text names them for other reasons, too. */
const inTitle = /市场|商场|超市|广场|公园|医院|社区|安置房|镇|(?<![城家下返老回])乡/g;
/** Before a suffix: not a name. */
const nameless =
  /[我你他们本该这那各每全某整个两几多同邻隔壁附近周边所在的了是和与到从向被把及等有为市省]$|^人民|^中心|^片区|^社区|^街道|^[一二三四五六七八九十两]/;
/** There is a 人民路 in every town, and it is one road. */
const namelessRoad =
  /[我你他们本该这那各每全某整个两几多同邻隔壁附近周边所在的了是和与到从向被把及等有为条段修走上下]$/;

/** Kilometre marks, and names of places by sort, as `sort:name`. */
export function signsOf(title: string, body: string): Told {
  const text = `${title}。${body.slice(0, READ)}`;
  const places = placesIn(text);
  const short = body.length <= SHORT;
  if (short)
    for (const { index } of title.matchAll(inTitle)) {
      const name = title.slice(Math.max(0, index - 2), index);
      if (/^[\u4e00-\u9fa5]{2}$/.test(name) && !nameless.test(name)) places.add(`spot:${name}`);
    }
  return { hours: hoursIn(text), places, short };
}

function placesIn(text: string): Set<string> {
  const found = new Set<string>();
  for (const [sort, suffix] of Object.entries(sorts))
    for (const { index } of text.matchAll(suffix)) {
      const name = text.slice(Math.max(0, index - 2), index);
      if (/^[\u4e00-\u9fa5]{2}$/.test(name) && !(sort === 'road' ? namelessRoad : nameless).test(name))
        found.add(`${sort}:${name}`);
    }
  for (const [, line] of text.matchAll(/(\d{1,3})路(?=公交|车|改)|公交(\d{1,3})路/g))
    if (line) found.add(`line:${line}`);
  for (const [, number] of text.matchAll(
    /(?:第|[^高初])([一二三四五六七八九十]{1,2})(?:中(?![^学食学校老的，。、]|心|国)|小学|小(?![区时孩]))/g,
  ))
    if (number) found.add(`school:${number}`);
  for (const [, km] of text.matchAll(/k(\d{1,4})(?!\d)|(\d{1,4})公里(?:处|路段)/gi))
    if (km) found.add(`km:${km}`);
  return new Set([...found].slice(0, MOST_PLACES));
}

/** What befalls somebody at some time of a day. */
const HAPPENS = /发生|相撞|追尾|撞|侧翻|起火|着火|失火|火灾|爆炸|坍塌|倒塌|坠落|溺水/;
/** "今天下午…货车侧翻": a part of the day told of what happened in that clause; "下午召开发布会" tells nothing of it. */
const partOfDay =
  /(?:今天|今日|昨天|昨日|当天|当日|日)(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|深夜|夜间)([^，。；,;\n]{0,30})/g;
/** Hours that stand for a part of the day: near enough to each hour of it. */
const hoursOf: Record<string, readonly number[]> = {
  凌晨: [1, 3.5],
  清晨: [6, 7.5],
  早上: [6.5, 8.5],
  早晨: [6.5, 8.5],
  上午: [7.5, 9, 10.5],
  中午: [11.5, 13],
  下午: [13.5, 15, 16.5],
  傍晚: [17, 19],
  晚上: [18.5, 20.5, 22.5],
  夜里: [20, 22, 24],
  深夜: [22, 24],
  夜间: [19.5, 22, 24],
};

function hoursIn(text: string): Set<number> {
  const hours = clockHoursIn(text);
  if (hours.size > 0) return hours;
  for (const [, part = '', clause = ''] of text.matchAll(partOfDay))
    if (HAPPENS.test(clause)) for (const hour of hoursOf[part] ?? []) hours.add(hour);
  return hours;
}

function clockHoursIn(text: string): Set<number> {
  const hours = new Set<number>();
  for (const { 1: part = '', 2: hour, 3: minute, index } of text.matchAll(clockTime)) {
    if (/(?:截至|截止|截至目前|发稿|记者)[^，。,]{0,10}$/.test(text.slice(Math.max(0, index - 14), index)))
      continue;
    let at = Number(hour);
    if (at > 24) continue;
    if (/下午|傍晚|晚|夜/.test(part) && at < 12) at += 12;
    hours.add(at + Number(minute ?? 0) / 60);
  }
  return hours;
}

/** How much two that tell different hours, or name different places of one sort, lose of their likeness. */
const OTHER_HOUR = { report: 0.35, complaint: 0.25 };
const OTHER_PLACE: Record<string, { report: number; complaint: number }> = {
  km: { report: 0.35, complaint: 0.12 },
  estate: { report: 0.25, complaint: 0.06 },
  school: { report: 0.25, complaint: 0.06 },
  county: { report: 0.6, complaint: 0.36 },
  town: { report: 0.7, complaint: 0.45 },
  village: { report: 0.6, complaint: 0.36 },
  road: { report: 0.6, complaint: 0.36 },
  line: { report: 0.35, complaint: 0.12 },
  // Often an office that is merely complained to as well.
  works: { report: 0.7, complaint: 0.7 },
  // Told in titles of complaints only.
  spot: { report: 1, complaint: 1 },
};

/** Sorts of places that a complaint is about; counties, towns, firms and markets are named for other reasons, too. */
const exact = new Set(['estate', 'school', 'village', 'road', 'line', 'spot']);
/** A few lines name their place: those that name quite another one, of whatever sort, are about that one, however alike they sound. */
const ELSEWHERE = 0.18;

/** One where nothing contradicts; less for each sign that does. */
export function agreement(seen: Told, known: Signs): number {
  let share = sameHour(seen.hours, known.hours) ? 1 : OTHER_HOUR[seen.short ? 'complaint' : 'report'];
  const shared = new Set<string>();
  const met = new Set<string>();
  const sortsKnown = new Set([...known.places].map(sortOf));
  for (const place of seen.places) {
    const sort = sortOf(place);
    if (sortsKnown.has(sort)) met.add(sort);
    if (known.places.has(place)) shared.add(sort);
  }
  for (const sort of met)
    if (!shared.has(sort)) share *= OTHER_PLACE[sort]![seen.short ? 'complaint' : 'report'];
  return seen.short && isElsewhere(seen.places, known.places) ? Math.min(share, ELSEWHERE) : share;
}

const sortOf = (place: string) => place.slice(0, place.indexOf(':'));

/** Both name a place exactly, and no name is told by both: 青石小学 and 青石镇中心小学 may be one. */
function isElsewhere(seen: ReadonlySet<string>, known: ReadonlySet<string>): boolean {
  if (!hasExact(seen) || !hasExact(known)) return false;
  for (const place of seen) {
    const name = place.slice(place.indexOf(':'));
    for (const other of known) if (other.endsWith(name)) return false;
  }
  return true;
}

function hasExact(places: ReadonlySet<string>): boolean {
  for (const place of places) if (exact.has(sortOf(place))) return true;
  return false;
}

function sameHour(hours: ReadonlySet<number>, known: ReadonlySet<number>): boolean {
  if (hours.size === 0 || known.size === 0) return true;
  for (const hour of hours) for (const other of known) if (Math.abs(hour - other) <= 1.5) return true;
  return false;
}
