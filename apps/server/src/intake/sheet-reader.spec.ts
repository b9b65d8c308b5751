// A hotline file is looked into on a thread of its own: what it says comes back, a refusal with its words too.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { InlineSheetReader, PooledSheetReader } from './sheet-reader';

const dir = mkdtempSync(path.join(os.tmpdir(), 'wenying-sheet-'));
const worker = path.join(dir, 'worker.js');
// What a thread loads must be plain JavaScript; this one is away from the thread that serves people.
writeFileSync(
  worker,
  `const { isMainThread } = require('node:worker_threads');
  exports.headOf = async ({ file }) => file === 'bad'
    ? { ok: false, status: 422, code: 'file.not-a-table', zh: '不是表格', en: 'no table' }
    : { ok: true, value: [{ row: isMainThread ? 0 : 2, cells: {} }] };`,
);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('a thread answers with rows, or refuses in words', async () => {
  const pooled = new PooledSheetReader(worker);
  expect(await pooled.head({ file: 'good', name: '表' })).toEqual([{ row: 2, cells: {} }]);
  await expect(pooled.head({ file: 'bad', name: '表' })).rejects.toMatchObject({
    status: 422,
    code: 'file.not-a-table',
    zh: '不是表格',
  });
  await pooled.close();
});

test('on the calling thread it is the same work', async () => {
  const file = path.join(dir, 'rows.csv');
  writeFileSync(
    file,
    `编号,内容,电话\n${Array.from({ length: 30 }, (_, i) => `${i},路灯不亮,13912345678`).join('\n')}`,
  );
  const reader = new InlineSheetReader();
  const head = await reader.head({ file, name: 'rows.csv' });
  expect([head.length, head[0]?.row, head[19]?.row]).toEqual([20, 2, 21]);
  const survey = await reader.survey({ file, name: 'rows.csv' });
  expect(survey).toMatchObject({ rows: 30, headings: ['编号', '内容', '电话'] });
  expect(JSON.stringify(survey.sample)).not.toContain('13912345678');
  writeFileSync(file, '%PDF-1.7');
  await expect(reader.survey({ file, name: 'a.pdf' })).rejects.toMatchObject({ code: 'file.not-a-table' });
});
