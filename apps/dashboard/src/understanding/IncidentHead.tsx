// The top of the incident desk: level with why, the words, first report, detected, heat, and the acts.
import { Button, Alert as Notice, Popover, Tooltip } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Incident } from '#contract';
import { Sparkline } from '../shared/charts';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Instant, LevelTag, PageTitle, StateTag, TopicTag, useHotkeys } from '../shared/ui';
import { useWords } from '../shared/words';
import { type Asking, actsOf, askedOf, type IncidentAct, shownActs } from './acting';
import { EmergencySeenView } from './EmergencySeen';
import { HeatParts } from './HeatParts';
import { IncidentDialog } from './IncidentDialog';
import { Rename } from './Rename';
import { useUndo } from './useUndo';
import './understanding.css';

export function IncidentHead({ incident }: { incident: Incident }) {
  const { t } = useWords();
  const { may } = useSession();
  const [params] = useSearchParams();
  const cameFrom = params.get('from');
  return (
    <>
      <PageTitle title={incident.title} actions={<Acts incident={incident} />}>
        <div className="row tight">
          <LevelWhy incident={incident} />
          <State incident={incident} />
          <TopicTag topic={incident.topic} />
          {incident.areas
            .filter((area) => area !== incident.topic)
            .map((area) => (
              <TopicTag key={area} topic={area} />
            ))}
          {incident.place && <span className="quiet">{incident.place}</span>}
          {incident.titledBy && (
            <span className="quiet">
              {t('understanding.assessing.titledBy', { name: incident.titledBy })}
            </span>
          )}
          {incident.placedBy && (
            <span className="quiet">
              {t('understanding.assessing.placedBy', { name: incident.placedBy })}
            </span>
          )}
          {may('incident.assess') && actsOf(incident).length > 0 && <Rename incident={incident} />}
        </div>
        <Times incident={incident} />
      </PageTitle>
      {cameFrom && (
        <Notice
          style={{ marginBottom: 10 }}
          type="info"
          title={t('understanding.assessing.cameFrom')}
          action={<Link to={`${paths.incident(cameFrom)}?kept`}>{t('understanding.assessing.openOld')}</Link>}
        />
      )}
      {incident.mergedInto && (
        <Notice
          style={{ marginBottom: 10 }}
          type="info"
          title={t('understanding.desk.mergedInto')}
          action={<Link to={paths.incident(incident.mergedInto)}>{t('understanding.desk.openTarget')}</Link>}
        />
      )}
      {incident.dismissedReason && (
        <Notice
          style={{ marginBottom: 10 }}
          type="info"
          title={t('understanding.desk.dismissedBecause', { reason: incident.dismissedReason })}
        />
      )}
    </>
  );
}

function State({ incident }: { incident: Incident }) {
  const { name } = useWords();
  return (
    <StateTag tone={incident.state === 'confirmed' ? 'good' : 'plain'}>
      {name('incidentState', incident.state)}
    </StateTag>
  );
}

/** The level; pressed, it opens the facts, the words they came from and the standard. */
function LevelWhy({ incident }: { incident: Incident }) {
  const { t, name } = useWords();
  const level = incident.level ?? incident.proposedLevel;
  if (!level) return null;
  const why = incident.emergency ? (
    <EmergencySeenView emergency={incident.emergency} />
  ) : (
    t('understanding.assessment.none')
  );
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      content={<div style={{ width: 'min(440px, 84vw)' }}>{why}</div>}
    >
      <button
        type="button"
        className="chip-button row tight"
        aria-haspopup="dialog"
        aria-label={t('understanding.desk.levelWhy', { level: name('level', level) })}
      >
        <LevelTag level={level} proposed={!incident.level} />
        {incident.emergencyKind && <span className="tag">{name('emergency', incident.emergencyKind)}</span>}
      </button>
    </Popover>
  );
}

function Times({ incident }: { incident: Incident }) {
  const { t } = useWords();
  const instants = [
    ['firstAt', incident.firstAt],
    ['detectedAt', incident.detectedAt],
    ['occurredAt', incident.occurredAt],
    ['confirmedAt', incident.confirmedAt],
    ['closedAt', incident.closedAt],
  ] as const;
  return (
    <div className="desk-times">
      {instants.map(([key, at]) =>
        at ? (
          <span key={key}>
            <span className="quiet">{t(`understanding.desk.${key}`)} </span>
            <Instant at={at} />
          </span>
        ) : null,
      )}
      <span className="row tight">
        <span className="quiet">{t('understanding.desk.heat')}</span>
        <Sparkline
          values={incident.hours}
          label={t('understanding.incidents.lastDay', { list: incident.hours.join(' ') })}
        />
        <HeatWhy incident={incident} />
      </span>
    </div>
  );
}

/** The heat; pressed, it opens what it is made of. */
function HeatWhy({ incident }: { incident: Incident }) {
  const { t } = useWords();
  const heat = Math.round(incident.heat);
  return (
    <Popover
      trigger="click"
      placement="bottom"
      title={t('understanding.assessment.heat')}
      content={
        <div style={{ width: 'min(520px, 84vw)' }}>
          <HeatParts incident={incident} />
        </div>
      }
    >
      <button
        type="button"
        className="chip-button"
        aria-haspopup="dialog"
        aria-label={t('understanding.desk.heatWhy', { heat })}
      >
        <strong className="tag tabular">{heat}</strong>
      </button>
    </Popover>
  );
}

function Acts({ incident }: { incident: Incident }) {
  const { t, name } = useWords();
  const { may } = useSession();
  const { undoLast } = useUndo();
  const [asking, setAsking] = useState<Asking | null>(null);
  const mayAssess = may('incident.assess');
  const possible = actsOf(incident);
  const ask = (act: IncidentAct) => {
    const asked = askedOf(act, incident);
    if (asked) setAsking(asked);
  };
  useHotkeys(
    {
      c: () => ask('confirm'),
      d: () => ask('dismiss'),
      x: () => ask('dismiss'),
      l: () => ask('level'),
      m: () => ask('merge'),
      a: () => ask('assign'),
      u: undoLast,
    },
    mayAssess,
  );
  if (!mayAssess) return null;
  if (possible.length === 0)
    return (
      <span className="quiet">
        {t('understanding.acts.over', { state: name('incidentState', incident.state) })}
      </span>
    );
  return (
    <>
      {shownActs(incident).map((act) => (
        <ActButton key={act} act={act} enabled={possible.includes(act)} onClick={() => ask(act)} />
      ))}
      {asking && (
        <IncidentDialog
          {...asking}
          incident={incident}
          onClose={() => setAsking(null)}
          onDone={() => undefined}
        />
      )}
    </>
  );
}

type ActButtonProps = { act: IncidentAct; enabled: boolean; onClick: () => void };
/** What may be done but not now keeps its place, and says why to the pointer and to a screen reader. */
function ActButton({ act, enabled, onClick }: ActButtonProps) {
  const { t } = useWords();
  const words = t(`understanding.acts.${act}`);
  if (enabled)
    return (
      <Button type={act === 'confirm' ? 'primary' : 'default'} onClick={onClick}>
        {words}
      </Button>
    );
  const why = t('understanding.acts.notYet');
  return (
    <Tooltip title={why}>
      <Button disabled aria-label={`${words}: ${why}`}>
        {words}
      </Button>
    </Tooltip>
  );
}
