// The dead, hurt, missing … of an incident as they were told: the newest word, those before it, and where accounts differ.
import { Link } from 'react-router';
import type { Answer, TollRow } from '#contract';
import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Instant, Panel, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { useFigure } from './EmergencySeen';

type Said = Answer<'incidents.tolls'>['rows'][number]['sayings'][number];

/** Nothing where no number was told. */
export function IncidentTolls({ incidentId }: { incidentId: string }) {
  const { t } = useWords();
  const asked = useAsk('incidents.tolls', { params: { id: incidentId } }, { every: 60_000 });
  const rows = asked.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title={t('understanding.assessing.tolls')}>
      <div className="scroll-x">
        <table className="facts-table">
          <thead>
            <tr>
              <th scope="col" className="nowrap">
                {t('understanding.assessment.fact')}
              </th>
              <th scope="col" className="number">
                {t('understanding.assessing.tollNow')}
              </th>
              <th scope="col">{t('understanding.assessing.tollSaid')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.name} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="quiet plain-p">{t('understanding.assessing.tollHelp')}</p>
    </Panel>
  );
}

function Row({ row }: { row: TollRow }) {
  const { t, name } = useWords();
  const figure = useFigure();
  return (
    <tr>
      <th scope="row" className="nowrap">
        {name('emergencyFact', row.name)}{' '}
        {row.contradicted && <StateTag tone="warn">{t('understanding.assessing.tollContradicted')}</StateTag>}
      </th>
      <td className="number nowrap">
        <strong>{figure({ ...row.latest, name: row.name })}</strong>
      </td>
      <td>
        <ol className="sayings">
          {row.sayings.map((saying) => (
            <Line key={`${saying.messageId}${saying.value}`} name={row.name} saying={saying} />
          ))}
        </ol>
      </td>
    </tr>
  );
}

function Line({ name: of, saying }: { name: string; saying: Said }) {
  const { t, name } = useWords();
  const { may } = useSession();
  const figure = useFigure();
  const who = [name('channel', saying.channel), saying.sourceName].filter(Boolean).join(' · ');
  return (
    <li>
      <Instant at={saying.at} /> <strong className="tabular">{figure({ ...saying, name: of })}</strong>{' '}
      {may('message.read') ? <Link to={paths.message(saying.messageId)}>{who}</Link> : who}{' '}
      <q className="quiet">{saying.quote}</q>{' '}
      {saying.contradicts && (
        <StateTag tone="warn">
          {t(`understanding.assessing.${saying.contradicts === 'higher' ? 'tollHigher' : 'tollOtherwise'}`)}
        </StateTag>
      )}
    </li>
  );
}
