// A message as it will be stored: masked, with what was masked by kind, and whether it is there already.
import { Alert } from 'antd';
import { Link } from 'react-router';
import type { Answer } from '#contract';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Panel, StateTag } from '../shared/ui';
import { halves, useWords } from '../shared/words';
import type { Preview } from './usePreview';

export function EntryPreview({
  preview: { answer, problem, asking },
}: {
  preview: Preview<'messages.preview'>;
}) {
  const { t, lang, pick } = useWords();
  return (
    <Panel title={t('intake.entry.preview')}>
      <div className="stack" aria-live="polite" aria-busy={asking} style={{ opacity: asking ? 0.6 : 1 }}>
        <span className="quiet">{t(answer ? 'intake.entry.previewHelp' : 'intake.entry.previewEmpty')}</span>
        {problem && <Alert type="error" showIcon title={problem.in(lang)} />}
        {answer?.refused && <Alert type="warning" showIcon title={pick(halves(answer.refused.reason))} />}
        {answer?.knownId && <Known id={answer.knownId} />}
        {answer?.stored && <Stored stored={answer.stored} />}
      </div>
    </Panel>
  );
}

function Known({ id }: { id: string }) {
  const { t } = useWords();
  const { may } = useSession();
  return (
    <Alert
      type="warning"
      showIcon
      title={t('intake.entry.known')}
      description={may('message.read') && <Link to={paths.message(id)}>{t('intake.entry.see')}</Link>}
    />
  );
}

type StoredMessage = NonNullable<Answer<'messages.preview'>['stored']>;
function Stored({ stored }: { stored: StoredMessage }) {
  const { t, name } = useWords();
  const kinds = Object.entries(stored.masked);
  const pairs = [
    [t('intake.entry.channel'), name('channel', stored.channel)],
    [t('intake.entry.heading'), stored.title],
    [t('intake.entry.place'), stored.place],
    [t('intake.entry.agency'), stored.agency],
    [t('intake.entry.externalId'), stored.externalId],
  ].filter(([, value]) => value);
  return (
    <>
      <div className="row tight">
        {kinds.length > 0 && <span className="quiet">{t('intake.entry.masked')}</span>}
        {kinds.map(([kind, count]) => (
          <StateTag key={kind} tone="warn">
            {t('understanding.messages.maskedOf', { kind: name('masked', kind), count })}
          </StateTag>
        ))}
        {kinds.length === 0 && <span className="quiet">{t('intake.entry.maskedNone')}</span>}
      </div>
      <dl className="entry-pairs">
        {pairs.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: 0 }}>{stored.body}</p>
    </>
  );
}
