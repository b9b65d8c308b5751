// How well the second and third level of the tree are told: each of our own examples under its topic, judged by the others.
import { branchUnder } from './classify';
import { branchFinder } from './nearest-branch';
import { topicExamples } from './topic-examples';
import type { TopicModel } from './topics';

/** Counts: of so many `asked`, a branch was proposed for `told`; right on level 2, and, where level 3 was named too, on both. */
export type BranchScores = {
  asked: number;
  told: number;
  level2: number;
  toldLevel3: number;
  level3: number;
};
const OTHERS = '其他';

/** All that lie under a named branch; `byWords`: where words name one, the rest by the nearest example. Some ten seconds. */
export function branchScores(model: TopicModel): { all: BranchScores; byWords: BranchScores } {
  const none = { asked: 0, told: 0, level2: 0, toldLevel3: 0, level3: 0 };
  const scores = { all: { ...none }, byWords: { ...none } };
  for (const example of topicExamples) {
    const { topic, level2, level3, text } = example;
    if (level2 === OTHERS) continue;
    const others = topicExamples.filter((one) => one !== example && one.topic === topic);
    const message = { title: '', body: text };
    const named = branchUnder(topic, message, model, () => null);
    const told = named ?? branchUnder(topic, message, model, branchFinder(others));
    for (const [score, said] of [
      [scores.byWords, named],
      [scores.all, told],
    ] as const) {
      score.asked += 1;
      if (said === null) continue;
      score.told += 1;
      if (said.level2 === level2) score.level2 += 1;
      if (said.level3 === null) continue;
      score.toldLevel3 += 1;
      if (said.level2 === level2 && said.level3 === level3) score.level3 += 1;
    }
  }
  return scores;
}
