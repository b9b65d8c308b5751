// Columns of many rows as PostgreSQL's binary arrays, for `unnest($1::uuid[], $2::text[], …)`: neither side writes out text and reads it again.
// Source: PostgreSQL 18, array_recv and the receive functions of each type.

/** The types' own numbers, the same in every PostgreSQL (pg_type.dat). */
const OID = { boolean: 16, bytes: 17, text: 25, instant: 1184, uuid: 2950, json: 3802 } as const;
/** Dimensions, whether one is null, the type, how many, the first one's number. */
const HEAD_BYTES = 20;
const LENGTH_BYTES = 4;
const NULL = -1;
/** PostgreSQL counts microseconds from 2000-01-01. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
/** The first byte of jsonb: how what follows is written. */
const JSON_VERSION = 1;

export type Value<T> = T | null;
/** Writes one value at `at`; how many bytes it took. */
type Write<T> = (into: Buffer, value: T, at: number) => number;

function column<T>(
  oid: number,
  values: readonly Value<T>[],
  sizeOf: (value: T) => number,
  write: Write<T>,
): Buffer {
  const size = values.reduce(
    (sum, value) => sum + LENGTH_BYTES + (value === null ? 0 : sizeOf(value)),
    HEAD_BYTES,
  );
  // Of its own, not a piece of a shared one: what crosses to another thread takes all that lies behind it along.
  const into = Buffer.allocUnsafeSlow(size);
  into.writeInt32BE(1, 0);
  into.writeInt32BE(values.includes(null) ? 1 : 0, 4);
  into.writeInt32BE(oid, 8);
  into.writeInt32BE(values.length, 12);
  into.writeInt32BE(1, 16);
  let at = HEAD_BYTES;
  for (const value of values) {
    const bytes = value === null ? NULL : write(into, value, at + LENGTH_BYTES);
    into.writeInt32BE(bytes, at);
    at += LENGTH_BYTES + Math.max(0, bytes);
  }
  return into;
}

const utf8 = (text: string): number => Buffer.byteLength(text);

export const uuids = (values: readonly Value<string>[]): Buffer =>
  column(OID.uuid, values, () => 16, writeUuid);

/** Digit by digit: every row has several, and none leaves a piece of text behind. */
function writeUuid(into: Buffer, id: string, at: number): number {
  if (id.length !== UUID_LENGTH) throw new RangeError('an id that is no UUID');
  let to = at;
  for (let i = 0; i < id.length; i += 1) {
    if (id.charCodeAt(i) === DASH) continue;
    into[to] = (digit(id.charCodeAt(i)) << 4) | digit(id.charCodeAt(i + 1));
    to += 1;
    i += 1;
  }
  return to - at;
}
const DASH = 45;
const UUID_LENGTH = 36;
/** Of a hexadecimal digit, small or capital. */
const digit = (code: number): number => (code & 15) + (code >> 6) * 9;

export const texts = (values: readonly Value<string>[]): Buffer =>
  column(OID.text, values, utf8, (into, text, at) => into.write(text, at));

export const bytes = (values: readonly Value<Uint8Array>[]): Buffer =>
  column(
    OID.bytes,
    values,
    ({ length }) => length,
    (into, value, at) => {
      into.set(value, at);
      return value.length;
    },
  );

export const booleans = (values: readonly Value<boolean>[]): Buffer =>
  column(
    OID.boolean,
    values,
    () => 1,
    (into, value, at) => into.writeUInt8(value ? 1 : 0, at) - at,
  );

/** To the millisecond. */
export const instants = (values: readonly Value<Date>[]): Buffer =>
  column(
    OID.instant,
    values,
    () => 8,
    (into, value, at) => into.writeBigInt64BE(BigInt(value.getTime() - EPOCH_MS) * 1000n, at) - at,
  );

/** Of JSON already written, as jsonb. */
export const jsons = (values: readonly Value<string>[]): Buffer =>
  column(
    OID.json,
    values,
    (json) => 1 + utf8(json),
    (into, json, at) => 1 + into.write(json, into.writeUInt8(JSON_VERSION, at)),
  );

/** A list as PostgreSQL writes an array of text: for a column of lists, cast back by `::text[]`. */
export const list = (values: readonly string[]): string =>
  values.length === 0 ? '{}' : `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
