// The model's page: which one labels now and how well, what there is to learn from, which candidate waits for a decision.
import { Button, Progress, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Learning, ModelCard } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Answered, EmptyState, Instant, Panel, ReasonModal } from '../shared/ui';
import { useWords } from '../shared/words';
import { CorrectionLog } from './CorrectionLog';
import { Head } from './Head';
import { ModelDecision, ModelState } from './modelActs';
import { Relabelling } from './Relabelling';
import { Change, ScoreTables } from './ScoreTables';
import './understanding.css';

const WATCHED_MS = 1_500;
const SEEN_MS = 30_000;
const isUnderWay = ({ state }: ModelCard) => state === 'waiting' || state === 'training';

export function Models() {
  const { t } = useWords();
  const { may } = useSession();
  const asked = useAsk(
    'models.list',
    {},
    { every: (learning) => (learning?.models.some(isUnderWay) ? WATCHED_MS : SEEN_MS) },
  );
  return (
    <>
      <Head title={t('learning.title')} />
      <Answered of={asked}>
        {(learning) => (
          <div className="beside message-sides">
            <div className="stack">
              <Candidates models={learning.models.filter(({ state }) => state === 'candidate')} />
              <Scores inForce={learning.inForce.version} corrections={learning.corrections.usable} />
              <History
                models={learning.models.filter((one) => !isUnderWay(one) && one.state !== 'candidate')}
              />
              <CorrectionLog />
            </div>
            <div className="stack">
              <InForce learning={learning} />
              <Learn learning={learning} />
              {may('model.train') && <Relabelling />}
            </div>
          </div>
        )}
      </Answered>
    </>
  );
}

function InForce({ learning: { inForce, shipped } }: { learning: Learning }) {
  const { t } = useWords();
  const { may } = useSession();
  const [restoring, setRestoring] = useState(false);
  const restore = useAct('models.restore', {
    done: t('learning.model.promoted'),
    onDone: () => setRestoring(false),
  });
  const isShipped = inForce.modelId === null;
  const origin = isShipped ? 'shipped' : inForce.inherited ? 'inherited' : 'trained';
  return (
    <Panel title={t('learning.inForce.title')}>
      <dl className="pairs">
        <dt>{t('learning.inForce.version')}</dt>
        <dd className="tabular">{inForce.version}</dd>
        <dt>{t('learning.inForce.origin')}</dt>
        <dd>{t(`learning.inForce.${origin}`)}</dd>
        {inForce.since && (
          <>
            <dt>{t('learning.inForce.since')}</dt>
            <dd>
              <Instant at={inForce.since} /> {inForce.by}
            </dd>
          </>
        )}
        {isShipped && <LearntFrom card={shipped.card} />}
        <dt>{t('learning.inForce.digest')}</dt>
        <dd className="digest">{inForce.digest.slice(0, 16)}</dd>
      </dl>
      {!isShipped && !inForce.inherited && may('model.promote') && (
        <Button size="small" onClick={() => setRestoring(true)}>
          {t('learning.inForce.restore')}
        </Button>
      )}
      {restoring && (
        <ReasonModal
          open
          title={t('learning.inForce.restore')}
          consequence={t('learning.inForce.restoreWhat', { version: shipped.version })}
          confirm={t('learning.inForce.restore')}
          busy={restore.acting}
          onConfirm={({ reason }) => restore.act({ body: { reason } })}
          onCancel={() => setRestoring(false)}
        />
      )}
    </Panel>
  );
}

/** What the model of the product was made from, as its own card says; whatever the card does not say is left out. */
function LearntFrom({ card }: { card: Record<string, unknown> }) {
  const { t } = useWords();
  const rows = (card.rows ?? {}) as Partial<Record<'messages' | 'segmented' | 'own', unknown>>;
  const said = (['messages', 'segmented', 'own'] as const).flatMap((kind) =>
    typeof rows[kind] === 'number'
      ? [t(`learning.inForce.rows.${kind}`, { n: rows[kind].toLocaleString('en') })]
      : [],
  );
  const { trainedOn, fiveFoldMacroF1: f1 } = card;
  return (
    <>
      {typeof trainedOn === 'string' && (
        <>
          <dt>{t('learning.inForce.trainedOn')}</dt>
          <dd className="tabular">{trainedOn}</dd>
        </>
      )}
      {said.length > 0 && (
        <>
          <dt>{t('learning.inForce.data')}</dt>
          <dd>
            {said.map((line) => (
              <div key={line}>{line}</div>
            ))}
          </dd>
        </>
      )}
      {typeof f1 === 'number' && (
        <>
          <dt>{t('learning.inForce.folds')}</dt>
          <dd>{t('learning.inForce.foldsSaid', { f1: (f1 * 100).toFixed(1) })}</dd>
        </>
      )}
    </>
  );
}

