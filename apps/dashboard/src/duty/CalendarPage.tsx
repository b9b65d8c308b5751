// Which days are worked: the calendar by year, what is not yet published, and where a year is entered or corrected.
import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { Answer, CalendarYearView } from '#contract';
import { useAsk } from '../shared/api';
import { Answered, Panel, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import './duty.css';
import { EditYear, type YearToEdit } from './EditYear';
import { Head } from './Head';

type Calendar = Answer<'calendar.read'>;

/** So many years are open at once; those before count for old records only. */
const SHOWN = 4;

export function CalendarPage() {
  const { t } = useWords();
  const asked = useAsk('calendar.read', {}, { staleMs: 60_000 });
  const [editing, setEditing] = useState<YearToEdit | null>(null);
  const years = (calendar: Calendar) => [...calendar.years].reverse();
  const shown = (calendar: Calendar) => (year: Calendar['years'][number]) => (
    <Year
      key={year.year}
      year={year}
      onCorrect={calendar.mayChange ? () => setEditing({ year: year.year, held: year }) : undefined}
    />
  );
  return (
    <>
      <Head title={t('dutyRules.calendar.question')} />
      <p className="quiet">{t('dutyRules.calendar.intro')}</p>
      <Answered of={asked} rows={12}>
        {(calendar) => (
          <div className="stack">
            <Missing calendar={calendar} onEnter={(year) => setEditing({ year, held: null })} />
            {years(calendar).slice(0, SHOWN).map(shown(calendar))}
            {calendar.years.length > SHOWN && (
              <details>
                <summary>
                  {t('dutyRules.calendar.earlier', {
                    from: calendar.years[0]?.year,
                    to: years(calendar)[SHOWN]?.year,
                  })}
                </summary>
                <div className="stack">{years(calendar).slice(SHOWN).map(shown(calendar))}</div>
              </details>
            )}
            <p className="quiet">{t('dutyRules.calendar.version', { version: calendar.version })}</p>
            {!calendar.mayChange && <p className="quiet">{t('dutyRules.calendar.notYours')}</p>}
          </div>
        )}
      </Answered>
      {editing && <EditYear editing={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

/** What a due time may lean on without a notice: said before everything else. */
function Missing({ calendar, onEnter }: { calendar: Calendar; onEnter: (year: number) => void }) {
  const { t, lang } = useWords();
  const { unpublished, leaning, mayChange } = calendar;
  const newest = Math.max(...calendar.years.map(({ year }) => year));
  const held = new Set(calendar.years.map(({ year }) => year));
  if (unpublished.length === 0)
    return mayChange ? (
      <div>
        <Button onClick={() => onEnter(newest + 1)}>{t('dutyRules.calendar.add')}</Button>
      </div>
    ) : null;
  const years = unpublished.join(lang === 'zh' ? '、' : ', ');
  return (
    <Alert
      type="warning"
      showIcon
      title={t('dutyRules.calendar.missing', { years })}
      description={leaning > 0 ? t('dutyRules.calendar.leaning', { count: leaning }) : undefined}
      action={
        mayChange &&
        unpublished
          .filter((year) => !held.has(year))
          .map((year) => (
            <Button key={year} type="primary" onClick={() => onEnter(year)}>
              {t('dutyRules.calendar.enter', { year })}
            </Button>
          ))
      }
    />
  );
}

function Year({ year, onCorrect }: { year: CalendarYearView; onCorrect?: () => void }) {
  const { t, pick } = useWords();
  const range = ({ from, to }: CalendarYearView['off'][number]) => (from === to ? from : `${from} – ${to}`);
  return (
    <Panel
      title={t('dutyRules.calendar.year', { year: year.year })}
      extra={
        <span className="row tight">
          <StateTag tone={year.published ? 'good' : 'warn'}>
            {t(year.published ? 'dutyRules.calendar.published' : 'dutyRules.calendar.unpublished')}
          </StateTag>
          <span className="quiet">
            {t('dutyRules.calendar.edition', { edition: year.edition })}
            {year.notice && ` · ${year.notice}`}
          </span>
          {onCorrect && (
            <Button size="small" onClick={onCorrect}>
              {t('dutyRules.calendar.correct', { year: year.year })}
            </Button>
          )}
        </span>
      }
    >
      <div className="year-days tabular">
        <Days
          title={t('dutyRules.calendar.off')}
          rows={year.off.map((one) => `${range(one)} ${pick(one.name)}`)}
        />
        <Days
          title={t('dutyRules.calendar.worked')}
          rows={year.worked.map((one) => `${one.date} ${pick(one.name)}`)}
        />
      </div>
      <p className="quiet">
        {year.enteredBy
          ? t('dutyRules.calendar.enteredBy', { name: year.enteredBy, reason: year.reason ?? '' })
          : t('dutyRules.calendar.came')}
      </p>
    </Panel>
  );
}

function Days({ title, rows }: { title: string; rows: string[] }) {
  const { t } = useWords();
  return (
    <div>
      <h3>{title}</h3>
      {rows.length === 0 ? (
        <p className="quiet">{t('dutyRules.calendar.none')}</p>
      ) : (
        <ul className="year-list">
          {rows.map((row) => (
            <li key={row}>{row}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
