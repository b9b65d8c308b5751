// What is being escalated: each clock on its way up, who was told, who has it in hand, what comes next.
import { Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ClimbView } from '#contract';
import { useAskPages } from '../shared/api';
import { paths } from '../shared/paths';
import { AboutTag, aboutTitle, ClimbState, ClimbSteps, EmptyState, Paged, TakeUp } from '../shared/ui';
import { useWords } from '../shared/words';
import { Head } from './Head';

type Range = 'running' | 'all';
export function ClimbsPage() {
  const { t } = useWords();
  const [range, setRange] = useState<Range>('running');
  const query = range === 'running' ? { running: 'true' as const } : {};
  const asked = useAskPages('escalations.list', { query }, { every: 15_000 });
  return (
    <>
      <Head title={t('notices.climbs.question')} />
      <Segmented<Range>
        value={range}
        onChange={setRange}
        aria-label={t('notices.climbs.filter')}
        options={[
          { value: 'running', label: t('notices.climbs.running') },
          { value: 'all', label: t('notices.climbs.all') },
        ]}
      />
      <Paged
        of={asked}
        empty={<EmptyState title={t('notices.climbs.empty')} next={t('notices.climbs.emptyNext')} />}
      >
        {(items) => (
          <ul className="plain-list stack" style={{ marginTop: 12 }}>
            {items.map((climb) => (
              <OneClimb key={`${climb.clockId}${climb.since}`} climb={climb} />
            ))}
          </ul>
        )}
      </Paged>
    </>
  );
}

function OneClimb({ climb }: { climb: ClimbView }) {
  const { t, pick, name } = useWords();
  const { clockId, taskId, incident, duty, since } = climb;
  const to = taskId && incident ? `${paths.incident(incident.id)}?tab=duty` : paths.duty(clockId);
  return (
    <li className="panel">
      <div className="panel-head">
        <span className="row">
          <AboutTag of={climb} />
          <Link to={to}>
            {pick(duty)}: {aboutTitle(climb)}
          </Link>
        </span>
        <span className="row">
          <ClimbState climb={climb} />
          <TakeUp climb={climb} />
        </span>
      </div>
      <div className="panel-body">
        <p className="quiet">
          {t('notices.climbs.since')}: {name('ladderStart', since)}
        </p>
        <ClimbSteps climb={climb} />
      </div>
    </li>
  );
}
