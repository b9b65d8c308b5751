// The four figures, each with what it counts on hover and focus; each leads to its rows.
import { Tooltip } from 'antd';
import { Link } from 'react-router';
import type { DutyFigures } from '#contract';
import { paths } from '../shared/paths';
import { useWords } from '../shared/words';

export const percent = (rate: number): string => `${Math.round(rate * 1000) / 10}%`;

type Figure = {
  key: 'open' | 'atRisk' | 'breached' | 'onTime';
  value: string;
  below: string;
  to: string;
  tone: string;
};
export function OverviewFigures({ figures }: { figures: DutyFigures }) {
  const { t } = useWords();
  const { open, atRisk, breached, metOnTime, metLate, onTimeRate } = figures;
  const unit = t('duty.overview.figures.unit');
  const list: Figure[] = [
    { key: 'open', value: String(open), below: unit, to: paths.duties, tone: '' },
    { key: 'atRisk', value: String(atRisk), below: unit, to: paths.duties, tone: atRisk > 0 ? 'near' : '' },
    {
      key: 'breached',
      value: String(breached),
      below: unit,
      to: `${paths.duties}?state=breached`,
      tone: breached > 0 ? 'late' : '',
    },
    {
      key: 'onTime',
      value: onTimeRate === null ? t('duty.overview.figures.none') : percent(onTimeRate),
      below: t('duty.overview.figures.outOf', { onTime: metOnTime, due: metOnTime + metLate + breached }),
      to: `${paths.duties}?state=met`,
      tone: '',
    },
  ];
  return (
    <ul className="figures" aria-label={t('duty.overview.figures.label')}>
      {list.map(({ key, value, below, to, tone }) => (
        <li key={key}>
          <Tooltip title={t(`duty.overview.figures.${key}Means`)} trigger={['hover', 'focus']}>
            <Link to={to} className={`figure ${tone}`} aria-describedby={`means-${key}`}>
              <span className="figure-name">
                {tone === 'late' && <span aria-hidden="true">◆ </span>}
                {tone === 'near' && <span aria-hidden="true">▲ </span>}
                {t(`duty.overview.figures.${key}`)}
              </span>
              <span className="figure-value tabular">{value}</span>
              <span className="figure-below">{below}</span>
            </Link>
          </Tooltip>
          <span id={`means-${key}`} className="hidden-visually">
            {t(`duty.overview.figures.${key}Means`)}
          </span>
        </li>
      ))}
    </ul>
  );
}
