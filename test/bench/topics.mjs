// How well topics are told (five folds, where labelled material is at hand), and how fast a message is read beside the bare cutting of its words.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { branchScores, classify, dataDir, loadModel, messagesIn, openUnderstanding } from '#understanding';
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

/** Each label again: what a longer list would cost. */
function withLabelsTwice(model) {
  const { labels, size, weights, bias } = model.topics;
  const n = labels.length;
  const wide = new Float32Array(2 * n * size);
  for (let at = 0; at < size; at++)
    for (const half of [0, n]) wide.set(weights.subarray(at * n, (at + 1) * n), 2 * at * n + half);
  const topics = {
    labels: [...labels, ...labels],
    size,
    weights: wide,
    bias: Float32Array.from([...bias, ...bias]),
  };
  return { ...model, topics };
}

/** Our own examples, each under its topic and judged by the others. */
function branches() {
  const { all, byWords } = branchScores(loadModel());
  for (const [how, { asked, told, level2, toldLevel3, level3 }] of [
    ['branch of our own examples', all],
    ['branch of our own examples, by words alone', byWords],
  ])
    figure(how, (100 * level2) / told, '% right on level 2', {
      asked,
      told,
      'level 3 named': toldLevel3,
      'right on both, %': round((100 * level3) / toldLevel3, 0),
    });
}

function speed() {
  const require = createRequire(import.meta.url);
  const { Jieba } = require('@node-rs/jieba');
  const { dict } = require('@node-rs/jieba/dict');
  const jieba = Jieba.withDict(dict);
  const reader = openUnderstanding();
  const model = loadModel();
  const twice = withLabelsTwice(model);
  const all = texts();
  const letters = all.reduce((sum, { title, body }) => sum + title.length + body.length, 0);
  const [cutting, reading, labelling, one, two] = [[], [], [], [], []];
  for (let i = 0; i <= ROUNDS; i++) {
    const cut = seconds(all, ({ title, body }) => jieba.cut(`${title}。${body}`, true));
    const read = seconds(all, reader.classify);
    const label = seconds(all, reader.label);
    const times = [model, twice].map((each) => seconds(all, (text) => classify(text, each)));
    if (i === 0) continue; // the first round warms up
    cutting.push(cut);
    reading.push(read);
    labelling.push(label);
    one.push(times[0]);
    two.push(times[1]);
  }
  const [bare, ours] = [median(cutting), median(reading)];
  figure('words cut by jieba alone', all.length / bare, 'messages/s', {
    letters: round(letters / all.length, 0),
  });
  figure('message read whole (one thread)', all.length / ours, 'messages/s', {
    'of the speed of jieba alone': round(bare / ours, 2),
    'without the branch': round(bare / median(labelling), 2),
  });
  figure(
    'message read whole with twice the labels of the model',
    median(two.map((t, i) => t / one[i])),
    'of the time',
    { labels: twice.topics.labels.length },
  );
}

export async function measure() {
  quality();
  branches();
  speed();
}
