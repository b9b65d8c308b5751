// One incident in the list: level, words, heat with its last day, counts, times, who leads, and what can be done.

import { Button } from 'antd';
import type { HTMLAttributes } from 'react';
import { Link } from 'react-router';
import type { IncidentCard } from '#contract';
import { Sparkline } from '../shared/charts';
import { paths } from '../shared/paths';
import { ActionMenu, Instant, LevelTag, StateTag, TopicTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { Unaccepted } from './Acceptance';
import type { IncidentAct } from './acting';

type Props = HTMLAttributes<HTMLLIElement> & {
  incident: IncidentCard;
  /** It has left the list meanwhile and is only kept in place. */
  gone: boolean;
  /** The list holds several states: say which. */
  withState: boolean;
  acts: readonly IncidentAct[];
  onAct: (act: IncidentAct) => void;
};

export function IncidentRow({ incident, gone, withState, acts, onAct, ...row }: Props) {
  const { t } = useWords();
  return (
    <li className={`line incident${gone ? ' was-here' : ''}`} {...row}>
      <div className="incident-words">
        <div className="row tight">
          <Marks incident={incident} withState={withState} />
          {gone && <StateTag tone="plain">{t('app.common.moved')}</StateTag>}
        </div>
        <Link to={paths.incident(incident.id)} className="incident-title">
          {incident.title}
        </Link>
        <Where incident={incident} />
      </div>
      <div className="incident-heat">
        <span>
          <span className="quiet">{t('understanding.incidents.heat')} </span>
          <strong className="tabular">{Math.round(incident.heat)}</strong>
        </span>
        <Sparkline
          values={incident.hours}
          label={t('understanding.incidents.lastDay', { list: incident.hours.join(' ') })}
        />
      </div>
      <Times incident={incident} />
      <div className="incident-lead">
        <span className="quiet">{t('understanding.incidents.lead')} </span>
        {incident.lead?.name ?? <span className="quiet">{t('understanding.incidents.noLead')}</span>}{' '}
        <Unaccepted incident={incident} />
      </div>
      <Acts incident={incident} acts={acts} onAct={onAct} />
    </li>
  );
}

/** Level (dashed while proposed), kind of emergency, and the state where it is not plain from the list. */
function Marks({ incident, withState }: { incident: IncidentCard; withState: boolean }) {
  const { name } = useWords();
  const { level, proposedLevel, emergencyKind, state } = incident;
  return (
    <>
      <LevelTag level={level ?? proposedLevel} proposed={!level} />
      {emergencyKind && <span className="tag">{name('emergency', emergencyKind)}</span>}
      {withState && <StateTag tone="plain">{name('incidentState', state)}</StateTag>}
    </>
  );
}

function Where({ incident }: { incident: IncidentCard }) {
  const { name } = useWords();
  return (
    <div className="row tight quiet">
      <TopicTag topic={incident.topic} />
      {incident.areas
        .filter((area) => area !== incident.topic)
        .map((area) => (
          <TopicTag key={area} topic={area} />
        ))}
      <span>
        {[incident.place, ...incident.channels.map((one) => name('channel', one))]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </div>
  );
}

function Times({ incident }: { incident: IncidentCard }) {
  const { t } = useWords();
  return (
    <div className="incident-times">
      <span className="tabular">{t('understanding.incidents.messages', { count: incident.messages })}</span>
      <span className="quiet">
        {t('understanding.incidents.first')} <Instant at={incident.firstAt} />
      </span>
      <span className="quiet">
        {t('understanding.incidents.last')} <Instant at={incident.lastAt} />
      </span>
    </div>
  );
}

/** The likeliest act as a button, the others in a menu. */
function Acts({ incident, acts, onAct }: Pick<Props, 'incident' | 'acts' | 'onAct'>) {
  const { t } = useWords();
  const [first, ...others] = acts;
  if (!first) return <div className="incident-acts" />;
  return (
    <div className="incident-acts no-print">
      <Button
        size="small"
        type={first === 'confirm' ? 'primary' : 'default'}
        aria-label={`${t(`understanding.acts.${first}`)}: ${incident.title}`}
        onClick={() => onAct(first)}
      >
        {t(`understanding.acts.${first}`)}
      </Button>
      <ActionMenu
        label={t('understanding.incidents.more', { title: incident.title })}
        items={others.map((act) => ({
          key: act,
          label: t(`understanding.acts.${act}`),
          onClick: () => onAct(act),
        }))}
      />
    </div>
  );
}
