// Open incidents by heat, each with its last 24 hours.
import { Link } from 'react-router';
import type { IncidentCard } from '#contract';
import { useAsk } from '../shared/api';
import { Sparkline } from '../shared/charts';
import { paths } from '../shared/paths';
import { Answered, EmptyState, LevelTag, Panel, StateTag, TopicTag } from '../shared/ui';
import { useWords } from '../shared/words';

export function IncidentsByHeat() {
  const { t } = useWords();
  const asked = useAsk(
    'incidents.list',
    { query: { state: 'open', sort: 'heat', limit: 30 } },
    { every: 60_000 },
  );
  const all = <Link to={paths.incidents}>{t('app.common.all')}</Link>;
  return (
    <Panel title={t('live.heat')} extra={all} flush className="live-panel">
      <Answered of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('live.emptyHeat')} next={t('live.emptyHeatNext')} />
          ) : (
            <ol className="live-list">
              {items.map((incident) => (
                <IncidentLine key={incident.id} incident={incident} />
              ))}
            </ol>
          )
        }
      </Answered>
    </Panel>
  );
}

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);

/** The last twelve hours against the twelve before, with the sign as a word as well. */
function useChange(hours: readonly number[]): string {
  const { t } = useWords();
  const change = sum(hours.slice(-12)) - sum(hours.slice(-24, -12));
  if (change === 0) return t('live.change', { change: t('live.steady') });
  const word = t(change > 0 ? 'live.rising' : 'live.falling');
  return t('live.change', { change: `${change > 0 ? '↑' : '↓'} ${word} ${Math.abs(change)}` });
}

function IncidentLine({ incident }: { incident: IncidentCard }) {
  const { t, name } = useWords();
  const change = useChange(incident.hours);
  return (
    <li className="live-line">
      <div className="row apart nowrap-row">
        <Link to={paths.incident(incident.id)} className="ellipsis">
          {incident.title}
        </Link>
        <strong className="tabular nowrap">{t('live.heatOf', { value: Math.round(incident.heat) })}</strong>
      </div>
      <div className="row tight">
        {incident.level || incident.proposedLevel ? (
          <LevelTag level={incident.level ?? incident.proposedLevel} proposed={!incident.level} />
        ) : (
          incident.state === 'proposed' && (
            <StateTag tone="plain">{name('incidentState', 'proposed')}</StateTag>
          )
        )}
        <TopicTag topic={incident.topic} />
        <span className="quiet tabular">{t('live.messages', { count: incident.messages })}</span>
      </div>
      <div className="row apart">
        <Sparkline values={incident.hours} label={t('live.sparkline', { list: incident.hours.join(' ') })} />
        <span className="quiet tabular">{change}</span>
      </div>
    </li>
  );
}
