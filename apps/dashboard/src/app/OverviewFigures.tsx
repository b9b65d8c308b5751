// The four figures, each with what it counts on hover and focus; each leads to its rows.
import { Tooltip } from 'antd';
import { Link } from 'react-router';
import type { Answer, DutyFigures } from '#contract';
import { useAsk } from '../shared/api';
import { Sparkline } from '../shared/charts';
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
type Days = Answer<'figures.dutyTrend'>['days'];
const trendDays = 14;

export function OverviewFigures({ figures }: { figures: DutyFigures }) {
  const { t } = useWords();
  const trend = useAsk('figures.dutyTrend', { query: { days: trendDays } }, { every: 300_000 });
  const days = trend.data?.days ?? [];
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
              {days.length > 1 && <Trend figure={key} days={days} />}
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

/** The last days at this hour, and what changed since yesterday. */
function Trend({ figure, days }: { figure: Figure['key']; days: Days }) {
  const { t } = useWords();
  const values = days.map((day) => (figure === 'onTime' ? day.onTimeRate : day[figure]));
  const [before, now] = [values.at(-2) ?? null, values.at(-1) ?? null];
  const list = values
    .map((value) => (value === null ? '–' : figure === 'onTime' ? percent(value) : value))
    .join(' ');
  return (
    <span className="figure-trend">
      <Sparkline
        values={values.map((value) => value ?? 0)}
        width={112}
        height={20}
        label={t('duty.overview.figures.trend', { count: days.length, list })}
      />
      <span className="quiet tabular">{changed(figure, before, now, t)}</span>
    </span>
  );
}

function changed(
  figure: Figure['key'],
  before: number | null,
  now: number | null,
  t: ReturnType<typeof useWords>['t'],
): string {
  if (before === null || now === null) return '';
  const by = figure === 'onTime' ? Math.round((now - before) * 1000) / 10 : now - before;
  if (by === 0) return t('duty.overview.figures.same');
  const change = `${by > 0 ? '+' : '−'}${Math.abs(by)}`;
  return t(figure === 'onTime' ? 'duty.overview.figures.changedPoints' : 'duty.overview.figures.changed', {
    change,
  });
}
