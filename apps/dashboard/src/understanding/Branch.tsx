// Where under its topic a message belongs: the second and third level of the tree, proposed with the words that say so.
import type { MessageRead } from '#contract';
import { useAsk } from '../shared/api';
import { useWords } from '../shared/words';

export function Branch({ id, topic }: { id: MessageRead['id']; topic: string }) {
  const { t, name } = useWords();
  const asked = useAsk('messages.branch', { params: { id } });
  const branch = asked.data?.branch;
  if (!branch) return null;
  const path = [name('topic', topic), branch.level2, branch.level3].filter((level) => level !== null);
  return (
    <div>
      <span className="quiet">{t('understanding.message.branch')} </span>
      {path.join(' › ')}
      {branch.words.length > 0 && (
        <span className="quiet">
          {' '}
          {t('understanding.message.branchWords', {
            words: branch.words.join(t('understanding.message.comma')),
          })}
        </span>
      )}
    </div>
  );
}
