// The seal opens for its own message only, and shows nothing to whoever lacks the key.
import { Seal } from './seal';

const seal = new Seal({ secretKey: 'a secret of at least thirty-two characters' });
const original = { title: '路灯不亮', body: '请回电 13800138000。' };

test('what was sealed comes back, and differs each time', () => {
  const once = seal.seal('m-1', original);
  expect(seal.open('m-1', once)).toEqual(original);
  expect(seal.seal('m-1', original).equals(once)).toBe(false);
  expect(once.toString('utf8')).not.toContain('13800138000');
});

test.each([
  ['another message', (sealed: Buffer) => seal.open('m-2', sealed)],
  [
    'another key',
    (sealed: Buffer) =>
      new Seal({ secretKey: 'another secret of thirty-two characters' }).open('m-1', sealed),
  ],
  [
    'one altered byte',
    (sealed: Buffer) => {
      sealed[14] = (sealed[14] ?? 0) ^ 1;
      return seal.open('m-1', sealed);
    },
  ],
  ['a cut end', (sealed: Buffer) => seal.open('m-1', sealed.subarray(0, -1))],
])('it does not open for %s', (_, open) => {
  expect(() => open(seal.seal('m-1', original))).toThrow();
});

test('fingerprints are keyed: the same words give another print under another key', () => {
  const other = new Seal({ secretKey: 'another secret of thirty-two characters' });
  expect(seal.print('a').equals(seal.print('a'))).toBe(true);
  expect(seal.print('a').equals(other.print('a'))).toBe(false);
});
