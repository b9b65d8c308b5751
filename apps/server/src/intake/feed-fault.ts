// Why a feed could not be fetched or read: a code for ever, and a sentence in each language that says what to do.
import type { OfferedFeed } from '#intake';
import { Refusal } from '../platform/problem';

export type Trouble = { code: string; zh: string; en: string };

const sentences: Record<string, [zh: string, en: string]> = {
  'feed.bad-address': [
    '地址无效：请填写以 http:// 或 https:// 开头的完整地址。',
    'Not a usable address: give a full one beginning with http:// or https://.',
  ],
  'feed.credentials': [
    '地址中不能带用户名和口令，它们会被查看者看到。',
    'The address may not carry a user name or password: everyone who sees the source would see them.',
  ],
  'feed.unreachable': [
    '连接不上该地址，请检查地址是否正确、对方网站是否正常。',
    'The address cannot be reached; check that it is right and that the site is up.',
  ],
  'feed.timeout': [
    '对方网站迟迟没有答复，请稍后再试。',
    'The site took too long to answer; try again later.',
  ],
  'feed.tls': [
    '对方网站的安全证书有问题，已拒绝连接；请联系该网站。',
    'The security certificate of the site is at fault, so it was not trusted; tell its keeper.',
  ],
  'feed.refused-address': [
    '该地址指向内部网络或保留地址，已拒绝访问；确需订阅时，请管理员把它列入 FETCH_ALLOW。',
    'The address leads into a private or reserved network and was refused; an administrator may list it in FETCH_ALLOW.',
  ],
  'feed.redirects': [
    '该地址转来转去，没有终点；请填写最终的订阅地址。',
    'The address redirects without end; give the address at which the feed really is.',
  ],
  'feed.bad-answer': [
    '对方网站的答复无法解读（压缩或传输有误）。',
    'The answer could not be decoded: its compression or transfer is broken.',
  ],
  'feed.cut-off': [
    '对方网站的答复中途断开，没有传完；完整的条目已收下，请联系该网站。',
    'The answer of the site broke off before its end; what came whole was taken in. Tell its keeper.',
  ],
  'feed.http-401': [
    '该地址需要登录才能访问，无法订阅。',
    'The address asks for a sign-in, so it cannot be followed.',
  ],
  'feed.http-403': [
    '对方网站拒绝了访问，请联系该网站或换一个地址。',
    'The site refused access; ask its keeper or use another address.',
  ],
  'feed.http-404': [
    '该地址不存在（404），请检查订阅地址。',
    'Nothing is at this address (404); check the address of the feed.',
  ],
  'feed.http-410': [
    '对方已永久撤下该订阅（410），不再抓取；请换一个地址或删除该信息源。',
    'The feed was taken down for good (410) and is no longer polled; give another address or remove the source.',
  ],
  'feed.http-429': [
    '对方网站嫌抓取过于频繁（429），已放慢。',
    'The site asks to be polled less often (429); we slowed down.',
  ],
  'feed.empty': [
    '该地址返回的内容为空，请确认订阅地址是否正确。',
    'The answer is empty; check the address of the feed.',
  ],
  'feed.html': [
    '该地址是一个网页，不是订阅源；请填写网页上“RSS/订阅”链接的地址。',
    'This is a web page, not a feed; give the address behind its RSS link.',
  ],
  'feed.not-a-feed': [
    '内容不是 RSS、Atom、RDF 或 JSON Feed，无法读取。',
    'This is no RSS, Atom, RDF or JSON Feed, so it cannot be read.',
  ],
  'feed.too-deep': [
    '订阅源结构异常（标签嵌套过深或大量未闭合），已拒绝读取；请联系源站。',
    'The feed nests its tags too deeply or leaves too many open, and was refused; tell its publisher.',
  ],
  'feed.too-large': [
    '订阅源超过 10 MB，已拒绝读取；请改用条目较少的地址。',
    'The feed is larger than 10 MB and was refused; use an address that brings fewer items.',
  ],
  'feed.too-slow': [
    '订阅源内容异常，解析超时，已停止；请联系源站。',
    'The feed took too long to read and was given up; tell its publisher.',
  ],
  'feed.no-items': [
    '订阅源可以读取，但其中没有任何条目。',
    'The feed can be read, but there is not a single item in it.',
  ],
};

/** The sentence of a code; any HTTP status without one of its own gets a general one. */
export function troubleOf(code: string): Trouble {
  const known = sentences[code];
  if (known) return { code, zh: known[0], en: known[1] };
  const status = /^feed\.http-(\d{3})$/.exec(code)?.[1];
  if (status)
    return {
      code,
      zh: `对方网站答复了 ${status}，没有给出内容，请稍后再试或检查地址。`,
      en: `The site answered ${status} and gave no content; try again later or check the address.`,
    };
  return {
    code,
    zh: '读取该信息源时出错，请稍后再试。',
    en: 'The source could not be read; try again later.',
  };
}

/** Thrown by fetching and reading; says nothing of the address, so that it may be logged. */
export class FeedFault extends Error {
  override name = 'FeedFault';

  constructor(
    readonly code: string,
    /** How long the site asks to be left alone, in seconds. */
    readonly retryAfterSeconds: number | null = null,
    /** Feeds that the page names which came instead of one. */
    readonly offered: readonly OfferedFeed[] = [],
  ) {
    super(code);
  }
}

/** The fault as an answer to the person who tried the address. */
export function refusalOf(fault: FeedFault): Refusal {
  const { code, zh, en } = troubleOf(fault.code);
  return new Refusal(422, code, zh, en);
}
