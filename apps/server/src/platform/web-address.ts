// An address that people typed, as a whole one: what is none, or carries a password that everybody would see, is refused.
import { invalid } from './problem';

/** @throws Refusal `ROOM.bad-address`, `ROOM.credentials` */
export function webAddress(text: string, room: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '')
    throw invalid(
      `${room}.bad-address`,
      '地址无效：请填写以 http:// 或 https:// 开头的完整地址。',
      'Not a usable address: give a full one beginning with http:// or https://.',
    );
  if (url.username || url.password)
    throw invalid(
      `${room}.credentials`,
      '地址中不能带用户名和口令：推送由签名证明身份。',
      'The address may not carry a user name or password: the signature says who sends.',
    );
  url.hash = '';
  return url;
}
