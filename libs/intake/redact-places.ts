// Finds number plates and addresses exact to a door.
import { type Finding, matchesOf, type Source } from './redact-finding';

const PLATE =
  /([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼])((?: (?=[A-Z]))?[A-HJ-NP-Za-hj-np-z])[ ·.:-]?([A-HJ-NP-Za-hj-np-z\d]{6}|[A-HJ-NP-Za-hj-np-z\d]{5}|[A-HJ-NP-Za-hj-np-z\d]{4}[挂学警港澳])(?![A-Za-z\d])/g;
const N = '(?:\\d{1,4}|[一二三四五六七八九十百]{1,4}|[A-Za-z]\\d{0,3})';
const JOIN = '[ ,-]?';
const BUILDING = `(?:${N}(?:#|号)?(?:楼|栋|幢|座|号院)|${N}#|\\d{1,4}弄${JOIN}\\d{1,4}号)`;
const UNIT = `(?:${N}(?:单元|门洞|梯|门(?=\\d{3}))|[东西中南北]单元)`;
const FLOOR = `${N}(?:层|楼)`;
const ROOM = `(?:\\d{1,5}|[一二三四五六七八九十]{1,3})(?:室|户|房(?!屋|子|产|间)|号房?)(?![楼院栋])|[东西中左右南北][手边]?户|[〇零一二三四五六七八九]{3,4}(?![〇零一二三四五六七八九十百千万元年月号])`;
const BARE_ROOM = '\\d{3,4}(?![\\d.]|[年月日元万亿米户平栋套间人余多]|号楼)';
/** Building, unit, floor and room in their order; at least two of them, of which the last is a room or a floor. */
const DOOR = new RegExp(
  `(?<![\\d.])${BUILDING}${JOIN}(?:${UNIT}${JOIN})?(?:${FLOOR}${JOIN})?(?:${ROOM}|${BARE_ROOM})` +
    `|(?<![\\d.])(?:${BUILDING}${JOIN})?${UNIT}${JOIN}(?:${FLOOR}${JOIN})?(?:${ROOM}|${BARE_ROOM})` +
    `|(?<![\\d.])${BUILDING}${JOIN}${UNIT}${JOIN}${FLOOR}` +
    '|(?<=[村组院区部])(?:\\d{1,2}[排巷]|[东西南北前后中]排)\\d{1,3}号(?![\\d楼线])' +
    '|(?<=[村屯寨庄区][ ]?第?(?:\\d{1,2}|[一二三四五六七八九十]{1,2})[组社队][ ]?)\\d{1,4}号(?![\\d楼院线井机杆路变电台地灯车门棚]|信箱)' +
    '|(?<![\\d.-])\\d{1,3}-\\d{1,2}-\\d{3,4}(?:室|号|户)?(?![\\d.-])',
  'g',
);
const STREET =
  /(?:路|街|巷|弄|胡同|大道|里|村|组|社|小区|苑|园|湾|坊|庄|屯|寨|队|段)(?:附)?((?:[附甲乙丙])?\d{1,5}(?:-\d{1,4})?号?(?:之[一二三四五六七八九十]{1,2}|附\d{1,3}号|(?<=号)院(?![区校线士长]))?|[一二三四五六七八九十]{1,3}号(?:院(?![区校线士长]))?)(?![\d.楼线文院路])/g;
const HOME =
  /(?:家住|住在|住址|住于|家庭地址|家庭住址|居住|现住|现居|住所|户籍|户口|通讯地址|联系地址|收件地址|详细地址|住:|我家在|家在|老家是|(?<=^|[我人系,。;:]|现)住)[^。;!\n\ue000]{0,40}$/;
const DOORPLATE = /门牌(?:号码?)?[为是: ]{0,3}(\d{1,5}(?:-\d{1,4}){0,2}号?)/g;
const LETTERED = /^[A-Z]{5,}$/i;

/** Plates of cars, with their new-energy form of six places (GA 36-2018). */
export function findPlates({ text, original }: Source): Finding[] {
  const found: Finding[] = [];
  for (const match of matchesOf(PLATE, text)) {
    const [whole, , letter = '', number = ''] = match;
    const figures = number.replace(/\D/g, '').length;
    if (figures < (letter === letter.toLowerCase() ? 3 : 2) || LETTERED.test(number)) continue;
    if (number.length === 6 && !/^(?:[A-K][A-Z\d]\d{4}|\d{5}[A-K]|.{5}[挂学警港澳])$/i.test(number)) continue;
    const end = match.index + whole.length;
    if (/^(?:元|万|股|次列车|号文)/.test(text.slice(end, end + 3))) continue;
    const kept = original.slice(match.index, match.index + 1 + letter.length);
    found.push({
      kind: 'plate',
      start: match.index,
      end,
      mask: `${kept}****${original.slice(end - 1, end)}`,
    });
  }
  return found;
}

/** Addresses exact to a door: building and room, a number of a house or courtyard where someone lives, a door plate. */
export function findAddresses({ text }: Source): Finding[] {
  const found: Finding[] = [];
  const take = (start: number, end: number) => found.push({ kind: 'address', start, end, mask: '［门牌］' });
  for (const match of matchesOf(DOOR, text)) {
    const dashed = /^\d{1,3}-\d{1,2}-\d{3,4}/.test(match[0]);
    const end = match.index + match[0].length;
    const before = text.slice(Math.max(0, match.index - 8), match.index);
    // 7楼704办公室 is an office that everybody may find; 共有10栋460户 counts.
    if (/^(?:办公室|会议室|窗口|诊室|教室|病房)/.test(text.slice(end, end + 3))) continue;
    if (/户$/.test(match[0]) && /[共计有建][^，。,]{0,6}$/.test(before)) continue;
    if (!dashed || isDoorNumber(text, match.index, match[0])) take(match.index, end);
  }
  for (const match of matchesOf(STREET, text)) {
    const number = match[1] ?? '';
    const start = match.index + match[0].length - number.length;
    const home = HOME.test(text.slice(Math.max(0, match.index - 48), match.index + 1));
    if (/号院?$/.test(number) || /号附|之|附/.test(number)) {
      if (home && !/^[一二三四五六七八九]{2}十/.test(number)) take(start, start + number.length);
    }
  }
  for (const match of matchesOf(DOORPLATE, text)) {
    const number = match[1] ?? '';
    const end = match.index + match[0].length;
    take(end - number.length, end);
  }
  return found;
}

/** 2-1-501 is a door after a place or before 室, and a score or a date elsewhere. */
function isDoorNumber(text: string, start: number, whole: string): boolean {
  if (/[室号户]$/.test(whole)) return true;
  return /(?:小区|花园|苑|公寓|家园|城|府|湾|庭|期|我家|家住|我住|住址|住在|房号)[ :]?$/.test(
    text.slice(Math.max(0, start - 6), start),
  );
}
