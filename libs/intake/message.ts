// Checks one message that a person or a machine hands in, and brings it into the one shape of intake.
import { type Channel, channelNames, isChannel } from './channels';
import { readDate } from './date';
import { resolver } from './feed-item';
import { firstWords } from './hotline-row';
import { plainLine, plainText } from './html';
import { type Refused, refuse } from './sentence';

/** A message as intake takes it in. Absent is null; the instant is ISO 8601 UTC. There is no author: it is dropped. */
export type MessageInput = {
  externalId: string | null;
  channel: Channel;
  title: string;
  body: string;
  url: string | null;
  publishedAt: string | null;
  place: string | null;
  agency: string | null;
};

const TITLE = 500;
const BODY_BYTES = 1_048_576;
const LABEL = 200;

/**
 * Checks a message. HTML becomes plain text, a title is cut at 500 characters and a body at 1 MB of UTF-8; a missing
 * title is made from the first words of the body. Without a channel it counts as `hotline`.
 * @param input anything at all
 */
export function checkMessage(input: unknown): { message: MessageInput } | { refused: Refused } {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return refuse(
      'message.not-an-object',
      '每条信息应是一个 JSON 对象。',
      'Each message must be a JSON object.',
    );
  }
  const bag = input as Record<string, unknown>;
  const wrong = ['title', 'body', 'url', 'place', 'agency'].find((name) => !isTextOrAbsent(bag[name]));
  if (wrong !== undefined) {
    return refuse('message.not-text', `“${wrong}”应是文字。`, `"${wrong}" must be text.`);
  }
  const channel = bag.channel ?? 'hotline';
  if (!isChannel(channel)) {
    const known = Object.keys(channelNames).join(', ');
    return refuse(
      'message.channel',
      `“channel”应为以下之一：${known}。`,
      `"channel" must be one of: ${known}.`,
    );
  }
  return withText(bag, channel);
}

function withText(
  bag: Record<string, unknown>,
  channel: Channel,
): { message: MessageInput } | { refused: Refused } {
  const title = cutLetters(plainLine(textOf(bag.title).slice(0, 20_000)), TITLE);
  const body = cutBytes(plainText(textOf(bag.body).slice(0, 4 * BODY_BYTES)), BODY_BYTES);
  if (title === '' && body === '') {
    return refuse('message.no-text', '标题和正文都是空的。', 'Title and body are both empty.');
  }
  const url = textOf(bag.url).trim();
  const address = url === '' ? null : resolver()(url);
  if (url !== '' && (address === null || url.length > 2000)) {
    return refuse(
      'message.url',
      '链接应以 http:// 或 https:// 开头。',
      'The address must begin with http:// or https://.',
    );
  }
  const written = bag.publishedAt ?? null;
  const publishedAt = typeof written === 'string' || typeof written === 'number' ? readDate(written) : null;
  if (written !== null && written !== '' && publishedAt === null) {
    const zh = '“publishedAt”不是可识别的日期；请写成如 2026-04-25T09:30:00+08:00。';
    return refuse(
      'message.date',
      zh,
      '"publishedAt" is no date that can be read; write it like 2026-04-25T09:30:00+08:00.',
    );
  }
  return {
    message: {
      externalId: idOf(bag.externalId),
      channel,
      title: title || firstWords(body),
      body,
      url: address,
      publishedAt,
      place: label(bag.place),
      agency: label(bag.agency),
    },
  };
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function idOf(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : textOf(value).trim();
  return text === '' ? null : cutLetters(text, LABEL);
}

function label(value: unknown): string | null {
  const text = plainLine(textOf(value).slice(0, 4000));
  return text === '' ? null : cutLetters(text, LABEL);
}

/** Cuts at a number of UTF-16 units, never through a character. */
function cutLetters(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}

/** Cuts at a number of bytes of UTF-8, never through a character. */
function cutBytes(text: string, most: number): string {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= most) return text;
  let end = most;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}
