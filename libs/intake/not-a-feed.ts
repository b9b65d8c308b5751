// Why a document cannot be read as a feed, said so that a person knows what to do.

export type NotAFeedCode =
  | 'feed.empty'
  | 'feed.html'
  | 'feed.not-a-feed'
  | 'feed.too-deep'
  | 'feed.too-large';

const sentences: Record<NotAFeedCode, string> = {
  'feed.empty':
    '该地址返回的内容为空，请确认订阅地址是否正确。The answer is empty; check the address of the feed.',
  'feed.html':
    '该地址是一个网页，不是订阅源；请填写网页上“RSS/订阅”链接的地址。' +
    'This is a web page, not a feed; give the address behind its RSS link.',
  'feed.not-a-feed':
    '内容不是 RSS、Atom、RDF、CDF 或 JSON Feed，无法读取。' +
    'This is no RSS, Atom, RDF, CDF or JSON Feed, so it cannot be read.',
  'feed.too-deep':
    '订阅源结构异常（标签嵌套过深或大量未闭合），已拒绝读取；请联系源站。' +
    'The feed nests its tags too deeply or leaves too many open; it was refused. Tell its publisher.',
  'feed.too-large':
    '订阅源超过允许的大小，已拒绝读取；请改用条目较少的地址。' +
    'The feed is larger than allowed; use an address that brings fewer items.',
};

/** Thrown by `parseFeed` for a document that is no feed or may not be read; the message is fit for a person. */
export class NotAFeed extends Error {
  override readonly name = 'NotAFeed';

  constructor(
    readonly code: NotAFeedCode,
    detail = '',
  ) {
    super(detail ? `${sentences[code]} (${detail})` : sentences[code]);
  }
}
