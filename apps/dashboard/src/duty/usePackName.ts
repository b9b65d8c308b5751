// What a pack is called, by its identifier; the identifier itself while that is not known.
import { useAsk } from '../shared/api';
import { useWords } from '../shared/words';

export function usePackName(): (id: string) => string {
  const { pick } = useWords();
  const packs = useAsk('packs.list', {}, { staleMs: 300_000 });
  return (id) => {
    const pack = packs.data?.items.find((one) => one.id === id);
    return pack ? pick(pack.name) : id;
  };
}
