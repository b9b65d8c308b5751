// How well topics are told (five folds, where labelled material is at hand), and how fast a message is read beside the bare cutting of its words.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { dataDir, messagesIn, openUnderstanding } from '#understanding';
import { root } from '../../apps/build.mjs';
import { figure, median, round, say } from './figures.mjs';
import { message } from './texts.mjs';

const TEXTS = 2000;
const ROUNDS = 5;

function quality() {
  if (!dataDir()) return say('topic scores: no labelled material here (name its folder in WENYING_DATA)');
  const cli = path.join(root, 'dist/apps/server/src/cli.js');
  const done = spawnSync(process.execPath, [cli, 'evaluate'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (done.status !== 0) throw new Error(`evaluate: ${done.stderr.slice(-500)}`);
  const scores = JSON.parse(done.stdout.trim().split('\n').at(-1));
  figure('topic macro-F1, five folds', scores.fiveFoldMacroF1, 'F1', {
    folds: scores.folds.map((f) => round(f, 3)),
  });
  const { offTopicTakenForCivic, civicLost } = scores.offTopic;
  figure('off-topic titles taken for civic', 100 * offTopicTakenForCivic, '%', {
    'civic ones set aside, %': round(100 * civicLost),
  });
}

/** Texts people wrote where there are any, else our own. */
function texts() {
  const dir = dataDir();
  if (!dir) return Array.from({ length: TEXTS }, (_, i) => ({ title: '', ...message(i) }));
  return messagesIn(dir)
    .slice(0, TEXTS)
    .map(({ text }) => ({ title: '', body: text }));
}

/** Of processor time, which other work on the machine lengthens less than it does the clock. */
function seconds(all, work) {
  const from = process.cpuUsage();
  for (const text of all) work(text);
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
}

function speed() {
  const require = createRequire(import.meta.url);
  const { Jieba } = require('@node-rs/jieba');
  const { dict } = require('@node-rs/jieba/dict');
  const jieba = Jieba.withDict(dict);
  const { classify } = openUnderstanding();
  const all = texts();
  const letters = all.reduce((sum, { title, body }) => sum + title.length + body.length, 0);
  const [cutting, reading] = [[], []];
  for (let i = 0; i <= ROUNDS; i++) {
    const cut = seconds(all, ({ title, body }) => jieba.cut(`${title}。${body}`, true));
    const read = seconds(all, classify);
    if (i === 0) continue; // the first round warms up
    cutting.push(cut);
    reading.push(read);
  }
  const [bare, ours] = [median(cutting), median(reading)];
  figure('words cut by jieba alone', all.length / bare, 'messages/s', {
    letters: round(letters / all.length, 0),
  });
  figure('message read whole (one thread)', all.length / ours, 'messages/s', {
    'of the speed of jieba alone': round(bare / ours, 2),
  });
}

export async function measure() {
  quality();
  speed();
}
