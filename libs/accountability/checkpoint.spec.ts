// Checkpoints: the known answer of Go's signed notes, the form, and every way of tampering with one.
import {
  type CheckpointVerdict,
  keyFromSeed,
  parseCheckpoint,
  parsePublicKeyNote,
  publicKeyNote,
  signCheckpoint,
  signNote,
  verifyCheckpoint,
} from './checkpoint';

const origin = 'wenying.example/qinghe';
const { privateKey } = keyFromSeed(new Uint8Array(32).fill(7));
const note = publicKeyNote(origin, privateKey);
const root = new Uint8Array(32).fill(3);
const head = { origin, size: 42, root };
const fault = (verdict: CheckpointVerdict) => (verdict.ok ? 'ok' : verdict.code);

test("a note is signed as Go's sumdb signs it (golang.org/x/mod/sumdb/note, the published test key)", () => {
  const seed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);
  const key = keyFromSeed(seed);
  expect(publicKeyNote('PeterNeumann', key.publicKey)).toBe(
    'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  );
  const body =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
  const signature =
    'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=';
  expect(signNote(body, 'PeterNeumann', key.privateKey)).toBe(`${body}\n— PeterNeumann ${signature}\n`);
});

test('a checkpoint has origin, size, root, and its time where it is given', () => {
  const at = '2026-03-01T00:00:00.000Z';
  const text = signCheckpoint({ ...head, at }, privateKey);
  expect(text.split('\n').slice(0, 5)).toEqual([
    origin,
    '42',
    'AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=',
    `at ${at}`,
    '',
  ]);
  const verdict = verifyCheckpoint(text, note);
  expect(verdict.ok && verdict.checkpoint).toMatchObject({ origin, size: 42, at, extensions: [`at ${at}`] });
  expect(parseCheckpoint(signCheckpoint(head, privateKey))).toMatchObject({ at: null, extensions: [] });
  expect(signCheckpoint(head, privateKey)).toBe(signCheckpoint(head, privateKey));
});

test('no single character of a checkpoint can be changed unseen', () => {
  const text = signCheckpoint({ ...head, at: '2026-03-01T00:00:00.000Z' }, privateKey);
  for (let at = 0; at < text.length; at++) {
    const other = text[at] === 'A' ? 'B' : 'A';
    expect(verifyCheckpoint(text.slice(0, at) + other + text.slice(at + 1), note).ok).toBe(false);
    expect(verifyCheckpoint(text.slice(0, at) + text.slice(at + 1), note).ok).toBe(false);
  }
});

test.each([
  [
    'another key',
    () => verifyCheckpoint(signCheckpoint(head, keyFromSeed(new Uint8Array(32)).privateKey), note),
    'other-key',
  ],
  [
    'another ledger',
    () => verifyCheckpoint(signNote(`elsewhere\n1\n${'A'.repeat(43)}=\n`, origin, privateKey), note),
    'other-origin',
  ],
  [
    'size with a leading zero',
    () => verifyCheckpoint(signNote(`${origin}\n01\n${'A'.repeat(43)}=\n`, origin, privateKey), note),
    'malformed',
  ],
  [
    'short root',
    () => verifyCheckpoint(signNote(`${origin}\n1\nAAAA\n`, origin, privateKey), note),
    'malformed',
  ],
  [
    'empty extension line',
    () => verifyCheckpoint(signNote(`${origin}\n1\n${'A'.repeat(43)}=\n\nx\n`, origin, privateKey), note),
    'malformed',
  ],
  [
    'a carriage return',
    () => verifyCheckpoint(signCheckpoint(head, privateKey).replaceAll('\n', '\r\n'), note),
    'malformed',
  ],
  ['nothing', () => verifyCheckpoint('', note), 'malformed'],
  ['no key', () => verifyCheckpoint(signCheckpoint(head, privateKey), 'x'), 'bad-key'],
])('%s', (_, judge, code) => {
  expect(fault(judge())).toBe(code);
});

test('signatures of others beside ours are passed over; a forged one of ours is not', () => {
  const text = signCheckpoint(head, privateKey);
  const others = signNote(
    text.slice(0, text.indexOf('\n\n') + 1),
    'witness.example',
    keyFromSeed(new Uint8Array(32)).privateKey,
  );
  const line = others.split('\n').at(-2)!;
  expect(verifyCheckpoint(`${text}${line}\n`, note).ok).toBe(true);
  const ours = text.split('\n').at(-2)!;
  const forged = ours.slice(0, 60) + (ours[60] === 'A' ? 'B' : 'A') + ours.slice(61);
  expect(fault(verifyCheckpoint(`${text}${forged}\n`, note))).toBe('bad-signature');
});

test('keys are refused when a part does not fit', () => {
  expect(parsePublicKeyNote(` ${note}\n`)).toMatchObject({ name: origin });
  for (const bad of [note.slice(1), note.replace('+', '+0'), note.slice(0, -4), 'a b+00000000+AAAA', '']) {
    expect(() => parsePublicKeyNote(bad)).toThrow(expect.objectContaining({ code: 'key.malformed' }));
  }
  expect(() => keyFromSeed(new Uint8Array(31))).toThrow(expect.objectContaining({ code: 'key.malformed' }));
  expect(() => publicKeyNote('two words', privateKey)).toThrow(
    expect.objectContaining({ code: 'key.malformed' }),
  );
  expect(() => signCheckpoint({ ...head, origin: 'a+b' }, privateKey)).toThrow();
  expect(() => signCheckpoint({ ...head, size: -1 }, privateKey)).toThrow();
  expect(() => signCheckpoint({ ...head, at: 'noon' }, privateKey)).toThrow();
});
