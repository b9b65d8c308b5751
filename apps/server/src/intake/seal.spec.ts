// The seal opens for its own message only, under its own month's key, and shows nothing to whoever lacks the key.
import { randomBytes } from 'node:crypto';
import { KeyFault, type Keyring } from '../platform/keyring';
import { deriveKey } from '../platform/keys';
import { encrypt } from '../platform/wrap';
import { Seal } from './seal';

/** Keys in memory, as the keyring hands them out; `shut` is a keyring whose SECRET_KEY was changed elsewhere. */
class Keys implements Pick<Keyring, 'named' | 'find' | 'lasting'> {
  private readonly held = new Map<string, Buffer>();
  shut = false;

  async named(name: string): Promise<Buffer> {
    const held = this.held.get(name);
    if (!held && this.shut) throw new KeyFault('changed');
    const key = held ?? randomBytes(32);
    this.held.set(name, key);
    return key;
  }
  async find(name: string): Promise<Buffer | null> {
    return this.held.get(name) ?? null;
  }
  lasting(): Buffer {
    return this.held.get('fingerprint') ?? this.put('fingerprint', randomBytes(32));
  }
  put(name: string, key: Buffer): Buffer {
    this.held.set(name, key);
    return key;
  }
}
const sealWith = (keys: Keys) => new Seal(keys as unknown as Keyring);
const november = new Date('2026-11-30T23:59:59Z');
const december = new Date('2026-12-01T00:00:00Z');
const original = { title: '路灯不亮', body: '请回电 13800138000。' };

let keys: Keys;
let seal: Seal;
beforeEach(async () => {
  keys = new Keys();
  seal = sealWith(keys);
  await seal.prepare(november);
});

test('what was sealed comes back, and differs each time', async () => {
  const once = seal.seal('m-1', original);
  expect(await seal.open('m-1', once)).toEqual(original);
  expect(seal.seal('m-1', original).equals(once)).toBe(false);
  expect(once.toString('utf8')).not.toContain('13800138000');
});

test.each<[string, (sealed: Buffer) => Promise<unknown>]>([
  ['another message', (sealed) => seal.open('m-2', sealed)],
  ['another key', (sealed) => sealWith(new Keys()).open('m-1', sealed)],
  [
    'another month',
    async (sealed) => {
      await seal.prepare(december);
      return seal.open('m-1', Buffer.concat([Buffer.from('sealed:2026-12:'), sealed.subarray(15)]));
    },
  ],
  [
    'one altered byte',
    (sealed) => {
      sealed[30] = (sealed[30] ?? 0) ^ 1;
      return seal.open('m-1', sealed);
    },
  ],
  ['a cut end', (sealed) => seal.open('m-1', sealed.subarray(0, -1))],
  ['hardly anything', (sealed) => seal.open('m-1', sealed.subarray(0, 20))],
])('it does not open for %s', async (_, open) => {
  await expect(open(seal.seal('m-1', original))).rejects.toThrow();
});

test('a new month has a key of its own, and the old one still opens', async () => {
  const old = seal.seal('m-1', original);
  await seal.prepare(december);
  expect(seal.seal('m-1', original).toString('latin1', 0, 15)).toBe('sealed:2026-12:');
  expect(await seal.open('m-1', old)).toEqual(original);
});

test('what was sealed before there were months still opens', async () => {
  const key = keys.put(
    'original:first',
    deriveKey('a secret of at least thirty-two characters', 'original-text'),
  );
  const old = encrypt(key, 'm-1', Buffer.from(JSON.stringify(original)));
  expect(await seal.open('m-1', old)).toEqual(original);
});

test('a process whose SECRET_KEY was changed goes on with the key it has; one that never had any does not begin', async () => {
  keys.shut = true;
  await seal.prepare(december);
  expect(seal.seal('m-1', original).toString('latin1', 0, 15)).toBe('sealed:2026-11:');
  const late = new Keys();
  late.shut = true;
  await expect(sealWith(late).prepare(december)).rejects.toThrow(KeyFault);
});

test('fingerprints are keyed: the same words give another print under another key', () => {
  expect(seal.print('a').equals(seal.print('a'))).toBe(true);
  expect(seal.print('a').equals(sealWith(new Keys()).print('a'))).toBe(false);
});
