// What people put right on one message: the ways to do so, what was changed by whom, and what the model says instead.
import { Button } from 'antd';
import type { MessageRead } from '#contract';
import { useAct } from '../shared/api';
import { Instant, StateTag, useHotkeys } from '../shared/ui';
import { useWords } from '../shared/words';
import { useCodes } from './labelCodes';
import { useCorrecting } from './useCorrecting';

/** Keys act on the message that the page shows. */
export function CorrectLabels({ message }: { message: MessageRead }) {
  const { t } = useWords();
  const { isAllowed, pick, toggleOffTopic, keys, picker, undo } = useCorrecting();
  const relabelling = useAct('messages.relabel', { done: t('learning.correct.relabelled') });
  useHotkeys(
    {
      t: () => keys.t?.(message),
      w: () => keys.w?.(message),
      e: () => keys.e?.(message),
      o: () => keys.o?.(message),
    },
    isAllowed,
  );
  if (!message.labels) return null;
  return (
    <>
      {isAllowed && (
        <div className="row tight">
          <Button size="small" aria-keyshortcuts="t" onClick={() => pick(message, 'topic')}>
            {t('learning.correct.topic')} <kbd>t</kbd>
          </Button>
          <Button size="small" aria-keyshortcuts="w" onClick={() => pick(message, 'areas')}>
            {t('learning.correct.areas')} <kbd>w</kbd>
          </Button>
          <Button size="small" aria-keyshortcuts="o" onClick={() => toggleOffTopic(message)}>
            {t(message.offTopic ? 'learning.correct.onTopic' : 'learning.correct.offTopic')} <kbd>o</kbd>
          </Button>
          <Button size="small" aria-keyshortcuts="e" onClick={() => pick(message, 'emergency')}>
            {t('learning.correct.emergency')} <kbd>e</kbd>
          </Button>
        </div>
      )}
      <History message={message} mayUndo={isAllowed} onUndo={(id) => undo(message.id, id)} />
      {isAllowed && (
        <div>
          <Button
            size="small"
            loading={relabelling.acting}
            onClick={() => relabelling.act({ params: { id: message.id } })}
          >
            {t('learning.correct.relabel')}
          </Button>
        </div>
      )}
      {picker}
    </>
  );
}

type HistoryProps = { message: MessageRead; mayUndo: boolean; onUndo: (correctionId: string) => void };
function History({ message, mayUndo, onUndo }: HistoryProps) {
  const { t, name } = useWords();
  const codes = useCodes();
  const { corrections, machine } = message;
  if (corrections.length === 0) return null;
  const machineSays = (aspect: (typeof corrections)[number]['aspect']) => {
    if (!machine) return null;
    const said = {
      topic: machine.topic === null ? [] : [machine.topic],
      areas: machine.areas,
      'off-topic': machine.offTopic ? ['off-topic'] : [],
      emergency: machine.emergency ? [machine.emergency.kind, machine.emergency.level] : [],
    }[aspect];
    return t('learning.correct.modelSaid', { said: codes(aspect, said) });
  };
  return (
    <section aria-label={t('learning.correct.history')}>
      <ul className="rows">
        {corrections.map(({ id, aspect, was, now, at, by, state }) => (
          <li key={id} className="reason">
            <div className="row tight">
              <strong>
                {t('learning.correct.line', {
                  what: name('aspect', aspect),
                  was: codes(aspect, was),
                  now: codes(aspect, now),
                })}
              </strong>
              <StateTag tone={state === 'standing' ? 'good' : 'plain'}>
                {name('correctionState', state)}
              </StateTag>
              {mayUndo && state === 'standing' && (
                <Button
                  size="small"
                  type="link"
                  aria-label={`${t('learning.correct.undo')}: ${name('aspect', aspect)}`}
                  onClick={() => onUndo(id)}
                >
                  {t('learning.correct.undo')}
                </Button>
              )}
            </div>
            <div className="row tight quiet">
              <span>{t('learning.correct.by', { name: by })}</span>
              <Instant at={at} />
              {state === 'standing' && <span>{machineSays(aspect)}</span>}
            </div>
          </li>
        ))}
      </ul>
      <p className="quiet">{t('learning.correct.kept')}</p>
    </section>
  );
}
