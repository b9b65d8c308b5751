// Learning on from a model: what is asked for is learnt, the rest stays, what is kept back is never learnt from.
import { continueTraining, type Target, withLabels } from './continue-training';
import { controlTexts, NOT_CIVIC } from './control-texts';
import { secondControlTexts } from './control-texts-second';
import { type Corrected, splitCorrections, teaches } from './corrections';
import { probabilities, type Softmax, type SparseVector } from './softmax';
import { levelOneTopics } from './taxonomy';
import { topicExamples } from './topic-examples';
import { CIVIC, knownOf, saidBy } from './try-model';

const vector = (...indices: number[]): SparseVector => ({
  indices: Uint32Array.from(indices),
  weights: new Float32Array(indices.length).fill(1 / Math.sqrt(indices.length)),
});
/** Buckets 0 and 1 speak for a, 2 and 3 for b; 4 and 5 for nobody yet. */
const base: Softmax = {
  labels: ['a', 'b'],
  size: 8,
  weights: Float32Array.from([2, -2, 2, -2, -2, 2, -2, 2, 0, 0, 0, 0, 0, 0, 0, 0]),
  bias: Float32Array.from([0.1, -0.1]),
};
const target = (at: SparseVector, shares: number[], weight = 1): Target => ({
  vector: at,
  shares: Float64Array.from(shares),
  weight,
});
const settings = { epochs: 20, rate: 2, pull: 1e-3 };
const says = (model: Softmax, at: SparseVector) => {
  const p = probabilities(model, at);
  return model.labels[p.indexOf(Math.max(...p))];
};

test('with nothing to learn the base comes back as it was', () => {
  const same = continueTraining(base, [], settings);
  expect([...same.weights]).toEqual([...base.weights]);
  expect([...same.bias]).toEqual([...base.bias]);
});

test('a correction is learnt, what it does not speak of stays, and the same input gives the same model', () => {
  const model = continueTraining(base, [target(vector(0, 4), [0.05, 0.95])], settings);
  expect(says(base, vector(0, 4))).toBe('a');
  expect(says(model, vector(0, 4))).toBe('b');
  expect(says(model, vector(4, 5))).toBe('b');
  expect([...model.weights.slice(4, 8)]).toEqual([...base.weights.slice(4, 8)]);
  const again = continueTraining(base, [target(vector(0, 4), [0.05, 0.95])], settings);
  expect([...again.weights]).toEqual([...model.weights]);
});

test('reminders hold the base where a correction would carry it away', () => {
  const correction = target(vector(0, 4), [0.05, 0.95]);
  const before = probabilities(base, vector(0, 1));
  const reminders = Array.from({ length: 5 }, () => target(vector(0, 1), [...before], 0.5));
  const free = probabilities(continueTraining(base, [correction], settings), vector(0, 1));
  const held = probabilities(continueTraining(base, [correction, ...reminders], settings), vector(0, 1));
  expect(Math.abs(held[0]! - before[0]!)).toBeLessThan(Math.abs(free[0]! - before[0]!));
});

test('a stronger pull moves less', () => {
  const moved = (pull: number) =>
    continueTraining(base, [target(vector(0, 4), [0.05, 0.95])], { ...settings, pull }).weights.reduce(
      (sum, w, i) => sum + Math.abs(w - base.weights[i]!),
      0,
    );
  expect(moved(0.2)).toBeLessThan(moved(0));
});

test('a new label begins as good as impossible, and comes up by examples', () => {
  const wide = withLabels(base, ['a', 'c']);
  expect(wide.labels).toEqual(['a', 'b', 'c']);
  expect(probabilities(wide, vector(5))[2]).toBeLessThan(0.02);
  expect(probabilities(wide, vector(0))[0]).toBeCloseTo(probabilities(base, vector(0))[0]!, 1);
  const taught = continueTraining(
    wide,
    [4, 5].map((b) => target(vector(b), [0.05, 0.05, 0.9])),
    settings,
  );
  expect(says(taught, vector(4, 5))).toBe('c');
  expect(says(taught, vector(0, 1))).toBe('a');
  expect(withLabels(base, ['a'])).toBe(base);
});

const many: Corrected[] = Array.from({ length: 200 }, (_, i) => ({
  id: String(i).padStart(3, '0'),
  at: new Date(Date.UTC(2026, 0, 1, 0, i)).toISOString(),
  title: `第${i}封来信`,
  body: `第${i}条路的路灯不亮`,
  channel: 'mailbox',
  topic: '城乡建设',
}));

test('a fixed tenth and the newest fifth are kept back; the same text is always on the same side', () => {
  const { learn, fixed, newest } = splitCorrections(many);
  expect(learn.length + fixed.length + newest.length).toBe(many.length);
  expect(fixed.length).toBeGreaterThan(8);
  expect(fixed.length).toBeLessThan(35);
  expect(newest.length).toBe(Math.floor((many.length - fixed.length) / 5));
  expect(newest.every(({ at }) => learn.every((one) => one.at < at))).toBe(true);
  const later = splitCorrections([...many].reverse().slice(0, 150));
  const before = new Set(fixed.map(({ id }) => id));
  expect(later.fixed.every(({ id }) => before.has(id))).toBe(true);
  const few = splitCorrections(many.slice(0, 8));
  expect(few.fixed.length).toBeLessThanOrEqual(1);
  expect(few.newest.length).toBe(1);
  expect(splitCorrections([])).toEqual({ learn: [], fixed: [], newest: [] });
});

test.each([
  [{ topic: '民政' }, true, '民政'],
  [{ topic: null }, false, null],
  [{ offTopic: true }, true, NOT_CIVIC],
  [{ offTopic: false }, true, CIVIC],
  [{ offTopic: false, topic: '民政' }, true, '民政'],
  [{ offTopic: true, topic: '民政' }, true, NOT_CIVIC],
  [{}, false, null],
])('%j teaches: %s; is known to be %s', (labels, can, truth) => {
  const one = { ...many[0]!, topic: undefined, ...labels };
  expect(teaches(one)).toBe(can);
  expect(knownOf(one)?.truth ?? null).toBe(truth);
});

test('what a reading says, in one word', () => {
  expect(saidBy({ offTopic: true, topic: '民政' })).toBe(NOT_CIVIC);
  expect(saidBy({ offTopic: false, topic: '民政' })).toBe('民政');
  expect(saidBy({ offTopic: false, topic: null })).toBe('无');
});

test('the control set has six texts of every topic, and each text once', () => {
  for (const topic of levelOneTopics)
    expect(controlTexts.filter(({ truth }) => truth === topic)).toHaveLength(6);
  expect(controlTexts.filter(({ truth }) => truth === NOT_CIVIC)).toHaveLength(12);
  expect(new Set(controlTexts.map(({ title }) => title)).size).toBe(controlTexts.length);
  expect(controlTexts.every(({ title, body }) => title && body)).toBe(true);
});

test('nothing that models are judged by is among what they are taught', () => {
  const taught = topicExamples.map(({ text }) => text).join('\n');
  const judged = [...controlTexts, ...secondControlTexts];
  expect(judged.filter(({ body }) => taught.includes(body))).toEqual([]);
  expect(new Set(secondControlTexts.map(({ truth }) => truth))).toEqual(
    new Set([...levelOneTopics, NOT_CIVIC]),
  );
});
