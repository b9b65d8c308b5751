// Told above the clocks while the server's own clock and the database's differ: what that means, and who can mend it.
import { useAsk } from '../shared/api';
import { useWords } from '../shared/words';

export function SkewNote() {
  const { pick } = useWords();
  const { data } = useAsk('skew.read', {}, { every: 60_000, staleMs: 30_000 });
  return <div role="status">{data?.warning && <p className="skew-note">▲ {pick(data.warning)}</p>}</div>;
}
