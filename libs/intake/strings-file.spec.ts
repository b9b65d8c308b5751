// Strings of a workbook beyond what memory is given: each is read again as it was, in any order, and the file goes.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringsFile } from './strings-file';

// A folder for temporary files of our own: others run on this machine as well.
const folder = mkdtempSync(join(tmpdir(), 'strings-spec-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const ours = () => readdirSync(folder).length;
const word = (i: number) => `第${i}盏路灯😀${'亮'.repeat(i % 97)}`;

test.each([0, 1000, 200_000, 100_000_000])('with %d bytes of memory nothing is lost', (most) => {
  const strings = new StringsFile(most, folder);
  const count = 20_000;
  for (let i = 0; i < count; i += 1) {
    strings.push(i % 5 === 0 ? '' : word(i));
    if (i % 3000 === 0) expect(strings.at(i)).toBe(i % 5 === 0 ? '' : word(i));
  }
  for (let step = 0; step < count; step += 1) {
    const i = (step * 7919) % count;
    if (strings.at(i) !== (i % 5 === 0 ? '' : word(i))) throw new Error(`string ${i} is another`);
  }
  expect([strings.at(count), strings.at(-1), strings.at(Number.NaN)]).toEqual([null, null, null]);
  expect(ours()).toBe(most > 10_000_000 ? 0 : 1);
  strings.close();
  strings.close();
  expect(ours()).toBe(0);
});

test('a string longer than a block comes back whole', () => {
  const strings = new StringsFile(0, folder);
  const long = '很长的诉求'.repeat(50_000);
  strings.push('短');
  strings.push(long);
  strings.push('末');
  expect([strings.at(1), strings.at(2), strings.at(0)]).toEqual([long, '末', '短']);
  strings.close();
});
