// Finds people's names where the words around them say that a name stands there; never by the name alone.
import { isGiven, isOnlyGiven } from './given-names';
import { isPair } from './name-weights';
import { type Finding, isHan, matchesOf, type Source } from './redact-finding';
import { isCalling, likelyNames, namesWithoutFamily } from './redact-likely';
import { isOffice, isWord, surnameLength } from './surnames';

/** After these a name stands, with or without a colon. */
const LABEL =
  /(?:联系人(?:姓名)?|联络人|投诉人|举报人|反映人|反映投诉人|来电人|来信人|来访人|信访人|申请人|申诉人|申报人|被投诉人|被举报人|被反映人|诉求人|求助人|咨询人|留言人|写信人|署名|姓名|户主|户名|机主|患者|病人|死者|伤者|逝者|当事人|受害人|被害人|嫌疑人|肇事者|失踪者|法定代表人|法人代表|法人|委托人|代理人|经办人|负责人|收件人|收款人|开户人|持证人|持卡人|参保人|投保人|被保险人|承包人|承租人|房东|车主|业主代表|群众代表|村民代表|代表|产权人|监护人|学生姓名|孩子姓名)[ ]{0,3}([:(]|是|为|叫)?[ ]{0,6}/g;
/** After these a name stands and nothing else. */
const SELF =
  /(?:我叫|我名叫|名叫|我的名字(?:叫|是)|本人(?:姓名|叫|名叫)?|我本人|我是|署名为|此致敬礼|(?:丈夫|妻子|老公|老婆|爱人|儿子|女儿|父亲|母亲|爸爸|妈妈|孩子|老人)(?:名)?叫)[ ,:!。\n]{0,4}/g;
/** A person; a name after it is believed when it is made as names are and the sentence goes on as after a name. */
const PERSON =
  /市民|村民|居民|业主|网友|群众|学生|家长|住户|租户|租客|职工|员工|老人|农户|工人|工友|司机|教练|老板|店主|店长|店员|老师|班主任|医生|大夫|护士|会计|包工头|工头|中介|保安|师傅|贫困户|低保户|残疾人|退役军人|学员|顾客|游客|乘客|邻居|亲戚|朋友|同学|同事|孩子|小孩|儿子|女儿|丈夫|妻子|老公|老婆|爱人|父亲|母亲|爸爸|妈妈|我爸|我妈|爷爷|奶奶|外公|外婆|哥哥|姐姐|弟弟|妹妹|婆婆|公公|岳父|岳母|儿媳|女婿|孙子|孙女|侄子|侄女|外甥|叔叔|舅舅|姑姑|小舅子/g;
/** People in office: named by a citizen they are persons, in the press they act in public. */
const OFFICE =
  /(?<!班)主任|书记|支书|村干部|乡长|县长|园长|厂长|董事长|处长|股长|辅警|协警|网格员|楼长|校长|村长|队长|经理|民警|警官|律师|法官|科长|局长|所长|站长|院长|镇长|组长/g;
const VERB =
  /^[ ]?(?:反映|投诉|来电|来信|来访|致电|咨询|举报|求助|诉称|诉求|申请|表示|认为|家中|家里|的|家门|一家|称|说|等人|本人|同志|户|,|。|;|:|\(|、|身份证|电话)/;
/** How a sentence goes on after a person's name. */
const GOES_ON =
  /^(?:[ ]{0,2}(?:$|[,。;:!?、/()\d\n])| |反映|投诉|来电|来信|来访|致电|咨询|举报|求助|诉称|诉求|申请|表示|认为|要求|请求|希望|建议|称|说|讲|问|家|一家|的|等|本人|同志|先生|女士|老师|师傅|户|身份证|户口|名下|电话|手机|联系|男|女|之[父母子女夫妻]|与|和|跟|同|给|于|在|从|因|为|把|被|将|对|向|用|让|叫|是|有|没|无|未|不|拒|已|曾|正|刚|又|还|也|都|就|去|来|到|住|今年|现年|去年|自|突|一直|多次|经常|长期|独自|擅自|私自|违规|强行|欠|欺|拖|骗|打|骂|摔|骑|开|卖|租|承包|经营|态度|患|病|受伤|死|失踪|生于|出生|贪污|贪占|挪用|侵占|收受|受贿|吃拿|截留|虚报|冒领|克扣|霸占|强占|殴打|辱骂|威胁)/;
/** What follows a name and hardly any other word. */
const FIRM =
  /^(?:$|[,。;、()]|反映|投诉|称|女士|先生|同志|家的|的(?:父|母|儿|女|妻|家)|把|被|今年|现年|之[父母子女夫妻])/;
/** Nothing goes on after it. */
const ENDS = /^(?:$|[,。;、()])/;
/** What may follow a name that someone gives as his own. */
const AFTER_SELF =
  /^(?:[ ]{0,4}$|[ ,。;!、\n(]|身份证|电话|手机|联系|住|家住|今年|现年|男|女|系|是|\d|来自|生于|出生|于|因|在|被|向|想|要|现|从|原|为)/;
/** 麦麦提·艾力反映: who speaks, named in two parts. */
const SPEAKER =
  /(?<![\u4e00-\u9fff·])([\u4e00-\u9fff]{2,6}·[\u4e00-\u9fff]{2,6}?)(?=反映|投诉|来电|来信|致电|咨询|举报|求助|诉称)/g;
const TITLE = /先生|女士|小姐|老师傅|同志/g;
const FOREIGN = /[\u4e00-\u9fff]{2,6}·[\u4e00-\u9fff]{2,6}$/;
const CONTACT =
  /[ ,:(、]{0,4}(?:的)?(?:联系电话|联系方式|手机号码?|手机|电话号码?|电话|tel|身份证号码?|身份证)?[ :.)(号为是]{0,4}$/i;

/**
 * Names in a text, given where mobile numbers and identity cards stand: the name before one is its owner's.
 * @param source folded text
 * @param anchors starts of mobile numbers and identity cards
 * @param press a published text: who is named by his office stays
 */
export function findNames(source: Source, anchors: readonly number[], press = false): Finding[] {
  const { text } = source;
  const found: Finding[] = [];
  const take = (start: number, length: number) => {
    if (length > 0) found.push(nameFinding(source, start, length));
  };
  for (const match of matchesOf(LABEL, text)) {
    const at = match.index + match[0].length;
    take(at, labelled(text, at, match[1] === ':', /[ ]$/.test(match[0])));
  }
  for (const match of matchesOf(SELF, text)) {
    const at = match.index + match[0].length;
    const alone = match[0].startsWith('我是') || match[0] === '本人';
    take(at, dotted(text, at) || named(text, at, AFTER_SELF, alone) || made(text, at, AFTER_SELF));
  }
  for (const person of press ? [PERSON] : [PERSON, OFFICE]) {
    for (const match of matchesOf(person, text)) {
      const at = match.index + match[0].length;
      // 老师傅修的鞋: the family name belongs to the word before it; not so in 业主张伟, where a mark ends the name.
      if (isPair(text.charCodeAt(at - 1), text.charCodeAt(at))) {
        take(at, named(text, at, ENDS, true));
        continue;
      }
      const length = dotted(text, at) || named(text, at, VERB, true) || made(text, at, GOES_ON);
      // 司机全程打电话: a word, and no family name that is hardly anything else.
      const isWordThen = length === 2 && isPair(text.charCodeAt(at), text.charCodeAt(at + 1));
      if (!isWordThen || surnameLength(text.slice(at, at + 2), true) > 0) take(at, length);
    }
  }
  for (const match of matchesOf(TITLE, text))
    if (!press || match[0] !== '同志') take(...titled(text, match.index));
  for (const anchor of anchors) take(...owner(text, anchor));
  if (!press && text.includes('·'))
    for (const match of matchesOf(SPEAKER, text)) take(match.index, match[1]!.length);
  // The press names many who act in public; a citizen's letter is searched closer.
  if (!press)
    for (const { start, length } of [...likelyNames(text), ...namesWithoutFamily(text)]) take(start, length);
  return [...found, ...alongside(source, found), ...again(source, found)];
}

const BEFORE = /(?:^|[^\u4e00-\u9fff])([\u4e00-\u9fff]{2,4})(?:、| {1,4})$/;
const LISTED = /^(?:、| {1,4})([\u4e00-\u9fff]{2,4})(?=[、,。;:!()\n ]|等|$)/;

/** Those who stand in one list with a name: 史长顺、窦敏、邓家旺. */
function alongside(source: Source, found: readonly Finding[]): Finding[] {
  const more: Finding[] = [];
  const take = (start: number, written: string): number => {
    const name = written.replace(/等$/, '');
    const family = surnameLength(name, false);
    const own = name.slice(family);
    if (family === 0 || own.length < 1 || own.length > 2 || isOffice(name) || isWord(own) || isCalling(own))
      return 0;
    more.push(nameFinding(source, start, name.length));
    return name.length;
  };
  for (const { start, end } of found) {
    for (let at = end, count = 0; count < MOST_LISTED; count += 1) {
      const match = LISTED.exec(source.text.slice(at, at + 10));
      const begins = at + (match?.[0].length ?? 0) - (match?.[1]?.length ?? 0);
      const length = match ? take(begins, match[1] ?? '') : 0;
      if (length === 0) break;
      at = begins + length;
    }
    const head = BEFORE.exec(source.text.slice(Math.max(0, start - 9), start));
    if (head?.[1]) take(start - head[0].length + head[0].indexOf(head[1]), head[1]);
  }
  return more;
}

const MOST_LISTED = 50;
const MOST_NAMES = 200;

/** A name that was found once is found wherever it stands again: 汪建业被推了一把. */
function again(source: Source, found: readonly Finding[]): Finding[] {
  const names = new Set(found.map(({ start, end }) => source.text.slice(start, end)));
  const more: Finding[] = [];
  for (const name of [...names].filter((one) => one.length >= 3).slice(0, MOST_NAMES))
    for (let at = source.text.indexOf(name); at >= 0; at = source.text.indexOf(name, at + name.length))
      more.push(nameFinding(source, at, name.length));
  return more;
}

function nameFinding({ text, original }: Source, start: number, length: number): Finding {
  const family = Math.max(1, surnameLength(text.slice(start, start + 2), false));
  const dots = text.slice(start, start + length).includes('·');
  const kept = dots
    ? original.slice(start, start + 1)
    : original.slice(start, start + Math.min(family, length - 1));
  const rest = dots ? 1 : Math.min(2, length - kept.length);
  return { kind: 'name', start, end: start + length, mask: kept + '某'.repeat(Math.max(1, rest)) };
}

/** The length of the run of Chinese characters at `at`, up to `most`. */
function run(text: string, at: number, most: number): number {
  let length = 0;
  while (length < most && isHan(text.charCodeAt(at + length))) length += 1;
  return length;
}

/** 买买提·吐尔逊: two parts of Chinese characters; 0 where there is no dot. The second ends at a word or a mark. */
function dotted(text: string, at: number): number {
  const first = run(text, at, 6);
  if (first < 2 || text.charAt(at + first) !== '·') return 0;
  const most = run(text, at + first + 1, 6);
  for (let second = 2; second <= most; second += 1) {
    if (GOES_ON.test(text.slice(at + first + 1 + second, at + first + 13 + second)))
      return first + 1 + second;
  }
  return most >= 2 ? first + 1 + most : 0;
}

/** A name after a label: what stands up to the next mark after a colon, else a name that a mark or a verb ends. */
function labelled(text: string, at: number, colon: boolean, spaced: boolean): number {
  const foreign = dotted(text, at);
  if (foreign > 0) return foreign;
  const length = run(text, at, 5);
  const whole = text.slice(at, at + length);
  if (colon && length >= 2 && length <= 3 && !isWord(whole)) return length;
  if (colon && length === 4 && surnameLength(whole, false) === 2 && !isWord(whole)) return 4;
  // 龙在天 holds a word that sentences are made of; between a colon and a mark it is a name.
  if (colon && length === 3 && surnameLength(whole, false) === 1 && !isOffice(whole)) return 3;
  const after =
    /^(?:[ ,。;:!、/()\n\d]|$|身份证|电话|手机|联系|男|女|先生|女士|同志|住|家|反映|投诉|称|表示|来电|本人|之[父母子女夫妻]|与|和|的|等)/;
  const strict = !colon && !spaced;
  return named(text, at, colon || spaced ? after : VERB, strict) || made(text, at, GOES_ON);
}

/** A family name and one or two characters, ended by what `after` allows. Longest first. */
function named(text: string, at: number, after: RegExp, strict: boolean): number {
  const family = surnameLength(text.slice(at, at + 2), strict);
  if (family === 0) return 0;
  for (const given of [2, 1]) {
    const length = family + given;
    if (isName(text, at, length) && after.test(text.slice(at + length, at + length + 12))) return length;
  }
  return 0;
}

/** The same for any family name, when the characters after it are those of given names. */
function made(text: string, at: number, after: RegExp): number {
  const family = surnameLength(text.slice(at, at + 2), false);
  if (family === 0) return 0;
  for (const given of [2, 1]) {
    const length = family + given;
    const usual = isGiven(text.slice(at + family, at + length));
    if (usual && isName(text, at, length) && after.test(text.slice(at + length, at + length + 12)))
      return length;
  }
  return 0;
}

function isName(text: string, at: number, length: number): boolean {
  const name = text.slice(at, at + length);
  if (run(text, at, length) !== length || isWord(name)) return false;
  if (!isWord(name.slice(0, 2))) return true;
  // 朱红霞, 章程远: a word and one character more that only names have, or that ends before a mark or 反映.
  return (
    length === 3 &&
    (isOnlyGiven(name.charAt(2)) || (isGiven(name.slice(1)) && FIRM.test(text.slice(at + 3, at + 6))))
  );
}

/** 王小明先生: the given name goes, 王先生 stays. */
function titled(text: string, at: number): [number, number] {
  const foreign = FOREIGN.exec(text.slice(Math.max(0, at - 13), at));
  if (foreign) return [at - foreign[0].length, foreign[0].length];
  for (const length of [4, 3, 2]) {
    const start = at - length;
    if (start < 0 || run(text, start, length) !== length) continue;
    const name = text.slice(start, at);
    const family = surnameLength(name, false);
    if (family === 0 || (length === 4 && family === 1) || length === family || isWord(name)) continue;
    const usual = surnameLength(name, true) > 0 && length < 4;
    const inner = surnameLength(name.slice(length - 1), true);
    const bounded = start === 0 || !isHan(text.charCodeAt(start - 1));
    // 请王先生 and 何李先生 are a word and a family name, not a name.
    if (bounded && length === 3 && isGiven(name.slice(1)) && !isOffice(name)) return [start, length];
    if ((usual && inner === 0) || (isGiven(name.slice(family)) && !isWord(name.slice(0, 2)) && inner === 0))
      return [start, length];
  }
  return [at, 0];
}

/** The name just before a mobile number or an identity card. */
function owner(text: string, anchor: number): [number, number] {
  const before = text.slice(Math.max(0, anchor - 26), anchor);
  const gap = CONTACT.exec(before)?.[0].length ?? 0;
  const end = anchor - gap;
  const foreign = FOREIGN.exec(text.slice(Math.max(0, end - 13), end));
  if (foreign) return [end - foreign[0].length, foreign[0].length];
  for (const length of [4, 3, 2]) {
    const start = end - length;
    if (start < 0 || run(text, start, length) !== length) continue;
    const name = text.slice(start, end);
    const family = surnameLength(name, false);
    if (family === 0 || length === family || (length === 4 && family === 1)) continue;
    const strict = surnameLength(name, true) > 0;
    const bounded = start === 0 || !isHan(text.charCodeAt(start - 1));
    // 井联系138… is a cut-off word and 联系.
    if (bounded && length === 3 && ![name, name.slice(1), name.slice(0, 2)].some(isOffice))
      return [start, length];
    if (!isWord(name) && !isWord(name.slice(0, 2)) && (strict || isGiven(name.slice(family))))
      return [start, length];
  }
  return [anchor, 0];
}
