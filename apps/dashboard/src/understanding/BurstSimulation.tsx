// How often the watch cries wolf: simulated over the place's own usual, beside what was really raised.
import { Button } from 'antd';
import { useState } from 'react';
import type { Answer } from '#contract';
import { useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { Answered, Panel } from '../shared/ui';
import { useWords } from '../shared/words';
import './understanding.css';

type Simulation = Answer<'bursts.simulation'>;
const day = 86_400_000;

export function BurstSimulation({ allowed }: { allowed: number }) {
  const { t } = useWords();
  const { session } = useSession();
  const [wanted, setWanted] = useState(false);
  const asked = useAsk(
    'bursts.simulation',
    { query: { jurisdictionId: session.jurisdiction.id } },
    { when: wanted, staleMs: day },
  );
  return (
    <Panel title={t('rules.simulation.title')}>
      <p className="plain-p">{t('rules.simulation.expected', { count: allowed })}</p>
      {wanted ? (
        <Answered of={asked} rows={4}>
          {(simulation) => <Found simulation={simulation} />}
        </Answered>
      ) : (
        <>
          <p className="quiet plain-p">{t('rules.simulation.how')}</p>
          <Button onClick={() => setWanted(true)}>{t('rules.simulation.run')}</Button>
        </>
      )}
    </Panel>
  );
}

const round = (n: number) => Math.round(n * 100) / 100;

function Found({ simulation }: { simulation: Simulation }) {
  const { t } = useWords();
  const { own, series, historyWeeks, byWeek, aWeek, raised } = simulation;
  const words = { series, historyWeeks, weeks: byWeek.length };
  return (
    <>
      <p className="plain-p">{t(own ? 'rules.simulation.own' : 'rules.simulation.invented', words)}</p>
      <p className="plain-p">
        <strong>
          {t('rules.simulation.found', { aWeek: round(aWeek), count: byWeek.reduce((a, b) => a + b, 0) })}
        </strong>{' '}
        {t('rules.simulation.raised', { count: raised })}
      </p>
      <div className="beside-two">
        <Weeks byWeek={byWeek} />
        <Seen bursts={simulation.bursts} />
      </div>
      <p className="quiet plain-p">{t('rules.simulation.help')}</p>
    </>
  );
}

/** How many weeks had none, one, two … */
function Weeks({ byWeek }: Pick<Simulation, 'byWeek'>) {
  const { t } = useWords();
  const most = Math.max(2, ...byWeek);
  const rows = Array.from({ length: most + 1 }, (_, many) => ({
    many,
    weeks: byWeek.filter((count) => count === many).length,
  }));
  return (
    <table className="facts-table">
      <thead>
        <tr>
          <th scope="col">{t('rules.simulation.inAWeek')}</th>
          <th scope="col" className="number">
            {t('rules.simulation.weeks')}
          </th>
          <td style={{ width: '50%' }} />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ many, weeks }) => (
          <tr key={many}>
            <th scope="row">{t('rules.simulation.times', { count: many })}</th>
            <td className="number">{weeks}</td>
            <td>
              <div className="bar" aria-hidden="true">
                <i style={{ width: `${(100 * weeks) / byWeek.length}%` }} />
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Seen({ bursts }: Pick<Simulation, 'bursts'>) {
  const { t } = useWords();
  return (
    <table className="facts-table">
      <thead>
        <tr>
          <th scope="col">{t('rules.simulation.real')}</th>
          <th scope="col" className="number">
            {t('rules.simulation.seen')}
          </th>
          <th scope="col" className="number">
            {t('rules.simulation.after')}
          </th>
        </tr>
      </thead>
      <tbody>
        {bursts.map(({ times, tried, seen, median, p90 }) => (
          <tr key={times}>
            <th scope="row">{t('rules.simulation.burst', { times })}</th>
            <td className="number">{t('rules.simulation.of', { seen, tried })}</td>
            <td className="number">
              {median === null ? '—' : t('rules.simulation.hours', { median, p90: p90 ?? median })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
