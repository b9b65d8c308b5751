// The life of a hotline case as a machine hands it in beside the words: received, assigned, due, replied, satisfaction.
import { readDate } from './date';
import { plainLine, plainText } from './html';
import { type Refused, refuse } from './sentence';

/** Absent is null; instants are ISO 8601 UTC. `flags` as in a record that was imported. */
export type HotlineLife = {
  kind: string | null;
  receivedAt: string | null;
  assignedAt: string | null;
  dueAt: string | null;
  repliedAt: string | null;
  replyBody: string | null;
  satisfaction: string | null;
  flags: string[];
};

const INSTANTS = ['receivedAt', 'assignedAt', 'dueAt', 'repliedAt'] as const;
const TEXTS = ['kind', 'replyBody', 'satisfaction'] as const;
const LABEL = 200;
const REPLY = 100_000;

/**
 * Reads the `hotline` of a message handed in. Dates without a zone are read in Asia/Shanghai; a reply is cut at
 * 100,000 characters, a label at 200.
 * @param input anything at all; absent is no life
 */
export function readHotlineLife(input: unknown): { life: HotlineLife | null } | { refused: Refused } {
  if (input === undefined || input === null) return { life: null };
  if (typeof input !== 'object' || Array.isArray(input)) return notAnObject();
  const bag = input as Record<string, unknown>;
  const wrong = TEXTS.find((field) => bag[field] != null && typeof bag[field] !== 'string');
  if (wrong !== undefined)
    return refuse('message.not-text', `“hotline.${wrong}”应是文字。`, `"hotline.${wrong}" must be text.`);
  const instants = { receivedAt: null, assignedAt: null, dueAt: null, repliedAt: null } as Record<
    (typeof INSTANTS)[number],
    string | null
  >;
  for (const field of INSTANTS) {
    const written = bag[field] ?? '';
    if (written === '') continue;
    instants[field] = typeof written === 'string' || typeof written === 'number' ? readDate(written) : null;
    if (instants[field] === null) return notADate(field);
  }
  const { receivedAt, repliedAt } = instants;
  const label = (value: unknown): string | null =>
    plainLine(String(value ?? '').slice(0, 4000)).slice(0, LABEL) || null;
  const flags =
    receivedAt !== null && repliedAt !== null && repliedAt < receivedAt ? ['negative-interval'] : [];
  return {
    life: {
      kind: label(bag.kind),
      ...instants,
      replyBody: plainText(String(bag.replyBody ?? '').slice(0, REPLY)) || null,
      satisfaction: label(bag.satisfaction),
      flags: receivedAt === null ? [...flags, 'no-received-date'] : flags,
    },
  };
}

const notAnObject = () =>
  refuse('message.hotline', '“hotline”应是一个 JSON 对象。', '"hotline" must be a JSON object.');
const notADate = (field: string) =>
  refuse(
    'message.date',
    `“hotline.${field}”不是可识别的日期；请写成如 2026-04-25T09:30:00+08:00。`,
    `"hotline.${field}" is no date that can be read; write it like 2026-04-25T09:30:00+08:00.`,
  );
