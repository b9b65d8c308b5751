// Messages of every topic in our own words, each with its branch of the tree: taught to the model, and looked at for the nearest.
import { ofUnlabelledTopics } from './topic-examples-eight';
import { ofLabelledTopics } from './topic-examples-seven';
import { ofTopicsToldWorst } from './topic-examples-three';

export type TopicExample = { topic: string; level2: string; level3: string; text: string };

function examplesIn(table: string): TopicExample[] {
  let topic = '';
  return table
    .trim()
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('# ')) {
        topic = line.slice(2);
        return [];
      }
      const [branch = '', text = ''] = line.split('｜');
      const [level2 = '', level3 = ''] = branch.split('/');
      return [{ topic, level2, level3, text }];
    });
}

/** Apart from `controlTexts` and `secondControlTexts`, by which models are judged. */
export const topicExamples: readonly TopicExample[] = [
  ofUnlabelledTopics,
  ofTopicsToldWorst,
  ofLabelledTopics,
].flatMap(examplesIn);
