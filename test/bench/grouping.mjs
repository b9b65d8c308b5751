// How well messages are gathered into incidents (where labelled documents are at hand), and whether the time for one grows with the past.
import { dataDir, evaluateGrouping, loadModel, newsIn, openGrouper } from '#understanding';
import { figure, median, round, say } from './figures.mjs';
import { message } from './texts.mjs';

const FEW = 10_000;
const MANY = 1_000_000;
/** Measured in so many blocks of so many messages, before and after: the median block counts. */
const BLOCKS = 9;
const BLOCK = 500;

function quality() {
  const dir = dataDir();
  if (!dir) return say('grouping scores: no labelled documents here (name their folder in WENYING_DATA)');
  const { mean, orders } = evaluateGrouping(newsIn(dir), loadModel().grouping);
  figure('grouping B-cubed F1, five orders', mean, 'F1', { orders: orders.map((f) => round(f, 3)) });
}

/** One in four is told again in other order: some open incidents, some join. */
const told = (i) => {
  const of = message(i % 4 === 3 ? i - 3 : i, 'grouping');
  return { id: `m${i}`, title: '', body: i % 4 === 3 ? `${of.body}请尽快处理。` : of.body };
};

function block(grouper, from) {
  const messages = Array.from({ length: BLOCK }, (_, i) => told(from + i));
  const before = process.cpuUsage();
  let joined = 0;
  let weighed = 0;
  for (const m of messages) {
    const answer = grouper.assign(m);
    if (answer.joined) joined += 1;
    weighed += answer.weighed;
  }
  const { user, system } = process.cpuUsage(before);
  return { micros: (user + system) / BLOCK, joined: joined / BLOCK, weighed: weighed / BLOCK };
}

function measured(grouper, from) {
  const blocks = Array.from({ length: BLOCKS }, (_, i) => block(grouper, from + i * BLOCK));
  const of = (key) => median(blocks.map((b) => b[key]));
  return { micros: of('micros'), joined: round(of('joined'), 2), weighed: round(of('weighed'), 0) };
}

function scale(many) {
  let n = 0;
  const grouper = openGrouper({ newId: () => `i${n++}` });
  const fill = (from, to) => {
    for (let i = from; i < to; i++) {
      grouper.assign(told(i));
      if (i % 200_000 === 199_999) say(`  ${i + 1} messages placed, ${grouper.size} incidents remembered`);
    }
  };
  fill(0, FEW);
  const early = measured(grouper, FEW);
  fill(FEW + BLOCKS * BLOCK, many);
  const late = measured(grouper, many);
  globalThis.gc?.();
  figure(`time for a message after ${FEW}`, early.micros, 'µs processor', early);
  figure(`time for a message after ${many}`, late.micros, 'µs processor', {
    ...late,
    ratio: round(late.micros / early.micros, 2),
    remembered: grouper.size,
    'heap, MB': round(process.memoryUsage().heapUsed / 1e6, 0),
  });
}

export async function measure(flags = []) {
  quality();
  const asked = flags.find((flag) => flag.startsWith('--messages='));
  scale(asked ? Number(asked.split('=')[1]) : MANY);
}