function Learn({ learning: { corrections, models } }: { learning: Learning }) {
  const { t, name } = useWords();
  const { may } = useSession();
  const training = useAct('models.train', { done: t('learning.learn.started') });
  const cancelling = useAct('models.cancel', { done: t('learning.learn.cancelled') });
  const { usable, needed, fresh } = corrections;
  const running = models.find(isUnderWay);
  const isEmpty = corrections.topic + corrections.areas + corrections.offTopic + corrections.emergency === 0;
  const tooFew = usable < needed ? t('learning.learn.tooFew', { usable, needed }) : null;
  const why = running ? t('learning.learn.busy') : tooFew;
  return (
    <Panel title={t('learning.learn.title')}>
      {isEmpty ? (
        <EmptyState title={t('learning.learn.empty')} next={t('learning.learn.emptyNext', { needed })} />
      ) : (
        <div className="stack">
          <span>{t('learning.learn.counts', corrections)}</span>
          <span>{t('learning.learn.fresh', { count: fresh })}</span>
          <span className="quiet">{t('learning.learn.rules')}</span>
          {running && (
            <div>
              <span role="status">{name('modelPhase', running.phase ?? 'reading')}</span>
              <Progress
                percent={Math.round(running.progress * 100)}
                aria-label={t('learning.learn.progress')}
              />
            </div>
          )}
          {may('model.train') && (
            <div className="row tight">
              <Button
                type="primary"
                disabled={why !== null}
                loading={training.acting}
                onClick={() => training.act({})}
              >
                {t('learning.learn.train')}
              </Button>
              {running && (
                <Button onClick={() => cancelling.act({ params: { id: running.id } })}>
                  {t('learning.learn.cancel')}
                </Button>
              )}
              {why && !running && <span className="quiet">{why}</span>}
            </div>
          )}
        </div>
      )}
    </Panel>
  );
}

function Candidates({ models }: { models: ModelCard[] }) {
  const { t } = useWords();
  if (models.length === 0) return null;
  return (
    <Panel title={t('learning.model.candidates')} flush>
      <ol className="rows">
        {models.map((model) => (
          <li key={model.id} className="line">
            <div className="stack" style={{ gap: 3 }}>
              <Link to={paths.modelOf(model.id)} className="incident-title">
                {t('learning.model.name', { version: model.version })}
              </Link>
              <span className="row tight quiet">
                <Instant at={model.trainedAt ?? model.askedAt} /> {model.askedBy}
                {model.macroF1 && (
                  <span className="tabular">
                    {t('learning.model.macro')}{' '}
                    <Change before={model.macroF1.control.before} after={model.macroF1.control.after} />
                  </span>
                )}
                {model.data && <span>{t('learning.changes.count', model.data)}</span>}
              </span>
            </div>
            <ModelDecision model={model} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** The model in force on what it never learnt; asked again when another is in force or corrections were added. */
function Scores({ inForce, corrections }: { inForce: string; corrections: number }) {
  const { t } = useWords();
  const asked = useAsk('models.scores', {}, { staleMs: 0 });
  return (
    <div key={`${inForce} ${corrections}`}>
      <Answered of={asked}>
        {({ sets: { control, fixed, newest } }) => (
          <ScoreTables
            title={t('learning.scores.title')}
            sets={{
              control: { before: null, after: control },
              fixed: { before: null, after: fixed },
              newest: { before: null, after: newest },
            }}
          />
        )}
      </Answered>
    </div>
  );
}

function History({ models }: { models: ModelCard[] }) {
  const { t } = useWords();
  const columns: TableColumnsType<ModelCard> = [
    {
      title: t('learning.inForce.version'),
      render: (_, { id, version }) =>
        version ? <Link to={paths.modelOf(id)}>{version}</Link> : t('learning.model.unnamed'),
    },
    { title: t('learning.model.state'), dataIndex: 'state', render: (state) => <ModelState state={state} /> },
    {
      title: t('learning.model.macro'),
      align: 'right',
      render: (_, { macroF1 }) =>
        macroF1 && <Change before={macroF1.control.before} after={macroF1.control.after} />,
    },
    {
      title: t('learning.model.asked'),
      render: (_, { askedAt, askedBy }) => (
        <>
          <Instant at={askedAt} /> {askedBy}
        </>
      ),
    },
    {
      title: t('learning.model.decided'),
      render: (_, { decidedAt, decidedBy, reason }) =>
        decidedAt && (
          <>
            <Instant at={decidedAt} /> {decidedBy} {reason && t('learning.model.reason', { reason })}
          </>
        ),
    },
    { key: 'act', render: (_, model) => <ModelDecision model={model} /> },
  ];
  return (
    <Panel title={t('learning.model.history')} flush={models.length > 0}>
      {models.length === 0 ? (
        <span className="quiet">{t('learning.model.noHistory')}</span>
      ) : (
        <Table<ModelCard>
          size="small"
          rowKey="id"
          columns={columns}
          dataSource={models}
          pagination={false}
          scroll={{ x: 'max-content' }}
        />
      )}
    </Panel>
  );
}
