// The branch by the nearest example: it finds what is told in other words, keeps to its topic, and says nothing of what is like nothing.
import { cutText } from './features';
import { loadModel } from './model-file';
import { branchFinder, nearestBranch } from './nearest-branch';
import { levelOneTopics, taxonomy } from './taxonomy';
import { topicExamples } from './topic-examples';

const model = loadModel();
const near = (topic: string | null, text: string) => nearestBranch(topic, cutText('', text), model);

it('has examples of every topic, each under a branch of the tree', () => {
  expect(new Set(topicExamples.map((e) => e.topic))).toEqual(new Set(levelOneTopics));
  for (const { topic, level2, level3 } of topicExamples) expect(taxonomy[topic]![level2]).toContain(level3);
});
it('finds an example again, and by which words', () => {
  const { topic, level2, text } = topicExamples.find(
    (e) => e.level2 === '殡葬管理' || e.level3 === '殡葬管理',
  )!;
  expect(near(topic, text)).toMatchObject({ level2, level3: '殡葬管理' });
  expect(near(topic, text)!.words.length).toBeGreaterThan(0);
});
it('says nothing under no topic, of nothing, and of what is like no example', () => {
  expect(near(null, '殡仪馆收费')).toBeNull();
  expect(near('民政', '')).toBeNull();
  expect(near('民政', 'abc 123 😡')).toBeNull();
});
it('of its own examples, each left out in turn: where it speaks it is right on the second level more often than not', () => {
  let told = 0;
  let right = 0;
  for (const [i, { topic, level2, text }] of topicExamples.entries()) {
    if (i % 4 !== 0) continue;
    const others = topicExamples.filter((e, j) => j !== i && e.topic === topic);
    const found = branchFinder(others)(topic, cutText('', text), model);
    if (!found) continue;
    told += 1;
    if (found.level2 === level2) right += 1;
  }
  expect(told).toBeGreaterThan(20);
  expect(right / told).toBeGreaterThan(0.5);
});
