// What is kept of an upload, and what is not.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { Uploads } from './uploads';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'wenying-uploads-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('a file is kept for us alone, with its size and digest, until it is dropped', async () => {
  const uploads = new Uploads(dataDir);
  const kept = await uploads.keep('one', Readable.from([Buffer.from('编号,'), Buffer.from('标题\n')]));
  expect(kept).toEqual({
    bytes: 14,
    digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    file: uploads.pathOf('one'),
  });
  expect(readFileSync(kept.file, 'utf8')).toBe('编号,标题\n');
  expect(statSync(kept.file).mode & 0o077).toBe(0);
  await uploads.drop('one');
  expect(existsSync(kept.file)).toBe(false);
});

const breaking = () =>
  Readable.from(
    (async function* () {
      yield Buffer.from('half');
      throw new Error('socket hang up');
    })(),
  );
test.each([
  ['too large', 413, 'import.too-large', () => Readable.from([Buffer.alloc(60), Buffer.alloc(60)])],
  ['empty', 422, 'import.empty', () => Readable.from([])],
  ['broken off', 422, 'import.broken-off', breaking],
])('of one that is %s nothing stays', async (_, status, code, stream) => {
  const uploads = new Uploads(dataDir, 100);
  await expect(uploads.keep('one', stream())).rejects.toMatchObject({ status, code });
  expect(readdirSync(path.join(dataDir, 'uploads'))).toEqual([]);
});
