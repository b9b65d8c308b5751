// Entries: the one spelling (RFC 8785), the leaf hash on both sides, and what is refused.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalEntry, canonicalJson, canonicalText, type JsonObject, type LedgerEntry } from './canonical';
import { leafHash, leafHashOf } from './entry';
import * as browser from './in-browser';
import { sha256InPlainScript } from './sha-256';

const entry = (over: Partial<LedgerEntry> = {}): LedgerEntry => ({
  seq: 1,
  at: '2026-03-01T00:00:00.000Z',
  kind: 'incident.opened',
  actor: { kind: 'officer', id: 'o-1', name: '柳青' },
  subject: { type: 'incident', id: 'i-1' },
  jurisdictionId: null,
  body: { z: 1, a: [true, null], 题: '停水' },
  ...over,
});
const told = (value: unknown) => () => canonicalJson(value as JsonObject);

test('an entry is spelt in one way, whatever the order of its members', () => {
  const spelt =
    '{"actor":{"id":"o-1","kind":"officer","name":"柳青"},"at":"2026-03-01T00:00:00.000Z",' +
    '"body":{"a":[true,null],"z":1,"题":"停水"},"jurisdictionId":null,"kind":"incident.opened","seq":1,' +
    '"subject":{"id":"i-1","type":"incident"}}';
  expect(canonicalText(entry())).toBe(spelt);
  const shuffled = { extraColumn: 'left out', ...entry({ body: { 题: '停水', a: [true, null], z: 1 } }) };
  expect(canonicalText(shuffled)).toBe(spelt);
  const expected = createHash('sha256').update(`\0${spelt}`).digest('hex');
  expect(Buffer.from(leafHash(entry())).toString('hex')).toBe(expected);
  expect(Buffer.from(leafHashOf(canonicalEntry(entry()))).toString('hex')).toBe(expected);
});

test('the page computes the same leaf, with WebCrypto and without it', async () => {
  const expected = Buffer.from(leafHash(entry())).toString('hex');
  expect(browser.toHex(await browser.leafHash(entry()))).toBe(expected);
  const prefixed = Buffer.concat([Buffer.from([0]), canonicalEntry(entry())]);
  expect(browser.toHex(sha256InPlainScript(prefixed))).toBe(expected);
});

test('SHA-256 in plain script is SHA-256 at every length around its blocks', () => {
  for (const length of [...Array(200).keys(), 1000, 4096, 65_537]) {
    const data = Uint8Array.from({ length }, (_, at) => (at * 31 + length) % 256);
    expect(browser.toHex(sha256InPlainScript(data))).toBe(createHash('sha256').update(data).digest('hex'));
  }
});

describe('RFC 8785', () => {
  // Appendix B of the RFC: the bits of a double, and how it is written.
  test.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('number %s is written %s', (bits, written) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(written);
  });

  test('names are sorted by UTF-16 code units (§3.2.3)', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'];
    const written = canonicalJson(Object.fromEntries(names.map((name) => [name, 0])));
    expect(Object.keys(JSON.parse(written)).filter((name) => name !== '1')).toEqual(
      sorted.filter((name) => name !== '1'),
    );
    expect(written).toBe(`{${sorted.map((name) => `${JSON.stringify(name)}:0`).join(',')}}`);
  });

  test('text is escaped only where it must be (§3.2.2.2)', () => {
    const text = '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/';
    expect(canonicalJson(text)).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
  });
});

describe('what a JSON column cannot give back unchanged is refused', () => {
  const circle: { me?: unknown } = {};
  circle.me = circle;
  test.each([
    ['NaN', { a: Number.NaN }],
    ['infinity', [Infinity]],
    ['a Date', { at: new Date(0) }],
    ['a Map', { m: new Map() }],
    ['a function', { f: () => 1 }],
    ['a bigint', { n: 1n }],
    ['undefined in a list', [undefined]],
    ['half a character', { a: '\ud83d' }],
    ['half a character in a name', { '\ude00': 1 }],
    ['U+0000', { a: 'a\u0000b' }],
    ['a toJSON member', { toJSON: 1, b: 1, a: 1 }],
    ['a circle', circle],
  ])('%s', (_, value) => {
    expect(told(value)).toThrow(expect.objectContaining({ code: 'entry.not-json' }));
  });

  test('but undefined members are dropped, and one object may stand under two names', () => {
    const shared = { b: 1 };
    expect(canonicalJson({ to: shared, toOther: shared, gone: undefined })).toBe(
      '{"to":{"b":1},"toOther":{"b":1}}',
    );
    expect(canonicalJson(JSON.parse('{"__proto__":{"b":1},"a":1}'))).toBe('{"__proto__":{"b":1},"a":1}');
  });
});

test.each<[string, Partial<LedgerEntry>]>([
  ['seq 0', { seq: 0 }],
  ['a fraction', { seq: 1.5 }],
  ['an instant without milliseconds', { at: '2026-03-01T00:00:00Z' }],
  ['an instant in local time', { at: '2026-03-01T08:00:00.000+08:00' }],
  ['an instant that is none', { at: '2026-13-01T00:00:00.000Z' }],
  ['no kind', { kind: '' }],
  ['an unknown actor', { actor: { kind: 'robot' as 'system', id: null, name: 'x' } }],
  ['a list as body', { body: [] as unknown as JsonObject }],
])('a malformed entry is refused: %s', (_, over) => {
  expect(() => canonicalEntry(entry(over))).toThrow(expect.objectContaining({ code: 'entry.malformed' }));
});

test('what a page imports reaches no Node module', () => {
  const seen = new Set<string>();
  const follow = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, from] of readFileSync(join(__dirname, `${file}.ts`), 'utf8').matchAll(/from '([^']+)'/g)) {
      expect(from).toMatch(/^(\.\/[\w-]+|json-canonicalize)$/);
      if (from!.startsWith('./')) follow(from!.slice(2));
    }
  };
  follow('in-browser');
  expect([...seen].sort()).toEqual(['canonical', 'in-browser', 'sha-256', 'tree-shape']);
});
