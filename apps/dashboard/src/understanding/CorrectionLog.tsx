// Every label that people put right, the newest first: who, when, what it was and what it is.
import { Link } from 'react-router';
import { useAskPages } from '../shared/api';
import { paths } from '../shared/paths';
import { EmptyState, Instant, Paged, Panel, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { useCodes } from './labelCodes';

export function CorrectionLog() {
  const { t, name } = useWords();
  const codes = useCodes();
  const asked = useAskPages('corrections.list', { query: { limit: 20 } });
  return (
    <Panel title={t('learning.log.title')} flush>
      <Paged
        of={asked}
        empty={<EmptyState title={t('learning.log.empty')} next={t('learning.log.emptyNext')} />}
      >
        {(items) => (
          <ol className="rows">
            {items.map(({ id, messageId, title, aspect, was, now, at, by, state, model }) => (
              <li key={id} className="line">
                <div className="stack" style={{ gap: 3 }}>
                  <Link to={paths.message(messageId)}>{title || t('understanding.message.untitled')}</Link>
                  <span className="row tight">
                    {t('learning.correct.line', {
                      what: name('aspect', aspect),
                      was: codes(aspect, was),
                      now: codes(aspect, now),
                    })}
                    <StateTag tone={state === 'standing' ? 'good' : 'plain'}>
                      {name('correctionState', state)}
                    </StateTag>
                  </span>
                  <span className="row tight quiet">
                    <span>{by}</span>
                    <Instant at={at} />
                    <span className="tabular">
                      {t('learning.log.model')} {model}
                    </span>
                  </span>
                </div>
              </li>
            ))}
          </ol>
        )}
      </Paged>
    </Panel>
  );
}
