// One change of the rules: what it says, the clocks before and after it, and where it is confirmed as seen.
import { App, Button, Modal, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { ClockMove, RuleChange } from '#contract';
import { useAct, useAsk, useAskPages } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { AboutLink, Answered, aboutId, Instant, Paged, PageTitle, Panel, StateTag } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import { toneOf } from './Changes';
import './duty.css';
import { LeansOn } from './Recounts';

export function ChangePage() {
  const { t, pick } = useWords();
  const { id = '' } = useParams();
  const asked = useAsk('changes.read', { params: { id } });
  return (
    <>
      {!asked.data && <PageTitle title={t('dutyRules.changes.question')} />}
      <Answered of={asked}>
        {(change) => (
          <>
            <PageTitle
              title={pick(change.title)}
              actions={<Link to={paths.changes}>{t('dutyRules.changes.back')}</Link>}
            >
              <span className="row tight">
                <StateTag tone={toneOf[change.state]}>
                  {t(`dutyRules.changes.states.${change.state}`)}
                </StateTag>
              </span>
            </PageTitle>
            <div className="stack">
              <Says change={change} />
              <Moves change={change} />
            </div>
          </>
        )}
      </Answered>
    </>
  );
}

function Says({ change }: { change: RuleChange }) {
  const { t, pick, name } = useWords();
  return (
    <Panel title={t('dutyRules.changes.says')}>
      <ul className="year-list">
        {change.says.map((line) => (
          <li key={line.zh}>{pick(line)}</li>
        ))}
      </ul>
      <dl className="why-facts">
        <dt>{t('dutyRules.changes.reason')}</dt>
        <dd>{change.reason}</dd>
        <dt>{t('dutyRules.changes.by')}</dt>
        <dd>
          {name('changeKind', change.kind)} · {change.proposedBy} · <Instant at={change.proposedAt} />
          {change.packId && (
            <>
              {' · '}
              <Link to={paths.pack(change.packId)}>{t('dutyRules.changes.thePack')}</Link>
            </>
          )}
          {change.matterId && (
            <>
              {' · '}
              <Link to={paths.matter(change.matterId)}>{t('matters.page')}</Link>
            </>
          )}
          {change.incidentId && (
            <>
              {' · '}
              <Link to={paths.incident(change.incidentId)}>{t('dutyRules.changes.incident')}</Link>
            </>
          )}
        </dd>
        {change.decidedAt && (
          <>
            <dt>{t('dutyRules.changes.decided')}</dt>
            <dd>
              {change.decidedBy} · <Instant at={change.decidedAt} />
            </dd>
          </>
        )}
      </dl>
    </Panel>
  );
}

function Moves({ change }: { change: RuleChange }) {
  const { t } = useWords();
  // The list of this count: another count is another list.
  const asked = useAskPages('changes.moves', { params: { id: change.id }, query: { limit: 100 } });
  const { counts } = change;
  const none = Object.values(counts).every((n) => n === 0);
  return (
    <Panel title={t('dutyRules.changes.list')} flush extra={<Decide change={change} />}>
      <p className="panel-note">
        {none
          ? t('dutyRules.changes.nothingMoves')
          : t('dutyRules.changes.counts', { ...counts, away: counts['falls-away'] })}{' '}
        {change.atOnce > 0 && (
          <strong className="leans-on">
            ▲ {t('dutyRules.changes.overAtOnce', { count: change.atOnce })}
          </strong>
        )}{' '}
        <span className="quiet">
          {t('dutyRules.changes.counted')} <Instant at={change.countedAt} />
        </span>
      </p>
      <Paged of={asked} rows={4} empty={null}>
        {(rows) => <Rows rows={rows} />}
      </Paged>
    </Panel>
  );
}

function Rows({ rows }: { rows: ClockMove[] }) {
  const { t, pick } = useWords();
  const columns: TableColumnsType<ClockMove> = [
    {
      title: t('dutyRules.changes.about'),
      key: 'incident',
      render: (_, move) => <AboutLink of={move} />,
    },
    {
      title: t('dutyRules.changes.duty'),
      key: 'duty',
      width: 200,
      render: (_, move) => (
        <>
          <strong>{pick(move.name)}</strong>{' '}
          <span className="quiet">{t(`dutyRules.changes.kinds.${move.kind}`)}</span>
          {/* On a phone the columns beside it are out of sight. */}
          <div className="only-phone move-due">
            {move.fromDue ? <Instant at={move.fromDue} /> : '—'} → <After move={move} />
          </div>
        </>
      ),
    },
    {
      title: t('dutyRules.changes.before'),
      key: 'before',
      width: 170,
      responsive: ['lg'],
      render: (_, { fromDue }) => (fromDue ? <Instant at={fromDue} /> : '—'),
    },
    {
      title: t('dutyRules.changes.after'),
      key: 'after',
      width: 200,
      responsive: ['lg'],
      render: (_, move) => <After move={move} />,
    },
    {
      title: t('dutyRules.changes.start'),
      key: 'start',
      width: 170,
      responsive: ['lg'],
      render: (_, { fromStart, toStart }) =>
        fromStart && toStart && fromStart !== toStart ? (
          <>
            <Instant at={fromStart} /> → <Instant at={toStart} />
          </>
        ) : (
          <Instant at={toStart ?? fromStart} />
        ),
    },
  ];
  return (
    <ListTable
      rowKey={(move) => move.clockId ?? `${aboutId(move)}${move.packId}${move.duty}`}
      items={rows}
      columns={columns}
    />
  );
}

function After({ move }: { move: ClockMove }) {
  const { t } = useWords();
  if (move.kind === 'stays') return <span className="quiet">{t('dutyRules.changes.stays')}</span>;
  if (!move.toDue) return <span className="quiet">{t('dutyRules.changes.kinds.falls-away')}</span>;
  return (
    <>
      {move.kind === 'recounted' ? (
        <Instant at={move.toDue} />
      ) : (
        <strong>
          <Instant at={move.toDue} />
        </strong>
      )}
      {move.leansOn.length > 0 && (
        <div>
          <LeansOn years={move.leansOn} />
        </div>
      )}
      {move.atOnce && <div className="leans-on">▲ {t('dutyRules.changes.atOnce')}</div>}
    </>
  );
}

function Decide({ change }: { change: RuleChange }) {
  const { t, pick } = useWords();
  const { message } = App.useApp();
  const { may } = useSession();
  const [asking, setAsking] = useState(false);
  const params = { id: change.id };
  const look = useAct('changes.look', { done: t('dutyRules.changes.looked') });
  const drop = useAct('changes.drop', { done: t('dutyRules.changes.dropped') });
  const confirm = useAct('changes.confirm', {
    done: t('dutyRules.changes.confirmed'),
    onDone: () => setAsking(false),
    // What they saw no longer holds: the new list is put before them.
    onProblem: ({ code }) => {
      setAsking(false);
      if (code !== 'change.moved-on') return false;
      void message.warning(t('dutyRules.changes.movedOn'), 6);
      look.act({ params });
      return true;
    },
  });
  if (change.state !== 'proposed' || !may('rule.change')) return null;
  return (
    <span className="row tight no-print">
      <Button size="small" loading={look.acting} onClick={() => look.act({ params })}>
        {t('dutyRules.changes.look')}
      </Button>
      <Button size="small" loading={drop.acting} onClick={() => drop.act({ params })}>
        {t('dutyRules.changes.drop')}
      </Button>
      {change.mayConfirm ? (
        <Button size="small" type="primary" onClick={() => setAsking(true)}>
          {t(change.needsSecond ? 'dutyRules.changes.confirmPack' : 'dutyRules.changes.confirm')}
        </Button>
      ) : (
        change.mayNot && <span className="quiet">{pick(change.mayNot)}</span>
      )}
      <Modal
        open={asking}
        title={t('dutyRules.changes.confirmTitle')}
        okText={t(change.needsSecond ? 'dutyRules.changes.confirmPack' : 'dutyRules.changes.confirm')}
        cancelText={t('app.common.cancel')}
        confirmLoading={confirm.acting}
        onCancel={() => setAsking(false)}
        onOk={() => confirm.act({ params, body: { digest: change.digest } })}
      >
        <p>{t('dutyRules.changes.consequence', { ...change.counts, away: change.counts['falls-away'] })}</p>
        {change.atOnce > 0 && (
          <p className="leans-on">▲ {t('dutyRules.changes.overAtOnce', { count: change.atOnce })}</p>
        )}
      </Modal>
    </span>
  );
}
