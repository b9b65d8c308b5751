// Finds people's names where the words around them say that a name stands there; never by the name alone.
import { type Finding, isHan, type Source } from './redact-finding';
import { isWord, surnameLength } from './surnames';

/** After these a name stands, with or without a colon. */
const LABEL =
  /(?:联系人(?:姓名)?|投诉人|举报人|反映人|反映投诉人|来电人|来信人|来访人|信访人|申请人|申诉人|被投诉人|被举报人|被反映人|诉求人|求助人|咨询人|留言人|写信人|署名|姓名|户主|患者|病人|死者|伤者|逝者|当事人|受害人|被害人|法定代表人|法人代表|法人|委托人|代理人|经办人|负责人|收件人|收款人|开户人|承租人|房东|车主|业主代表|群众代表|村民代表|代表|产权人|监护人|学生姓名|孩子姓名)[ ]{0,3}([:(]|是|为|叫)?[ ]{0,6}/g;
/** After these a name stands and nothing else. */
const SELF =
  /(?:我叫|我名叫|名叫|我的名字(?:叫|是)|本人(?:姓名|叫|名叫)?|我本人|我是|署名为|此致敬礼)[ ,:]{0,3}/g;
/** A name after these is believed only when a verb follows. */
const PERSON = /(?:市民|村民|居民|业主|网友|群众|学生|家长|住户|租户|职工|员工|老人|农户|工人|司机|患者)/g;
const VERB =
  /^[ ]?(?:反映|投诉|来电|来信|来访|致电|咨询|举报|求助|诉称|诉求|申请|表示|认为|家中|家里|的|家门|一家|称|说|等人|本人|同志|户|,|。|;|:|\(|、|身份证|电话)/;
/** What may follow a name that someone gives as his own. */
const AFTER_SELF =
  /^(?:[ ]{0,4}$|[ ,。;!、\n(]|身份证|电话|手机|联系|住|家住|今年|现年|男|女|系|是|\d|来自|生于|出生|于|因|在|向|想|要|现|从|原|为)/;
const TITLE = /(?:先生|女士|小姐|老师傅)/g;
const CONTACT =
  /[ ,:(、]{0,4}(?:联系电话|联系方式|手机号码?|手机|电话号码?|电话|tel|身份证号码?|身份证|mobile)?[ :.)号为是]{0,4}$/i;

/**
 * Names in a text, given where mobile numbers and identity cards stand: the name before one is its owner's.
 * @param source folded text
 * @param anchors starts of mobile numbers and identity cards
 */
export function findNames(source: Source, anchors: readonly number[]): Finding[] {
  const found: Finding[] = [];
  const take = (start: number, length: number) => {
    if (length > 0) found.push(nameFinding(source, start, length));
  };
  for (const match of source.text.matchAll(LABEL)) {
    const at = match.index + match[0].length;
    take(at, labelled(source.text, at, match[1] === ':', /[ ]$/.test(match[0])));
  }
  for (const match of source.text.matchAll(SELF)) {
    const at = match.index + match[0].length;
    take(at, named(source.text, at, AFTER_SELF, match[0].startsWith('我是') || match[0] === '本人'));
  }
  for (const match of source.text.matchAll(PERSON)) {
    const at = match.index + match[0].length;
    take(at, named(source.text, at, VERB, true));
  }
  for (const match of source.text.matchAll(TITLE)) take(...titled(source.text, match.index));
  for (const anchor of anchors) take(...owner(source.text, anchor));
  return found;
}

function nameFinding({ text, original }: Source, start: number, length: number): Finding {
  const family = Math.max(1, surnameLength(text.slice(start, start + 2), false));
  const dotted = text.slice(start, start + length).includes('·');
  const kept = dotted
    ? original.slice(start, start + 1)
    : original.slice(start, start + Math.min(family, length - 1));
  const rest = dotted ? 1 : Math.min(2, length - kept.length);
  return { kind: 'name', start, end: start + length, mask: kept + '某'.repeat(Math.max(1, rest)) };
}

/** The length of the run of Chinese characters at `at`, up to `most`. */
function run(text: string, at: number, most: number): number {
  let length = 0;
  while (length < most && isHan(text.charCodeAt(at + length))) length += 1;
  return length;
}

/** A name after a label: what stands up to the next mark after a colon, else a name that a mark or a verb ends. */
function labelled(text: string, at: number, colon: boolean, spaced: boolean): number {
  const length = run(text, at, 5);
  if (text.charAt(at + length) === '·') {
    const second = run(text, at + length + 1, 8);
    if (length >= 2 && second >= 2) return length + 1 + second;
  }
  const whole = text.slice(at, at + length);
  if (colon && length >= 2 && length <= 3 && !isWord(whole)) return length;
  if (colon && length === 4 && surnameLength(whole, false) === 2 && !isWord(whole)) return 4;
  const after =
    /^(?:[ ,。;:!、/()\n\d]|$|身份证|电话|手机|联系|男|女|先生|女士|同志|住|家|反映|投诉|称|表示|来电|本人|之[父母子女夫妻]|与|和|的|等)/;
  return named(text, at, colon || spaced ? after : VERB, !colon && !spaced);
}

/** A family name and one or two characters, ended by what `after` allows. Longest first. */
function named(text: string, at: number, after: RegExp, strict: boolean): number {
  const family = surnameLength(text.slice(at, at + 2), strict);
  if (family === 0) return 0;
  for (const given of [2, 1]) {
    const length = family + given;
    const name = text.slice(at, at + length);
    if (
      run(text, at, length) === length &&
      !isWord(name) &&
      !isWord(name.slice(0, 2)) &&
      after.test(text.slice(at + length, at + length + 12))
    ) {
      return length;
    }
  }
  return 0;
}

/** 王小明先生: the given name goes, 王先生 stays. */
function titled(text: string, at: number): [number, number] {
  for (const length of [3, 2]) {
    const start = at - length;
    if (start < 0 || run(text, start, length) !== length) continue;
    const name = text.slice(start, at);
    const inner = surnameLength(name.slice(length - 1), true);
    // 请王先生 and 何李先生 are a word and a family name, not a name.
    if (surnameLength(name, true) === 1 && inner === 0 && !isWord(name)) return [start, length];
  }
  return [at, 0];
}

/** The name just before a mobile number or an identity card. */
function owner(text: string, anchor: number): [number, number] {
  const before = text.slice(Math.max(0, anchor - 26), anchor);
  const gap = CONTACT.exec(before)?.[0].length ?? 0;
  const end = anchor - gap;
  for (const length of [3, 2]) {
    const start = end - length;
    if (start < 0 || run(text, start, length) !== length) continue;
    const name = text.slice(start, end);
    if (surnameLength(name, true) === 1 && !isWord(name) && !isWord(name.slice(0, 2))) return [start, length];
  }
  return [anchor, 0];
}
