// The pure parts of revising: what is new when a known message comes again, and what it leaves as it was.
import { createHash } from 'node:crypto';
import { fingerprint } from '#intake';
import type { HotlineInput } from './mask';
import type { MaskedRow, Row } from './receive.parts';

/** Which parts of a message a revision changed; `masked` where only masked personal data differ. */
export type Changed =
  | 'title'
  | 'body'
  | 'masked'
  | 'place'
  | 'agency'
  | Exclude<keyof HotlineInput, 'flags' | 'agency'>;
/** A message as it stands, with all that decides whether a text under some name is new to it. */
export type Held = {
  title: string;
  body: string;
  place: string | null;
  agency: string | null;
  hotline: HotlineInput | null;
  /** Whose record it is; null where nobody has claimed it. */
  owner: string | null;
  /** Digests of every text that the message has had, in hexadecimal. */
  prints: ReadonlySet<string>;
};
/** What is known of the name under which it comes. */
export type Name = {
  key: string;
  /** The place where the message was first seen: what it says is the message's text. */
  lead: boolean;
  /** Seen here for the first time: what it said before is nothing. */
  fresh: boolean;
  /** Digest of what it last said, in hexadecimal. */
  lastPrint: string;
  /** The record as this name last told it, where that is not the message's own. */
  ownRecord: HotlineInput | null;
};
export type Decision = {
  how: 'edited' | 'elsewhere';
  changed: Changed[];
  /** The message after it; the text, place and agency only move with the lead. */
  next: Held;
  /** The record as this name now tells it. */
  told: HotlineInput | null;
};

const LIFE = [
  'kind',
  'agency',
  'receivedAt',
  'assignedAt',
  'dueAt',
  'repliedAt',
  'replyBody',
  'satisfaction',
] as const;

/**
 * Whether a known name says what it said before. A feed shows the present, so its last word counts; a file or a
 * retried call may be an old one, so there everything ever said under the name is a repeat.
 */
export function saysNothingNew(row: Row, seen: { print: Buffer; said: Buffer[] | null }): boolean {
  if (seen.said === null)
    return row.message.hotline === null && row.prints.some((print) => print.equals(seen.print));
  if (row.message.channel === 'feed') return seen.said.at(-1)?.equals(row.said) ?? false;
  return seen.said.some((said) => said.equals(row.said));
}

/** What is new, or null. What a later file leaves empty stays as it was known. */
export function decide(held: Held, name: Name, row: MaskedRow): Decision | null {
  const isNewText = textIsNew(held, name, row);
  const text: Changed[] = isNewText ? textChanges(held, row) : [];
  const incoming = row.masked.hotline;
  const claims = held.owner === null ? name.lead || held.hotline === null : held.owner === name.key;
  const mine = incoming !== null && claims;
  const base = mine ? held.hotline : (name.ownRecord ?? held.hotline);
  const told = incoming === null ? name.ownRecord : merged(base, incoming);
  const life = incoming === null || told === null ? [] : lifeChanges(base, told);
  const place = name.lead ? placeChanges(held, row) : [];
  const changed = [...new Set<Changed>([...text, ...place, ...life])];
  if (changed.length === 0) return null;
  const moved = name.lead
    ? {
        ...(isNewText ? { title: row.masked.title, body: row.masked.body } : {}),
        place: row.masked.place ?? held.place,
        agency: row.masked.agency ?? held.agency,
      }
    : {};
  const record = mine ? { hotline: told, owner: name.key } : {};
  const prints = new Set([...held.prints, row.hex]);
  return {
    how: name.lead ? 'edited' : 'elsewhere',
    changed,
    next: { ...held, ...moved, ...record, prints },
    told,
  };
}

function textIsNew(held: Held, { lead, fresh, lastPrint }: Name, row: Row): boolean {
  const prints = row.prints.map((print) => print.toString('hex'));
  if (!fresh && prints.includes(lastPrint)) return false;
  return lead || !prints.some((print) => held.prints.has(print));
}

/** By words, not by writing or marks; what was masked cannot be compared here, but its digest differed. */
function textChanges(held: Held, { masked }: MaskedRow): Changed[] {
  const changed: Changed[] = [];
  if (fingerprint(held.title, '') !== fingerprint(masked.title, '')) changed.push('title');
  if (fingerprint('', held.body) !== fingerprint('', masked.body)) changed.push('body');
  return changed.length ? changed : ['masked'];
}

function placeChanges(held: Held, { masked }: MaskedRow): Changed[] {
  return (['place', 'agency'] as const).filter(
    (field) => masked[field] !== null && masked[field] !== held[field],
  );
}

function merged(base: HotlineInput | null, incoming: HotlineInput): HotlineInput {
  if (base === null) return incoming;
  const record = { ...base, flags: incoming.flags };
  for (const field of LIFE) record[field] = incoming[field] ?? base[field];
  // A reply that is known is not missing because a later file has no column for it.
  record.flags = incoming.flags.filter(
    (flag) =>
      !(flag === 'no-reply' && record.replyBody !== null) &&
      !(flag === 'no-received-date' && record.receivedAt !== null),
  );
  return record;
}

function lifeChanges(base: HotlineInput | null, told: HotlineInput): Changed[] {
  return LIFE.filter((field) => told[field] !== (base?.[field] ?? null));
}

/**
 * Rows whose name is known or comes more than once, in the order in which they speak: a feed's name speaks once a
 * call, with its first item; any other name as often as it says something else.
 */
export function furtherRows(rows: readonly Row[], known: ReadonlyMap<string, unknown>): Row[] {
  const said = new Map<string, Set<string>>();
  return rows.filter((row) => {
    const key = row.called;
    const before = said.get(key);
    const state = row.said.toString('hex');
    if (before?.has(state) || (before && row.message.channel === 'feed')) return false;
    said.set(key, (before ?? new Set()).add(state));
    return before !== undefined || known.has(key);
  });
}

/** Digest of a batch's revisions, for the ledger. */
export function digestOfRevisions(
  revisions: readonly { messageId: string; no: number; print: Buffer; said: Buffer }[],
): string {
  const digest = createHash('sha256');
  for (const { messageId, no, print, said } of revisions)
    digest.update(`${messageId} ${no} ${print.toString('hex')} ${said.toString('hex')}\n`);
  return digest.digest('hex');
}
