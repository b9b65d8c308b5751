// One desk's days: its shifts, its gaps, and what may be done with either.
import { App, Button } from 'antd';
import { useState } from 'react';
import type { Desk, RosterGap, Shift } from '#contract';
import { shanghaiDay } from '../../../../libs/organisation/days';
import { useAct } from '../shared/api';
import { serverNow } from '../shared/now';
import { useSession } from '../shared/session';
import { Panel, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { FillRoster } from './FillRoster';
import { onDay, spanText, touches } from './roster-span';
import { ShiftDialog } from './ShiftDialog';

type Props = {
  desk: Desk;
  days: string[];
  /** YYYY-MM where a month is shown. */
  month: string | null;
  shifts: Shift[];
  gaps: RosterGap[];
  /** The shifts of every desk, for exchanges. */
  all: Shift[];
  restDays: string[];
  onEdit: (() => void) | null;
};

export function DeskPanel({ desk, days, month, shifts, gaps, all, restDays, onEdit }: Props) {
  const { t, name } = useWords();
  const { may } = useSession();
  const [filling, setFilling] = useState<{ from: string; to: string } | null>(null);
  const [shift, setShift] = useState<Shift | null>(null);
  const now = new Date(serverNow()).toISOString();
  const open = gaps.filter(({ to }) => to > now);
  const hours = `${desk.opens}–${desk.closes} · ${name('deskDays', desk.days)}`;
  return (
    <Panel
      title={desk.name}
      extra={
        <div className="row tight">
          {open.length > 0 ? (
            <StateTag tone="bad">{t('roster.gapsAhead', { count: open.length })}</StateTag>
          ) : (
            <StateTag tone="good">{t('roster.noGaps')}</StateTag>
          )}
          {onEdit && <DeskActions desk={desk} onEdit={onEdit} onFill={() => setFilling(wholeOf(days))} />}
        </div>
      }
    >
      <p className="quiet" style={{ margin: '0 0 8px' }}>
        {desk.department?.name ?? t('roster.desks.whole')} · {hours}
      </p>
      <ol className="roster-days">
        {days.map((day) => (
          <li
            key={day}
            className={[
              'roster-day',
              restDays.includes(day) ? 'rest' : '',
              day === shanghaiDay(now) ? 'today' : '',
              month && !day.startsWith(month) ? 'outside' : '',
            ].join(' ')}
          >
            <h3>
              <span className="tabular">{day.slice(5)}</span>
              {restDays.includes(day) && <span className="quiet">{t('roster.restDay')}</span>}
            </h3>
            {gaps
              .filter((gap) => touches(gap, day))
              .map((gap) => (
                <Gap
                  key={gap.from}
                  gap={gap}
                  day={day}
                  isPast={gap.to <= now}
                  onFill={may('roster.manage') && gap.to > now ? () => setFilling(gap) : null}
                />
              ))}
            {shifts
              .filter((one) => touches(one, day))
              .map((one) => (
                <ShiftLine key={one.id} shift={one} day={day} onOpen={() => setShift(one)} />
              ))}
          </li>
        ))}
      </ol>
      {filling && <FillRoster desk={desk} span={filling} onClose={() => setFilling(null)} />}
      {shift && <ShiftDialog shift={shift} all={all} onClose={() => setShift(null)} />}
    </Panel>
  );
}

const wholeOf = (days: string[]) => ({
  from: new Date(`${days[0]}T00:00:00+08:00`).toISOString(),
  to: new Date(`${days.at(-1)}T23:59:00+08:00`).toISOString(),
});

type GapProps = { gap: RosterGap; day: string; isPast: boolean; onFill: (() => void) | null };
function Gap({ gap, day, isPast, onFill }: GapProps) {
  const { t, name } = useWords();
  const why = gap.causes
    .map((cause) => `${cause.officer?.name ?? ''}${name('gapCause', cause.why)}`)
    .join('；');
  const text = (
    <>
      ◆ {t('roster.gapAt', { span: onDay(gap, day) })}
      <span style={{ display: 'block', fontWeight: 400 }}>{why}</span>
    </>
  );
  const className = `roster-gap${isPast ? ' past' : ''}`;
  if (!onFill) return <div className={className}>{text}</div>;
  return (
    <button
      type="button"
      className={className}
      aria-label={`${t('roster.gapFill', { span: spanText(gap) })}，${why}`}
      onClick={onFill}
    >
      {text}
    </button>
  );
}

function ShiftLine({ shift, day, onOpen }: { shift: Shift; day: string; onOpen: () => void }) {
  const { t, name } = useWords();
  const note = !shift.active ? t('roster.left') : '';
  return (
    <button
      type="button"
      className={`roster-shift ${shift.part}${shift.active ? '' : ' left'}`}
      onClick={onOpen}
    >
      <span className="tabular">{onDay(shift, day)}</span> <strong>{shift.officer.name}</strong>
      {shift.part === 'leader' && ` ${name('shiftPart', 'leader')}`}
      {note && ` ${note}`}
      {shift.standIn && ` · ${t('roster.standsIn', { name: shift.standIn.name })}`}
    </button>
  );
}

function DeskActions({ desk, onEdit, onFill }: { desk: Desk; onEdit: () => void; onFill: () => void }) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const closing = useAct('desks.close', { done: t('roster.desks.saved') });
  const close = () =>
    modal.confirm({
      title: t('roster.desks.closeTitle', { name: desk.name }),
      content: t('roster.desks.closeDetail'),
      okText: t('roster.desks.close'),
      okButtonProps: { danger: true },
      onOk: () => closing.actAsync({ params: { id: desk.id } }),
    });
  return (
    <>
      <Button
        size="small"
        type="primary"
        aria-label={t('roster.fillFor', { name: desk.name })}
        onClick={onFill}
      >
        {t('roster.fill')}
      </Button>
      <Button size="small" aria-label={t('roster.desks.edit', { name: desk.name })} onClick={onEdit}>
        {t('app.common.edit')}
      </Button>
      <Button size="small" aria-label={`${t('roster.desks.close')} ${desk.name}`} onClick={close}>
        {t('roster.desks.close')}
      </Button>
    </>
  );
}
