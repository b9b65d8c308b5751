// Where a source's hint labels a message, and where the text does; which place a text names.
import { placeFinder, type SourceHint, withTopicHint } from './hints';

const hint = (...topics: string[]): SourceHint => ({ source: '望澜交通广播', topics, jurisdictionId: null });
const read = (topic: string | null, score: number, offTopic = false) => ({
  topic,
  topics: [
    { topic: '城乡建设', score },
    { topic: '交通运输', score: score * 0.9 },
    { topic: '环境保护', score: score * 0.8 },
  ],
  offTopic,
  reasons: [
    { about: 'topic' as const, value: topic ?? '无', words: ['路口'] },
    { about: 'area' as const, value: '安全生产', words: ['隐患'] },
  ],
});

test.each<[string, ReturnType<typeof read>, SourceHint | null, string | null]>([
  ['nothing in the text says', read(null, 0.07), hint('环境保护'), '环境保护'],
  ['a guess yields', read('城乡建设', 0.28), hint('环境保护'), '环境保护'],
  ['a clear reading stays', read('城乡建设', 0.3), hint('环境保护'), '城乡建设'],
  ['the hint the text speaks for most', read('城乡建设', 0.28), hint('环境保护', '交通运输'), '交通运输'],
  ['the guess is among the hints', read('城乡建设', 0.29), hint('城乡建设', '交通运输'), '城乡建设'],
  ['no such topic', read('城乡建设', 0.2), hint('天文'), '城乡建设'],
  ['no hint', read(null, 0.07), null, null],
  ['off topic stays without', read(null, 0.07, true), hint('环境保护'), null],
])('%s', (_, reading, given, topic) => {
  const hinted = withTopicHint(reading, given);
  expect(hinted.topic).toBe(topic);
  const [reason] = hinted.reasons.filter(({ about }) => about === 'topic');
  const said = hinted.topic !== reading.topic;
  expect(reason).toMatchObject(
    said ? { value: topic, words: [], source: '望澜交通广播' } : { words: ['路口'] },
  );
  expect(hinted.reasons.some(({ about }) => about === 'area')).toBe(true);
  expect(hinted.topics).toBe(reading.topics);
});

test('the reason names what the text alone would have been taken for', () => {
  expect(withTopicHint(read('城乡建设', 0.2), hint('环境保护')).reasons[0]).toMatchObject({
    instead: '城乡建设',
  });
  expect(withTopicHint(read(null, 0.07), hint('环境保护')).reasons[0]).not.toHaveProperty('instead');
});

const find = placeFinder([
  { id: 'c', parentId: null, name: '望澜县' },
  { id: 'p', parentId: 'c', name: '梨花镇' },
  { id: 'n', parentId: 'c', name: '北渡镇' },
  { id: 's', parentId: 'c', name: '桥镇' },
]);
test.each([
  ['望澜县下雨', '', 'c'],
  ['望澜下雨', '', 'c'],
  ['望澜县梨花镇停水', '', 'p'],
  ['停水', '北渡的水管坏了，北渡镇居民去梨花镇打水', 'n'],
  ['梨花镇停水', '北渡也停水，北渡居民说', 'p'],
  ['过桥', '桥上堵车', undefined],
  ['邻山县下雨', '', undefined],
  ['', '', undefined],
])('%s %s', (title, body, id) => expect(find(title, body)?.id).toBe(id));
