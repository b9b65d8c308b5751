// Why a document cannot be read as a feed, said so that a person knows what to do.
import { bilingual, type Sentence } from './sentence';

export type NotAFeedCode =
  | 'feed.empty'
  | 'feed.html'
  | 'feed.not-a-feed'
  | 'feed.too-deep'
  | 'feed.too-large';

const sentences: Record<NotAFeedCode, Sentence> = {
  'feed.empty': {
    zh: '该地址返回的内容为空，请确认订阅地址是否正确。',
    en: 'The answer is empty; check the address of the feed.',
  },
  'feed.html': {
    zh: '该地址是一个网页，不是订阅源；请填写网页上“RSS/订阅”链接的地址。',
    en: 'This is a web page, not a feed; give the address behind its RSS link.',
  },
  'feed.not-a-feed': {
    zh: '内容不是 RSS、Atom、RDF、CDF 或 JSON Feed，无法读取；请确认订阅地址。',
    en: 'This is no RSS, Atom, RDF, CDF or JSON Feed; check the address of the feed.',
  },
  'feed.too-deep': {
    zh: '订阅源结构异常（标签嵌套过深或大量未闭合），已拒绝读取；请联系源站。',
    en: 'The feed nests its tags too deeply or leaves too many open, so it was refused; tell its publisher.',
  },
  'feed.too-large': {
    zh: '订阅源超过允许的大小，已拒绝读取；请改用条目较少的地址。',
    en: 'The feed is larger than allowed; use an address that brings fewer items.',
  },
};

/** Thrown by `parseFeed` for a document that is no feed or may not be read; the message is fit for a person. */
export class NotAFeed extends Error {
  override readonly name = 'NotAFeed';
  readonly zh: string;
  readonly en: string;

  constructor(
    readonly code: NotAFeedCode,
    detail = '',
  ) {
    const sentence = sentences[code];
    super(detail ? `${bilingual(sentence)} (${detail})` : bilingual(sentence));
    this.zh = sentence.zh;
    this.en = sentence.en;
  }
}
