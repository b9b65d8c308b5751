// Finds mobile and landline numbers, identity cards and bank cards among all the other numbers of a text.
import { type Finding, matchesOf, type Source } from './redact-finding';

type Group = { start: number; end: number; digits: string };

/** What stands before a number that identifies a paper and not a person. */
const SERIAL =
  /(?:单号|编号|序号|流水号?|订单|工单|案号|受理号|信件号?|批号|条码|合同号?|发票号?码?|车次|文号|许可证号?|登记号|登记证|证书号?|户号|表号|产证号?|快递|运单|回执|代码|编码|货号|型号|注册号|执照号?|税号|识别号|房号|件号|报警号|警号|工号|学号|准考证号?|档案号?|no\.?|id|sn)[码为是:# №]{0,4}$/i;
const CARD_LABEL =
  /(?:卡号|账号|帐号|账户|帐户|银行卡|开户行?|存折|储蓄卡|信用卡|工资卡|社保卡|一卡通|农行|工行|建行|中行|邮储|邮政|民生|中信|招行|农商行|银行|信合|信用社)[^\d\n\ue000]{0,12}$/;
const ID_LABEL = /(?:身份证|证件号|公民身份|身份号|id ?card)[^\d\n\ue000]{0,10}$/i;
const PHONE_LABEL =
  /(?:电话|手机|联系方式|座机|tel|phone|mobile|cell|mob|致电|拨打|微信|weixin|wechat|wx|vx|[^a-z][vtpm])[号码为是:. ]{0,4}$/i;
const AMOUNT = /^ ?(?:元|万|亿|美元|吨|平方|立方|公里|千米|人次|%|度电|千瓦|号(?:信件|工单|文|订单|单|案))/;
const PROVINCE = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);
/** How mobile numbers are broken up in writing. */
const BROKEN = new Set([
  '3-4-4',
  '3-8',
  '7-4',
  '3-3-5',
  '4-3-4',
  '4-4-3',
  '3-4-2-2',
  '5-6',
  '6-5',
  '3-2-2-2-2',
  '3-5-3',
  '1-1-1-1-1-1-1-1-1-1-1',
]);
const GAP = /^(?: ?[-.·_×] ?| {1,2})$/;

/** Mobile numbers, identity cards and bank cards, in one pass over the groups of digits. */
export function findNumbers(source: Source): Finding[] {
  const found: Finding[] = [];
  const runs = runsOf(source.text);
  for (const groups of runs) {
    for (let at = 0; at < groups.length; ) {
      const find = firstAt(source, groups, at);
      if (find) found.push(find.finding);
      at += find ? find.used : 1;
    }
  }
  return [...found, ...findSpelledMobiles(source)];
}

const DIGITS = /\d+/g;

/** Groups of digits, joined into runs where a single mark or a blank parts them. */
function runsOf(text: string): Group[][] {
  const runs: Group[][] = [];
  let last: Group | null = null;
  for (const match of matchesOf(DIGITS, text)) {
    const start = match.index;
    let end = start + match[0].length;
    let digits = match[0];
    const next = text.charAt(end);
    if ((next === 'x' || next === 'X') && !/[a-z\d]/i.test(text.charAt(end + 1)) && digits.length <= 17) {
      end += 1;
      digits += 'X';
    }
    const group: Group = { start, end, digits };
    const run = runs.at(-1);
    if (last && run && start - last.end <= 3 && GAP.test(text.slice(last.end, start))) run.push(group);
    else runs.push([group]);
    last = group;
  }
  return runs;
}

/** The shortest joining of groups from `at` that is personal; a bank card is taken as long as it goes. */
function firstAt(source: Source, groups: Group[], at: number): { finding: Finding; used: number } | null {
  let digits = '';
  let best: { finding: Finding; used: number } | null = null;
  for (let used = 1; used <= 11 && at + used <= groups.length; used += 1) {
    digits += groups[at + used - 1]?.digits ?? '';
    if (digits.length > 19) break;
    const window = groups.slice(at, at + used);
    const finding = prefixed(source, window, digits) ?? judge(source, window, digits);
    if (finding && (!best || finding.kind === 'bank-card')) best = { finding, used };
    if (best && best.finding.kind !== 'bank-card') break;
  }
  return best;
}

/** +86, 0086 or 86 before a mobile number, apart or joined. */
function prefixed(source: Source, window: Group[], digits: string): Finding | null {
  const match = /^(?:00)?86(1[3-9]\d{9})$/.exec(digits);
  const first = window[0];
  if (!match || !first) return null;
  const plus = source.text.charAt(first.start - 1) === '+';
  // Between two numbers the plus stays, to keep them apart.
  const start = plus && !/\d/.test(source.text.charAt(first.start - 2)) ? first.start - 1 : first.start;
  const apart = first.digits === '86' || first.digits === '0086';
  if (!plus && !apart && SERIAL.test(source.text.slice(Math.max(0, start - 14), start))) return null;
  if (!plus && /[a-z]/i.test(source.text.charAt(start - 1))) return null;
  return mobile(start, window.at(-1)?.end ?? start, match[1] ?? '');
}

