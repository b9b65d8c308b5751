// Finds e-mail addresses and accounts of chat programs, and where web addresses stand.
import { type Finding, matchesOf, type Source } from './redact-finding';

const LOCAL = /[A-Za-z\d._%+'-]/;
const DOMAIN = /([A-Za-z\d-]{1,63}(?: ?\. ?[A-Za-z\d-]{1,63}){1,5})/y;
/** Domains in Chinese, under the endings that are given out for them. */
const HAN_DOMAIN = /[A-Za-z\d\u4e00-\u9fff-]{1,30}\.(?:中国|公司|网络|政务|公益|cn|com|net)(?![A-Za-z\d])/y;
const ENDED = /^(?:[A-Za-z\d-]{1,63}\.){1,5}[A-Za-z]{2,12}(?![A-Za-z\d]|\.[A-Za-z])/;

/** E-mail addresses, each looked for outwards from its `@`; the first letter and the domain stay. */
export function findEmails({ text, original }: Source): Finding[] {
  const found: Finding[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const gap = text.charAt(at - 1) === ' ' ? 1 : 0;
    let start = at - gap;
    const floor = found.at(-1)?.end ?? 0;
    while (start > floor && at - start < 66 && LOCAL.test(text.charAt(start - 1))) start -= 1;
    const lead = text.charAt(at + 1) === ' ' ? 1 : 0;
    DOMAIN.lastIndex = at + 1 + lead;
    HAN_DOMAIN.lastIndex = at + 1;
    const domain = emailDomain(DOMAIN.exec(text)?.[1]) ?? HAN_DOMAIN.exec(text)?.[0] ?? null;
    if (
      start >= at - gap ||
      domain === null ||
      ((gap || lead) &&
        !/^(?:qq|163|126|sina|gmail|foxmail|139|189|outlook|hotmail|yeah|aliyun)\b/i.test(domain))
    )
      continue;
    while (start < at - gap - 1 && /[.'-]/.test(text.charAt(start))) start += 1;
    const end = at + 1 + lead + domain.length;
    found.push({
      kind: 'email',
      start,
      end,
      mask: `${original.slice(start, start + 1)}***@${domain.replaceAll(' ', '')}`,
    });
  }
  return found;
}

function emailDomain(text: string | undefined): string | null {
  if (text === undefined) return null;
  // A blank inside is believed before a usual ending only; else the domain ends at the blank.
  const tight = /^[^ ]+/.exec(text)?.[0].replace(/[.-]+$/, '') ?? '';
  if (text.includes(' ') && /^[\w-]+ ?\. ?(?:com|cn|net|org)(?:\.cn)?/i.test(text)) {
    return /^[\w-]+ ?\. ?(?:com|cn|net|org)(?:\.cn)?/i.exec(text)?.[0] ?? null;
  }
  return ENDED.exec(tight)?.[0] ?? null;
}

const ACCOUNT =
  /(?<![A-Za-z])(微 ?信|薇信|威信|v信|vx|wx|weixin|wechat|qq|q(?=[:号])|扣扣|企鹅|支付宝|抖音|快手|陌陌)(群)? ?(号码|号|账号|帐号|账户|id)?[ ]{0,2}([:是为(])?[ ]{0,3}([A-Za-z][\w-]{5,19}|[1-9]\d{4,11})(?![\w@.-])/gi;

/** Accounts of chat and payment programs, where the text names the program. */
export function findAccounts({ text, original }: Source): Finding[] {
  const found: Finding[] = [];
  for (const match of matchesOf(ACCOUNT, text)) {
    const [whole, program = '', , word, sign, account = ''] = match;
    const named = word !== undefined || sign !== undefined;
    const digits = /^\d+$/.test(account);
    const latin = /^[a-z]+$/i.test(program) && !/^qq/i.test(program);
    // 加VX abc123 is an account, a word of letters alone may be anything.
    const asked =
      /\d/.test(account) &&
      /加(?:我|他|她)?(?:个)?$/.test(text.slice(Math.max(0, match.index - 3), match.index));
    if (!named && !asked && (latin || (digits ? !/q|扣扣/i.test(program) : !/[\d_-]/.test(account))))
      continue;
    const end = match.index + whole.length;
    const start = end - account.length;
    if (/^[ ]?(?:元|万|人|个|次|年|条)/.test(text.slice(end, end + 3))) continue;
    found.push({ kind: 'account', start, end, mask: `${original.slice(start, start + 2)}****` });
  }
  return found;
}

const PAPER =
  /(?:护照|通行证|军官证|士兵证|居留证|居住证|台胞证|回乡证)(?:号码?|证号|编号)?[ ]{0,2}[:是为(]?[ ]{0,2}([A-Z]{1,2}\d{7,9}|[\u4e00-\u9fff]{1,2}字第\d{5,9}号)(?![\w])/gi;

/** Numbers of papers that a person travels or serves with, where the text names the paper. */
export function findPapers({ text, original }: Source): Finding[] {
  return matchesOf(PAPER, text).map((match) => {
    const end = match.index + match[0].length;
    const start = end - (match[1] ?? '').length;
    return { kind: 'id-card', start, end, mask: `${original.slice(start, start + 2)}****` };
  });
}

const LINK = /(?:https?:\/\/|www\.)[!-~]*/gi;

/** Where web addresses stand, in order. */
export function linkSpans({ text }: Source): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  for (const match of matchesOf(LINK, text)) {
    const end = match.index + match[0].length;
    if (end - match.index > 8) spans.push({ start: match.index, end });
  }
  return spans;
}
