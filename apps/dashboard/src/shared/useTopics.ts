// The names of topics, watch areas and concerns, asked for once, as the options of a choice.
import { useAsk } from './api';
import { useWords } from './words';

export function useTopics() {
  const { name } = useWords();
  const { data } = useAsk('topics.list', {}, { staleMs: 3_600_000 });
  const asOptions = (values: readonly string[] = []) =>
    values.map((value) => ({ value, label: name('topic', value) }));
  const concerns = (data?.concerns ?? []).map((value) => ({ value, label: name('concern', value) }));
  return { topics: asOptions(data?.topics), areas: asOptions(data?.areas), concerns };
}
