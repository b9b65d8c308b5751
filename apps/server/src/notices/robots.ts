// Group robots of WeCom, DingTalk and Feishu: how each wants to be written to and signed, and what its answer means. Pure.
import { createHmac } from 'node:crypto';

export type RobotKind = 'wecom' | 'dingtalk' | 'feishu';
export type Robot = { url: string; signSecret: string | null };

/** WeCom takes 2,048 bytes of text, the others more; a notice that says more than this says too much. */
const MOST_BYTES = 2_000;
/** All three allow some 20 messages a minute to a group; then they ask for patience without saying how long. */
const PATIENCE_S = 60;

const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64');

/**
 * The request that says a text in a group. DingTalk is signed in the address (`timestamp` in ms, key the secret, text
 * `timestamp\nsecret`), Feishu in the body (`timestamp` in s, key `timestamp\nsecret`, no text); WeCom has no signature,
 * its address is its secret. Sources: developer.work.weixin.qq.com 91770 群机器人配置说明; open.dingtalk.com 自定义机器人安全设置;
 * open.feishu.cn 自定义机器人使用指南.
 */
export function robotLetter(kind: RobotKind, { url, signSecret }: Robot, text: string, at: Date) {
  const said = cut(text);
  if (kind === 'feishu') {
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const signed = signSecret ? { timestamp, sign: hmac(`${timestamp}\n${signSecret}`, '') } : {};
    return { url, body: { ...signed, msg_type: 'text', content: { text: said } } };
  }
  const body = { msgtype: 'text', text: { content: said } };
  if (kind === 'wecom' || !signSecret) return { url, body };
  const address = new URL(url);
  const timestamp = String(at.getTime());
  address.searchParams.set('timestamp', timestamp);
  address.searchParams.set('sign', hmac(signSecret, `${timestamp}\n${signSecret}`));
  return { url: address.href, body };
}

export type RobotAnswer = {
  /** Null when the message stands in the group, else the robot's own number of the fault, or that it said nothing readable. */
  fault: string | null;
  /** No further attempt can help: the address or the signature is wrong, the robot is gone. */
  isFinal: boolean;
  retryAfterSeconds: number | null;
};

/** Numbers by which a robot says that its address, its signature or its group is no more, or never was. */
const final: Record<RobotKind, readonly number[]> = {
  wecom: [93000, 93004, 93008, 93017],
  dingtalk: [300001, 310000, 400013, 400101, 400102],
  feishu: [19001, 19021, 19022, 19024],
};
/** And that it was written to too often. */
const hasty: Record<RobotKind, readonly number[]> = {
  wecom: [45009],
  dingtalk: [130101, 130102, 90018, 90030, 660026],
  feishu: [11232],
};

/** Reads the answer of a robot: all three say 200 whatever happened, and the fault stands in the body. */
export function readRobotAnswer(kind: RobotKind, text: string | null): RobotAnswer {
  const said = parse(text);
  const number = kind === 'feishu' ? (said?.code ?? said?.StatusCode) : said?.errcode;
  if (typeof number !== 'number') return { fault: 'bad-answer', isFinal: false, retryAfterSeconds: null };
  if (number === 0) return { fault: null, isFinal: false, retryAfterSeconds: null };
  return {
    fault: `${kind}-${number}`,
    isFinal: final[kind].includes(number),
    retryAfterSeconds: hasty[kind].includes(number) ? PATIENCE_S : null,
  };
}

function parse(text: string | null): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function cut(text: string): string {
  if (Buffer.byteLength(text) <= MOST_BYTES) return text;
  let short = text;
  while (Buffer.byteLength(short) > MOST_BYTES - 3) short = short.slice(0, -1);
  return `${short.replace(/[\ud800-\udbff]$/, '')}…`;
}
