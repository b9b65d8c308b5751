// One drill: before it begins, while it plays with its clocks ticking in its own time, and its report.
import { App, Button } from 'antd';
import { useParams } from 'react-router';
import type { Drill, DrillClockView } from '#contract';
import { isPastMs } from '../../../../libs/duty/due-second';
import { useAct, useAsk } from '../shared/api';
import { useTicking } from '../shared/now';
import { Answered, LevelTag, Panel, StateTag, span } from '../shared/ui';
import { useWords } from '../shared/words';
import { DrillEvents, DrillScript } from './DrillFeed';
import { DrillBanner, DrillTime, dayTime, drillMs } from './DrillParts';
import { DrillRelease } from './DrillRelease';
import { DrillReport } from './DrillReport';
import { DrillState } from './Drills';
import './duty.css';
import { Head } from './Head';

const every = 2_000;
export function DrillPage() {
  const { id = '' } = useParams();
  const asked = useAsk(
    'drills.read',
    { params: { id } },
    { every: (drill) => (drill?.state === 'running' ? every : 30_000) },
  );
  return <Answered of={asked}>{(drill) => <Whole drill={drill} />}</Answered>;
}

function Whole({ drill }: { drill: Drill }) {
  const { t, pick } = useWords();
  const running = drill.state === 'running';
  return (
    <>
      <Head title={`${t('drills.mark')} · ${drill.name}`} actions={<Acts drill={drill} />} />
      <DrillBanner />
      <div className="stack">
        <div className="row tight">
          <LevelTag level={drill.level} />
          <DrillState drill={drill} />
          {drill.startedAt && <DrillTime pace={drill} />}
        </div>
        {drill.report && <DrillReport drill={drill} report={drill.report} />}
        <Panel title={t('drills.story')} extra={<span className="quiet">{drill.lead.name}</span>}>
          <p className="as-written">{pick(drill.story)}</p>
          <p className="quiet">
            {t('drills.people')}：
            {drill.participants
              .map(({ name, department }) => [name, department].filter(Boolean).join(' · '))
              .join('、')}
          </p>
          {running && !drill.takesPart && <p className="quiet">{t('drills.notMine')}</p>}
        </Panel>
        {drill.startedAt && <Clocks drill={drill} />}
        {running && drill.takesPart && <DrillRelease drill={drill} />}
        <DrillScript drill={drill} />
        {drill.startedAt && <DrillEvents drill={drill} />}
      </div>
    </>
  );
}

function Acts({ drill }: { drill: Drill }) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const start = useAct('drills.start', { done: t('drills.done.start') });
  const end = useAct('drills.end', { done: t('drills.done.end') });
  const drop = useAct('drills.drop', { done: t('drills.done.drop') });
  const params = { id: drill.id };
  const ask = (what: 'start' | 'end' | 'drop', act: typeof start.act | typeof end.act | typeof drop.act) =>
    void modal.confirm({
      title: t(`drills.${what}`),
      content: t(`drills.${what}Consequence`),
      okText: t(`drills.${what}`),
      cancelText: t('app.common.cancel'),
      onOk: () => act({ params }),
    });
  if (!drill.mayRun) return null;
  return (
    <>
      {drill.state === 'prepared' && (
        <>
          <Button type="primary" onClick={() => ask('start', start.act)}>
            {t('drills.start')}
          </Button>
          <Button onClick={() => ask('drop', drop.act)}>{t('drills.drop')}</Button>
        </>
      )}
      {drill.state === 'running' && <Button onClick={() => ask('end', end.act)}>{t('drills.end')}</Button>}
    </>
  );
}

function Clocks({ drill }: { drill: Drill }) {
  const { t } = useWords();
  return (
    <Panel title={t('drills.clocks')}>
      {drill.clocks.length === 0 ? (
        <p className="quiet">{t('drills.noClocks')}</p>
      ) : (
        <ul className="board-clocks">
          {drill.clocks.map((clock) => (
            <Clock key={clock.id} drill={drill} clock={clock} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

const tones = { open: 'plain', breached: 'bad', met: 'good', 'met-late': 'warn' } as const;
function Clock({ drill, clock }: { drill: Drill; clock: DrillClockView }) {
  const { t, pick } = useWords();
  const { act, acting } = useAct('drills.acknowledge');
  const up = useAct('drills.takeUp');
  const due = Date.parse(clock.dueAt);
  const left = useTicking((now) => {
    const inDrill = drillMs(drill, drill.endedAt ? Date.parse(drill.endedAt) : now);
    return t(isPastMs(inDrill, due) ? 'app.time.late' : 'app.time.left', { span: span(due - inDrill, t) });
  });
  const counts = clock.state === 'open' || clock.state === 'breached';
  const called = pick(clock.name);
  return (
    <li className="clock-card">
      <div className="row apart">
        <strong>
          <span className="drill-mark">{t('drills.mark')}</span> {called}
        </strong>
        {counts && drill.state === 'running' && <span className="tabular">{left}</span>}
      </div>
      <div className="row tight">
        <StateTag tone={tones[clock.state]}>{t(`drills.clockStates.${clock.state}`)}</StateTag>
        <span className="quiet">
          {clock.department?.name}
          {clock.holder && ` · ${clock.holder.name}`} · {t('drills.due')} {dayTime(due)}
        </span>
      </div>
      {clock.acknowledgedBy && (
        <span className="quiet">
          {t('drills.acknowledgedBy', { name: clock.acknowledgedBy })}{' '}
          {dayTime(Date.parse(clock.acknowledgedAt ?? ''))}
        </span>
      )}
      {clock.metAt && (
        <span className="quiet">
          {clock.metBy} · {dayTime(Date.parse(clock.metAt))}
        </span>
      )}
      {clock.mayAcknowledge && (
        <Button
          size="small"
          type="primary"
          loading={acting}
          aria-label={`${t('drills.acknowledge')}：${called}`}
          onClick={() => act({ params: { id: drill.id, clockId: clock.id } })}
        >
          {t('drills.acknowledge')}
        </Button>
      )}
      {clock.mayTakeUp && (
        <Button
          size="small"
          loading={up.acting}
          aria-label={`${t('drills.takeUp')}：${called}`}
          onClick={() => up.act({ params: { id: drill.id, clockId: clock.id } })}
        >
          {t('drills.takeUp')}
        </Button>
      )}
    </li>
  );
}
