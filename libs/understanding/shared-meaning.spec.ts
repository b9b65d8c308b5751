// Training with directions: what keeps company with a topic's words speaks for it, the model stays as large as it was, and training is repeatable.
import { trainWithDirections } from './shared-meaning';
import { type Example, meanOf, probabilities, train } from './softmax';

const SIZE = 64;
const ODD = 40;
/** Even texts of topic 0 hold features 0–9, odd ones of topic 1 hold 10–19; `ODD` stands in texts of neither sort, beside features of topic 0. */
const text = (n: number): Example => {
  const label = n % 2;
  const features = [0, 1, 2, 3].map((k) => label * 10 + ((n * 7 + k * 3) % 10));
  const indices = Uint32Array.from(new Set(features));
  return { label, vector: { indices, weights: new Float32Array(indices.length).fill(0.5) } };
};
const texts = Array.from({ length: 200 }, (_, n) => text(n));
const teach = (examples: readonly Example[], size: number) =>
  train(['修路', '看病'], size, examples, { epochs: 4, rate: 1, decay: 1e-4 });
const of = (...features: number[]) => ({
  indices: Uint32Array.from(features),
  weights: new Float32Array(features.length).fill(1),
});

it('tells the topics, is as large as a model without, and comes out the same again', () => {
  const model = trainWithDirections(texts, SIZE, teach);
  expect(model.size).toBe(SIZE);
  expect(model.weights).toHaveLength(SIZE * 2);
  expect(probabilities(model, of(1, 4))[0]).toBeGreaterThan(0.7);
  expect(probabilities(model, of(11, 14))[1]).toBeGreaterThan(0.7);
  expect(trainWithDirections(texts, SIZE, teach)).toEqual(model);
});
it('hears a feature by its company: one whose own label was never given weight speaks for the topic it stands beside', () => {
  const withOdd = texts.map((example, n) => {
    if (n % 10 !== 0) return example;
    const indices = Uint32Array.from([...example.vector.indices, ODD]);
    return {
      ...example,
      weight: 0.001,
      vector: { indices, weights: new Float32Array(indices.length).fill(0.5) },
    };
  });
  const plain = probabilities(teach(withOdd, SIZE), of(ODD))[0]!;
  expect(probabilities(trainWithDirections(withOdd, SIZE, teach), of(ODD))[0]).toBeGreaterThan(plain);
});
it('of few texts asks for few directions, of none for none', () => {
  const few = trainWithDirections(texts.slice(0, 12), SIZE, teach);
  expect([...few.weights]).toEqual([...teach(texts.slice(0, 12), SIZE).weights]);
});
it('the mean of models scores the mean of their scores', () => {
  const [one, two] = [teach(texts, SIZE), teach(texts.slice(0, 60), SIZE)];
  const mean = meanOf([one, two]);
  expect(mean.weights[3]).toBeCloseTo((one.weights[3]! + two.weights[3]!) / 2, 6);
  expect(mean.bias[1]).toBeCloseTo((one.bias[1]! + two.bias[1]!) / 2, 6);
});
