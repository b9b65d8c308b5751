// One model: what it learnt from, how it does before and after, which messages it would label otherwise, and the decision.
import { Link, useParams } from 'react-router';
import type { ModelRead } from '#contract';
import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { Answered, Instant, PageTitle, Panel } from '../shared/ui';
import { useWords } from '../shared/words';
import { ModelDecision, ModelState } from './modelActs';
import { ScoreTables } from './ScoreTables';
import './understanding.css';

export function ModelPage() {
  const { id = '' } = useParams();
  const asked = useAsk('models.read', { params: { id } }, { every: 10_000 });
  return <Answered of={asked}>{(model) => <Whole model={model} />}</Answered>;
}

function Whole({ model }: { model: ModelRead }) {
  const { t, pick } = useWords();
  const title = model.version
    ? t('learning.model.name', { version: model.version })
    : t('learning.model.unnamed');
  return (
    <>
      <PageTitle
        title={title}
        actions={
          <>
            <ModelDecision model={model} />
            <Link to={paths.model}>{t('learning.model.back')}</Link>
          </>
        }
      >
        <div className="row tight quiet">
          <ModelState state={model.state} />
          <Instant at={model.trainedAt ?? model.askedAt} />
          <span>{model.askedBy}</span>
          {model.decidedAt && (
            <span>
              {t('learning.model.decided')} <Instant at={model.decidedAt} /> {model.decidedBy}
            </span>
          )}
          {model.reason && <span>{t('learning.model.reason', { reason: model.reason })}</span>}
          {!model.fits && <span>{t('learning.model.notFit')}</span>}
          {model.error && <span role="alert">{pick(model.error)}</span>}
        </div>
      </PageTitle>
      <div className="beside message-sides">
        <div className="stack">
          {model.scores && <ScoreTables title={t('learning.scores.title')} sets={model.scores} />}
        </div>
        <div className="stack">
          <Data model={model} />
          <Changes model={model} />
        </div>
      </div>
    </>
  );
}

function Data({ model: { data, digest } }: { model: ModelRead }) {
  const { t, name } = useWords();
  if (!data) return null;
  return (
    <Panel title={t('learning.model.data')}>
      <div className="stack">
        <span>{t('learning.model.learnt', data)}</span>
        <span>{t('learning.model.against', { version: data.comparedWith })}</span>
        {digest && (
          <span className="digest">
            {t('learning.inForce.digest')} {digest.slice(0, 16)}
          </span>
        )}
        <div className="row tight">
          <span className="quiet">{t('learning.model.byLabel')}</span>
          {Object.entries(data.byLabel).map(([label, count]) => (
            <span key={label} className="tag tabular">
              {name('topic', label)} {count}
            </span>
          ))}
        </div>
        {data.newTopics.length > 0 && (
          <div className="row tight">
            <span className="quiet">{t('learning.model.newTopics')}</span>
            {data.newTopics.map((topic) => (
              <span key={topic} className="tag">
                {name('topic', topic)}
              </span>
            ))}
          </div>
        )}
      </div>
    </Panel>
  );
}

function Changes({ model: { data, changes } }: { model: ModelRead }) {
  const { t, name } = useWords();
  if (!data) return null;
  const { looked, changed } = data;
  const told =
    looked === 0
      ? t('learning.changes.nobody')
      : changed === 0
        ? t('learning.changes.none')
        : t('learning.changes.count', data);
  return (
    <Panel title={t('learning.changes.title')} flush>
      <p className="panel-body" style={{ margin: 0 }}>
        {told} {changes.length < data.changed && t('learning.changes.more', { count: changes.length })}
      </p>
      <ol className="rows">
        {changes.map(({ messageId, title, from, to }) => (
          <li key={messageId} className="line">
            <Link to={paths.message(messageId)}>{title || t('understanding.message.untitled')}</Link>
            <span className="quiet nowrap">
              {t('learning.changes.line', { from: name('topic', from), to: name('topic', to) })}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
