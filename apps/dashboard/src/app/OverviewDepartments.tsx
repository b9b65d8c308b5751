// Departments side by side; nobody is ranked on fewer clocks than say something.
import { Link } from 'react-router';
import type { DutyFigures } from '#contract';
import { paths } from '../shared/paths';
import { EmptyState, Panel } from '../shared/ui';
import { useWords } from '../shared/words';
import { percent } from './OverviewFigures';

/** Below this many clocks that came due, a rate says nothing of a department (as in the accountability rules). */
const fewestToRank = 5;
type Line = DutyFigures['departments'][number];
const cameDue = ({ metOnTime, metLate, breached }: Line): number => metOnTime + metLate + breached;

/** Those with enough by their rate; the others after them in the server's order. */
function inOrder(lines: readonly Line[]): Line[] {
  const enough = lines.filter((line) => cameDue(line) >= fewestToRank);
  const few = lines.filter((line) => cameDue(line) < fewestToRank);
  return [...enough.sort((a, b) => (b.onTimeRate ?? 0) - (a.onTimeRate ?? 0)), ...few];
}

export function OverviewDepartments({ figures }: { figures: DutyFigures }) {
  const { t } = useWords();
  const lines = inOrder(figures.departments);
  return (
    <Panel title={t('duty.overview.departments.title')} flush className="overview-departments">
      {lines.length === 0 ? (
        <EmptyState
          title={t('duty.overview.departments.empty')}
          next={t('duty.overview.departments.emptyNext')}
        />
      ) : (
        <>
          <table className="plain-table tabular">
            <thead>
              <tr>
                <th scope="col">{t('duty.overview.departments.department')}</th>
                <th scope="col">{t('duty.overview.figures.open')}</th>
                <th scope="col">{t('duty.overview.figures.atRisk')}</th>
                <th scope="col">{t('duty.overview.figures.breached')}</th>
                <th scope="col">{t('duty.overview.departments.done')}</th>
                <th scope="col" className="wide">
                  {t('duty.overview.departments.rate')}
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Row key={line.department?.id ?? ''} line={line} />
              ))}
            </tbody>
          </table>
          <p className="quiet overview-note">{t('duty.overview.departments.note', { min: fewestToRank })}</p>
        </>
      )}
    </Panel>
  );
}

function Row({ line }: { line: Line }) {
  const { t } = useWords();
  const { department, open, atRisk, breached, metOnTime, metLate, onTimeRate } = line;
  const enough = cameDue(line) >= fewestToRank && onTimeRate !== null;
  return (
    <tr>
      <th scope="row">
        {department ? (
          <Link to={`${paths.duties}?department=${department.id}`}>{department.name}</Link>
        ) : (
          t('duty.overview.departments.nobody')
        )}
      </th>
      <td>{open}</td>
      <td className={atRisk > 0 ? 'near' : ''}>{atRisk > 0 ? `▲ ${atRisk}` : 0}</td>
      <td className={breached > 0 ? 'late' : ''}>{breached > 0 ? `◆ ${breached}` : 0}</td>
      <td>{metOnTime + metLate}</td>
      <td className="wide">
        {enough && onTimeRate !== null ? (
          <span className="rate">
            <span className="rate-bar" aria-hidden="true">
              <i style={{ width: percent(onTimeRate) }} />
            </span>
            {percent(onTimeRate)}
          </span>
        ) : (
          <span className="quiet">{t('duty.overview.departments.few', { min: fewestToRank })}</span>
        )}
      </td>
    </tr>
  );
}
