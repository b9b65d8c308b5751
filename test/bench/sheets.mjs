// Memory and processor time of reading a hotline file of 20,000 and of 100,000 rows, each in a process of its own.
import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { root } from '../../apps/build.mjs';
import { figure, round } from './figures.mjs';
import { message } from './texts.mjs';

const require = createRequire(import.meta.url);
const [FEW, MANY] = [20_000, 100_000];
const headings = ['工单编号', '受理时间', '诉求标题', '诉求内容', '办理结果'];
const row = (i) => {
  const { title, body } = message(i);
  const day = `2026-${String(1 + (i % 9)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`;
  return [`GD${String(i).padStart(8, '0')}`, day, `${title} ${i}`, `${body}（第${i}件）`, `第${i}件已转办。`];
};

async function csv(file, rows) {
  const out = createWriteStream(file);
  out.write(`${headings.join(',')}\n`);
  for (let i = 0; i < rows; i++) out.write(`${row(i).join(',')}\n`);
  await finished(out.end());
}

/** Every string in the table of strings, as spreadsheets save it. */
async function xlsx(file, rows) {
  const { WorkbookWriter } = require('exceljs').stream.xlsx;
  const book = new WorkbookWriter({ filename: file, useSharedStrings: true });
  const sheet = book.addWorksheet('工单');
  for (let i = -1; i < rows; i++) sheet.addRow(i < 0 ? headings : row(i)).commit();
  await book.commit();
}

/** Megabytes; of this program alone, where the system says so: `maxRSS` counts what the process was before it became ours. */
function mostMemory() {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}

/** In the process that reads: the most memory it held, and the processor time it took. */
async function read(file) {
  const { readRowsFrom } = require(path.join(root, 'dist/libs/intake/index.js'));
  let rows = 0;
  for await (const _ of readRowsFrom(file, { name: path.basename(file), maxBytes: 1e9 })) rows++;
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stdout.write(
    JSON.stringify({ rows, mb: mostMemory(), seconds: (userCPUTime + systemCPUTime) / 1e6 }),
  );
}

const self = fileURLToPath(import.meta.url);
const apart = (file) => JSON.parse(execFileSync(process.execPath, [self, file], { encoding: 'utf8' }));

export async function measure() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'wenying-sheets-'));
  try {
    for (const [kind, write] of Object.entries({ csv, xlsx })) {
      const measured = [];
      for (const rows of [FEW, MANY]) {
        const file = path.join(folder, `${rows}.${kind}`);
        await write(file, rows);
        measured.push(apart(file));
      }
      const [few, many] = measured;
      figure(`${kind} of 100,000 rows read, most memory`, many.mb, 'MB', {
        rows: many.rows,
        'of 20,000 rows': round(few.mb),
        ratio: round(many.mb / few.mb, 2),
        'processor seconds': round(many.seconds, 2),
      });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === self) await read(process.argv[2]);
