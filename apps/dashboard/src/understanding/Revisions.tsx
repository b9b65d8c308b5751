// Every text and state that a message has had, newest first: when, where, what changed, and the difference in words.
import type { MessageRead, Revision } from '#contract';
import { Difference, Instant, Outside, Panel, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { lifeChanges, textBefore } from './revised';

type All = MessageRead['revisions'];

export function Revisions({ revisions, erased }: { revisions: All; erased: boolean }) {
  const { t } = useWords();
  if (revisions.length === 0) return null;
  return (
    <Panel title={t('understanding.revisions.title')} flush>
      <p className="panel-body quiet" style={{ margin: 0 }}>
        {t(erased ? 'understanding.message.erasedWords' : 'understanding.revisions.help')}
      </p>
      <ol className="rows" reversed>
        {revisions.toReversed().map((one) => (
          <li key={one.no} className="line stack" style={{ gap: 4 }}>
            <Head revision={one} />
            <Life revision={one} all={revisions} />
            <Words revision={one} all={revisions} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Head({ revision }: { revision: Revision }) {
  const { t, name } = useWords();
  const isEdit = revision.how === 'edited' && revision.text !== null;
  return (
    <>
      <div className="row tight">
        <strong className="tabular">{t('understanding.revisions.no', { no: revision.no })}</strong>
        <Instant at={revision.at} />
        <StateTag tone={isEdit ? 'warn' : 'plain'}>
          {t(`understanding.revisions.${revision.how === 'edited' && !isEdit ? 'life' : revision.how}`)}
        </StateTag>
        <span>{[name('channel', revision.channel), revision.sourceName].filter(Boolean).join(' · ')}</span>
        {revision.changed.length > 0 && (
          <span className="quiet">
            {t('understanding.revisions.changed', {
              list: revision.changed
                .map((part) =>
                  part === 'masked' ? t('understanding.revisions.masked') : name('hotlineField', part),
                )
                .join(t('understanding.revisions.comma')),
            })}
          </span>
        )}
      </div>
      {revision.url && <Outside url={revision.url} />}
    </>
  );
}

/** What the record said before, and says now. */
function Life({ revision, all }: { revision: Revision; all: All }) {
  const { t, name } = useWords();
  const changes = lifeChanges(revision, all);
  if (changes.length === 0) return null;
  const value = (field: string, said: string | null) =>
    said === null ? (
      t('understanding.revisions.nothing')
    ) : field.endsWith('At') ? (
      <Instant at={said} />
    ) : (
      said
    );
  return (
    <dl className="pairs">
      {changes.map(({ field, before, now }) => (
        <div key={field} style={{ display: 'contents' }}>
          <dt>{name('hotlineField', field)}</dt>
          <dd>
            {before !== null && (
              <>
                <del>
                  <span className="hidden-visually">{t('understanding.revisions.was')}</span>
                  {value(field, before)}
                </del>{' '}
                →{' '}
              </>
            )}
            {value(field, now)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Words({ revision, all }: { revision: Revision; all: All }) {
  const { t } = useWords();
  if (revision.text === null) return null;
  if (revision.text.title === '' && revision.text.body === '')
    return <span className="quiet">{t('understanding.message.erasedWords')}</span>;
  const before = textBefore(revision, all);
  return (
    <details>
      <summary>
        {before
          ? t('understanding.revisions.difference', { no: before.no })
          : t('understanding.revisions.whole')}
      </summary>
      {before ? (
        <Difference before={before.text} after={revision.text} />
      ) : (
        <div className="message-body">
          <strong>{revision.text.title}</strong>
          <p>{revision.text.body}</p>
        </div>
      )}
    </details>
  );
}
