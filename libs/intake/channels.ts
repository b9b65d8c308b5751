// The doors through which citizens' words and the press reach a news office, and their Chinese names.

/** Every way a message can arrive (mianyang-2018 (十二), lanling-2019-9 一(四), xinxing-2017 二(二)). */
export type Channel =
  | 'feed'
  | 'hotline'
  | 'mailbox'
  | 'online-inquiry'
  | 'tv-inquiry'
  | 'interview'
  | 'comment'
  | 'phone';

/** The Chinese name of each channel. */
export const channelNames: Readonly<Record<Channel, string>> = {
  feed: '新闻订阅',
  hotline: '12345热线',
  mailbox: '领导信箱',
  'online-inquiry': '网络问政',
  'tv-inquiry': '电视问政',
  interview: '在线访谈',
  comment: '网友留言',
  phone: '电话',
};

/** Every channel, in the order in which a person is offered them. */
export const channels = Object.keys(channelNames) as readonly Channel[];

/** Whether a value from outside names a channel. */
export function isChannel(value: unknown): value is Channel {
  return typeof value === 'string' && Object.hasOwn(channelNames, value);
}