function judge(source: Source, window: Group[], digits: string): Finding | null {
  const first = window[0];
  const last = window.at(-1);
  const mobile = digits.length === 11 && /^1[3-9]/.test(digits);
  if (!first || !last || (!mobile && digits.length < 12)) return null;
  // 编号：WL-2025-138…: the label stands before the letters with which the number begins.
  const before = source.text
    .slice(Math.max(0, first.start - 24), first.start)
    .replace(/[a-z][a-z\d]*(?:-[a-z\d]+)*-$/i, '');
  const after = source.text.slice(last.end, last.end + 8);
  const shape = window.map((group) => group.digits.length).join('-');
  if (mobile) return evenGaps(source.text, window) ? asMobile(window, digits, shape, before, after) : null;
  return window.length > 5 || /^[a-z]/i.test(after) ? null : asCard(source, window, digits, shape, before);
}

function asCard(
  source: Source,
  window: Group[],
  digits: string,
  shape: string,
  before: string,
): Finding | null {
  const start = window[0]?.start ?? 0;
  const end = window.at(-1)?.end ?? 0;
  const serial = SERIAL.test(before.slice(-14)) || /[a-z]$/i.test(before);
  const labelled = ID_LABEL.test(before);
  if ((labelled || !serial) && isIdCard(digits, labelled))
    return { kind: 'id-card', start, end, mask: '［身份证］' };
  if (digits.includes('X') || (window.length > 1 && !cardShape(shape)) || !evenGaps(source.text, window))
    return null;
  const labelledCard = CARD_LABEL.test(before) && (window.length === 1 || digits.length > 15);
  return isBankCard(digits, labelledCard, serial) ? card(start, end, digits) : null;
}

/** Whether the groups are parted by one and the same mark. */
function evenGaps(text: string, window: Group[]): boolean {
  if (window.length < 3) return true;
  const gaps = window.slice(1).map((group, index) => text.slice(window[index]?.end, group.start).trim());
  return new Set(gaps).size === 1;
}

function asMobile(
  window: Group[],
  digits: string,
  shape: string,
  before: string,
  after: string,
): Finding | null {
  if (!/^1[3-9]\d{9}$/.test(digits) || (window.length > 1 && !BROKEN.has(shape))) return null;
  const phone = PHONE_LABEL.test(before);
  const letter = /[a-z]$/i.test(before);
  if (!phone && (letter || SERIAL.test(before.slice(-14)) || AMOUNT.test(after) || /[¥￥$]$/.test(before)))
    return null;
  // 3.13812345678 and 13812345678.25 are figures.
  if (!phone && (/\d\.$/.test(before) || /^\.\d{1,3}(?!\d)/.test(after))) return null;
  return mobile(window[0]?.start ?? 0, window.at(-1)?.end ?? 0, digits);
}

/** A mobile number from its eleven digits, wherever it stands. */
export function mobile(start: number, end: number, digits: string): Finding {
  return { kind: 'mobile', start, end, mask: `${digits.slice(0, 3)}****${digits.slice(-4)}` };
}

function card(start: number, end: number, digits: string): Finding {
  return { kind: 'bank-card', start, end, mask: `${digits.slice(0, 4)}****${digits.slice(-4)}` };
}

function cardShape(shape: string): boolean {
  return /^(?:4-){3,4}[1-4]$/.test(shape) || /^6-\d{1,2}$/.test(shape) || /^4-4-8$|^8-8$|^4-12$/.test(shape);
}

/**
 * Identity card by province and birth date; the check digit (GB 11643-1999) is not asked for, since people mistype it
 * and a number with a province and a birthday in their places is a person's. After 身份证 any such length is one.
 */
function isIdCard(digits: string, labelled: boolean): boolean {
  if (labelled && (/^\d{17}[\dX]$/.test(digits) || /^\d{15}$/.test(digits))) return true;
  if (!PROVINCE.has(digits.slice(0, 2))) return false;
  if (/^\d{17}[\dX]$/.test(digits))
    return hasCheckDigit(digits) ? isDay(digits.slice(6, 14)) : isRecentDay(digits.slice(6, 14));
  return /^\d{15}$/.test(digits) && isDay(`19${digits.slice(6, 12)}`);
}

/** Whether the last character is the check digit of GB 11643-1999 (ISO 7064, MOD 11-2). */
export function hasCheckDigit(digits: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits.charAt(index)), 0);
  return '10X98765432'.charAt(sum % 11) === digits.charAt(17);
}

