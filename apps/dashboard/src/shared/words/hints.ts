// Sentences of what a source is known for; a part of the intake room's.
import type { Same } from './same';

export const zh = {
  hints: {
    topics: '常见主题（提示）',
    topicsHelp:
      '至多三个。只在文字本身看不出主题时采用，并写明是因为来源；文字说得清楚的，以文字为准。保存后收到的信息才会用到。',
    noTopics: '不提示',
    speaksOf: '主要说的是哪里（提示）',
    speaksOfHelp: '只在文中没有说地点时，把这里作为信息的属地，并写明是因为来源。',
    noPlace: '不提示',
    knownFor: '常见主题：{{list}}',
    speaksOfText: '主要说 {{name}}',
    comma: '、',
  },
};

export const en: Same<typeof zh> = {
  hints: {
    topics: 'Usual topics (hint)',
    topicsHelp:
      'Three at most. Used only where the text itself tells no topic, and the label then says that the source is why; what a text says plainly stands. It holds for messages received from now on.',
    noTopics: 'No hint',
    speaksOf: 'Mainly speaks of (hint)',
    speaksOfHelp:
      'Taken as the jurisdiction of a message only where its text names no place; the label then says that the source is why.',
    noPlace: 'No hint',
    knownFor: 'usual topics: {{list}}',
    speaksOfText: 'mainly speaks of {{name}}',
    comma: ', ',
  },
};
