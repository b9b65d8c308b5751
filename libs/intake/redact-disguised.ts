// Finds numbers, addresses and accounts that are written so that programs shall not find them.
import { type Finding, matchesOf, type Source } from './redact-finding';
import { mobile } from './redact-numbers';

const SIGNS = '0123456789';
const WRITTEN: Readonly<Record<string, string>> = {
  ...{ o: '0', O: '0', 〇: '0', 零: '0', 一: '1', 幺: '1', 二: '2', 三: '3', 四: '4', 五: '5' },
  ...{ 六: '6', 七: '7', 八: '8', 九: '9', l: '1', I: '1' },
};
const BROKEN_UP =
  /(?<=(?:电话|手机|号码|请拨打?|请打|致电|联系|呼|tel|mobile)[号码为是:. ]{0,3})\(?[1一幺](?:[ ./_*()|-]{0,3}[\doOlI〇零一幺二三四五六七八九]){10}(?![\dA-Za-z〇零一二三四五六七八九])/g;

/** After 电话 a mobile number written so that programs shall not find it: 138oo138ooo, 1380013八零零零, 138/0013/8000. */
export function findDisguisedMobiles({ text }: Source): Finding[] {
  const found: Finding[] = [];
  for (const match of matchesOf(BROKEN_UP, text)) {
    const digits = [...match[0]]
      .map((sign) => (SIGNS.includes(sign) ? sign : (WRITTEN[sign] ?? '')))
      .join('');
    if (!/^1[3-9]\d{9}$/.test(digits) || digits === match[0]) continue;
    const end = match.index + match[0].length;
    const closes = match[0].startsWith('(') && !match[0].includes(')') && text.charAt(end) === ')';
    found.push({ ...mobile(match.index, closes ? end + 1 : end, digits) });
  }
  return found;
}

const PROVIDER = '(?:qq|163|126|sina|gmail|foxmail|139|189|outlook|hotmail|yeah|aliyun)';
const ADDRESS = new RegExp(
  `([A-Za-z\\d][\\w.+-]{1,40}) ?(?:#|\\(at\\)|\\[at\\]| at |艾特) ?(${PROVIDER} ?(?:\\.|\\(dot\\)| dot |点) ?(?:com|cn|net)(?:\\.cn)?)`,
  'gi',
);

/** Addresses whose `@` is written otherwise (wang#163.com), at the usual providers only. */
export function findDisguisedEmails({ text, original }: Source): Finding[] {
  return matchesOf(ADDRESS, text).map((match) => ({
    kind: 'email',
    start: match.index,
    end: match.index + match[0].length,
    mask: `${original.slice(match.index, match.index + 1)}***@${(match[2] ?? '').replace(/ ?(?:\(dot\)| dot |点) ?/i, '.').replaceAll(' ', '')}`,
  }));
}

/** 加v：, 徽信, 薇❤: other names of WeChat, believed where an account follows that no word could be. */
const VEILED =
  /(?:(?:加|➕|\+)(?:我|他|她)?(?:个)?[ ]?(?:v|微|薇|卫星|威)|徽信|薇❤️?|v❤️?|绿泡泡|微❤️?)(?:号)?[ ]{0,2}[:是为(]?[ ]{0,2}([A-Za-z][\w-]{5,19})(?![\w@.-])/gi;

/** Accounts behind names that are to escape a filter. */
export function findVeiledAccounts({ text, original }: Source): Finding[] {
  const found: Finding[] = [];
  for (const match of matchesOf(VEILED, text)) {
    const account = match[1] ?? '';
    if (!/[\d_]/.test(account)) continue;
    const end = match.index + match[0].length;
    const start = end - account.length;
    found.push({ kind: 'account', start, end, mask: `${original.slice(start, start + 2)}****` });
  }
  return found;
}