function isDay(text: string): boolean {
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6))];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1850 && year < 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isRecentDay(text: string): boolean {
  return /^(?:19|20)/.test(text) && isDay(text);
}

function isBankCard(digits: string, labelled: boolean, serial: boolean): boolean {
  if (labelled)
    return (
      /^\d{16,19}$/.test(digits) || (/^\d{12,15}$/.test(digits) && !/^(?:19|20)\d{2}[01]\d/.test(digits))
    );
  if (serial || !/^\d{16,19}$/.test(digits)) return false;
  return /^(?:62|4|5[1-5]|35|9558|60|68|69|88|37)/.test(digits) && luhn(digits);
}

/** The check of ISO/IEC 7812-1. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - place));
    const doubled = digit * 2;
    sum += place % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const SPELT = /[〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]{11,}/g;

/** Mobile numbers written out in Chinese figures. */
export function findSpelledMobiles({ text }: Source): Finding[] {
  const found: Finding[] = [];
  for (const match of matchesOf(SPELT, text)) {
    const digits = match[0];
    if (digits.length !== 11 || !/^[一幺壹][三四五六七八九叁肆伍陆柒捌玖]/.test(digits)) continue;
    const mask = `${digits.slice(0, 3)}****${digits.slice(-4)}`;
    found.push({ kind: 'mobile', start: match.index, end: match.index + 11, mask });
  }
  return found;
}

const AREA = '(?:10|2\\d|[3-9]\\d{2})';
const LOCAL = '[2-9](?:\\d{6,7}|\\d{2,3}[- ]\\d{4})';
const LANDLINE = new RegExp(
  `(?<![\\d*])(?<!\\d[-.])(?:\\((?:\\+?86[- ]?)?0?${AREA}\\) ?-? ?|(?:\\+|00)86[- ]?0?${AREA}[- ]{0,3}|0${AREA}[- ]{0,3})(${LOCAL})(?!\\d)`,
  'g',
);
const BARE = new RegExp(
  `(?:电话|座机|固话|联系方式|家电|宅电|家里|家中|店里|tel)[号码为是:. ]{0,4}(?=${LOCAL}(?!\\d))`,
  'gi',
);
const MORE = new RegExp(` ?[、/,或和 ] ?(?=${LOCAL}(?!\\d))`, 'y');
const EXTENSION = / ?(?:转|分机|ext\.?|-) ?\d{1,5}(?!\d)/iy;
const FIRST_LOCAL = new RegExp(LOCAL, 'y');

/** Fixed lines with an area code, or without one after 电话; extensions and lists of further numbers follow along. */
export function findLandlines({ text }: Source): Finding[] {
  const found: Finding[] = [];
  for (const match of matchesOf(LANDLINE, text)) {
    const before = text.slice(Math.max(0, match.index - 14), match.index);
    const end = match.index + match[0].length;
    if (/[a-z]$/i.test(before) || isAmount(text, end) || isService(text, match.index)) continue;
    if (SERIAL.test(before) && !/^[(+]/.test(match[0]) && !match[0].includes('-')) continue;
    const local = match[1] ?? '';
    const kept = text.slice(match.index, end - local.length).trimEnd();
    add(found, text, match.index, end, /[-)]$/.test(kept) ? kept : `${kept}-`);
  }
  for (const match of matchesOf(BARE, text)) {
    const start = match.index + match[0].length;
    FIRST_LOCAL.lastIndex = start;
    const local = FIRST_LOCAL.exec(text)?.[0] ?? '';
    if (local === '' || isService(text, start)) continue;
    if (!/^(?:19|20)\d{2}[01]\d[0-3]\d$/.test(local) && !isAmount(text, start + local.length))
      add(found, text, start, start + local.length, '');
  }
  return found;
}

/** Numbers that everybody is meant to ring. */
const SERVICE =
  /(?:热线|客服|服务台|总机|(?:服务|监督|举报|咨询|值班|报修|抢修|预约|求助)电话)(?:号码?)?[是为: (]{0,3}$/;
const isService = (text: string, start: number) => SERVICE.test(text.slice(Math.max(0, start - 12), start));

const isAmount = (text: string, end: number) => AMOUNT.test(text.slice(end, end + 6));

function add(found: Finding[], text: string, start: number, end: number, kept: string): void {
  const last = text.slice(end - 3, end);
  EXTENSION.lastIndex = end;
  const stop = end + (EXTENSION.exec(text)?.[0].length ?? 0);
  found.push({ kind: 'landline', start, end: stop, mask: `${kept}****${last}` });
  MORE.lastIndex = stop;
  const more = MORE.exec(text);
  if (!more) return;
  const next = stop + more[0].length;
  FIRST_LOCAL.lastIndex = next;
  const local = FIRST_LOCAL.exec(text)?.[0] ?? '';
  if (local !== '') add(found, text, next, next + local.length, '');
}
