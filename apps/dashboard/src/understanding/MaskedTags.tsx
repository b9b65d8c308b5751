// What personal data was masked in a message, as small tags: kinds and how many, never the data.
import type { MessageCard } from '#contract';
import { useWords } from '../shared/words';

export function MaskedTags({ masked }: { masked: MessageCard['masked'] }) {
  const { t, name } = useWords();
  const kinds = Object.entries(masked).filter(([, count]) => count > 0);
  if (kinds.length === 0) return null;
  return (
    <span className="tag">
      {t('understanding.messages.masked')}{' '}
      {kinds
        .map(([kind, count]) => t('understanding.messages.maskedOf', { kind: name('masked', kind), count }))
        .join(' · ')}
    </span>
  );
}
