// The names of topics and watch areas, asked for once, as the options of a choice.
import { useAsk } from '../shared/api';

const asOptions = (values: readonly string[] = []) => values.map((value) => ({ value, label: value }));

export function useTopics() {
  const { data } = useAsk('topics.list', {}, { staleMs: 3_600_000 });
  return { topics: asOptions(data?.topics), areas: asOptions(data?.areas) };
}
