// One entry of the ledger, and the one spelling of it that is hashed; needs no Node, so a web page can use it too.
import { canonicalizeEx } from 'json-canonicalize';

export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;
export type JsonObject = { [name: string]: JsonValue | undefined };

export type LedgerActor = { kind: 'officer' | 'token' | 'system'; id: string | null; name: string };
export type LedgerSubject = { type: string; id: string };

/** One act. `seq` counts from 1 without gaps; its leaf in the tree has index `seq - 1`. `at` is ISO 8601, UTC, ms. */
export type LedgerEntry = {
  seq: number;
  at: string;
  kind: string;
  actor: LedgerActor;
  subject: LedgerSubject;
  jurisdictionId: string | null;
  body: JsonObject;
};

export type LedgerRefusalCode =
  | 'entry.not-json'
  | 'entry.malformed'
  | 'ledger.node-missing'
  | 'ledger.bad-range'
  | 'checkpoint.malformed'
  | 'key.malformed'
  | 'bundle.not-empty';

/** What this room throws when it is asked for something that must not enter the ledger or cannot be computed. */
export class LedgerRefusal extends Error {
  constructor(
    readonly code: LedgerRefusalCode,
    message: string,
  ) {
    super(message);
    this.name = 'LedgerRefusal';
  }
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const deepest = 64;

/**
 * The bytes that are hashed for an entry: RFC 8785 (JCS) over exactly the seven fields of `LedgerEntry`, UTF-8.
 * Other properties of the object (a row's columns, say) are left out; `undefined` members of the body are dropped,
 * as the database drops them.
 * Throws `LedgerRefusal` `entry.malformed` when a field has the wrong shape, `entry.not-json` when the body holds
 * what a JSON column cannot give back unchanged (a Date, NaN, a lone surrogate, U+0000, a `toJSON` member, …).
 */
export function canonicalEntry(entry: LedgerEntry): Uint8Array {
  return new TextEncoder().encode(canonicalText(entry));
}

/** The same as `canonicalEntry`, as text: one line, for `entries.jsonl` and for showing on a page. */
export function canonicalText(entry: LedgerEntry): string {
  refuseMalformed(entry);
  const { seq, at, kind, actor, subject, jurisdictionId, body } = entry;
  return canonicalJson({
    seq,
    at,
    kind,
    actor: { kind: actor.kind, id: actor.id, name: actor.name },
    subject: { type: subject.type, id: subject.id },
    jurisdictionId,
    body,
  });
}

/** RFC 8785 text of any JSON value, after refusing everything that is not JSON. Throws `entry.not-json`. */
export function canonicalJson(value: JsonValue): string {
  return canonicalizeEx(plain(value, '$', 0), { strictUndefined: true });
}

function refuseMalformed(entry: LedgerEntry): void {
  const wrong = (what: string) => new LedgerRefusal('entry.malformed', `entry ${entry.seq}: ${what}`);
  if (!Number.isSafeInteger(entry.seq) || entry.seq < 1) throw wrong('seq must be a whole number from 1');
  if (!instant.test(entry.at) || Number.isNaN(Date.parse(entry.at))) {
    throw wrong(`at must be an instant such as 2026-01-31T08:00:00.000Z, not ${entry.at}`);
  }
  if (typeof entry.kind !== 'string' || entry.kind === '') throw wrong('kind must not be empty');
  if (!['officer', 'token', 'system'].includes(entry.actor?.kind)) throw wrong('actor.kind is unknown');
  if (typeof entry.subject?.type !== 'string' || typeof entry.subject.id !== 'string') {
    throw wrong('subject needs a type and an id');
  }
  if (entry.body === null || typeof entry.body !== 'object' || Array.isArray(entry.body)) {
    throw wrong('body must be an object');
  }
}

/*
 * A fresh copy made of plain objects, arrays and scalars only. The copy also keeps the JCS library out of two holes:
 * it takes any object with a `toJSON` member out of the sorting, and it calls one object met under two names that
 * share a prefix ("$.to", "$.toOther") a circle.
 */
function plain(value: unknown, path: string, depth: number): JsonValue {
  const wrong = (why: string) => new LedgerRefusal('entry.not-json', `${path} ${why}`);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return plainText(value, path);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw wrong(`is ${value}, which JSON cannot hold`);
    return value;
  }
  if (typeof value !== 'object') throw wrong(`is of type ${typeof value}, which JSON cannot hold`);
  if (depth >= deepest) throw wrong(`is nested deeper than ${deepest} levels, or in a circle`);
  if (Array.isArray(value)) return value.map((item, at) => plain(item, `${path}[${at}]`, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  // A plain object of another realm (a worker, a test's sandbox) has a foreign Object.prototype: ask for its shape.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw wrong('is not a plain object; write instants as ISO strings and bytes as text');
  }
  const copy: JsonObject = Object.create(null);
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    if (name === 'toJSON') throw wrong('must not have a member named toJSON');
    copy[plainText(name, `${path}, a name`)] = plain(member, `${path}.${name}`, depth + 1);
  }
  return copy;
}

function plainText(text: string, path: string): string {
  if (/\p{Surrogate}/u.test(text))
    throw new LedgerRefusal('entry.not-json', `${path} holds half a character (a lone surrogate)`);
  if (text.includes('\u0000'))
    throw new LedgerRefusal('entry.not-json', `${path} holds U+0000, which PostgreSQL cannot keep`);
  return text;
}
