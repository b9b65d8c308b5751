// One clock: what is owed, by whom, how much time is left, why, and what may be done.
import { Button, Tooltip } from 'antd';
import { Link } from 'react-router';
import type { Clock } from '#contract';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { aboutTitle, ClockBar, Instant } from '../shared/ui';
import { useWords } from '../shared/words';
import { ClockState, isRunning } from './ClockState';
import { Left } from './Left';
import { LeansOn } from './Recounts';
import { type ClockActs, mayStillExtend } from './useClockActs';

type Props = {
  clock: Clock;
  acts: ClockActs;
  chosen: boolean;
  /** No longer in the list that is shown; kept in place until the hand leaves. */
  gone: boolean;
  onChoose: (id: string) => void;
  onWhy: (id: string) => void;
};
export function ClockCard({ clock, acts, chosen, gone, onChoose, onWhy }: Props) {
  const { t, pick } = useWords();
  const running = isRunning(clock);
  return (
    <li
      className={`clock-card${gone ? ' gone' : ''}`}
      data-clock={clock.id}
      tabIndex={-1}
      aria-current={chosen || undefined}
      onFocus={() => onChoose(clock.id)}
    >
      <div className="row apart">
        <strong>{pick(clock.name)}</strong>
        {running ? <Left clock={clock} /> : <ClockState clock={clock} />}
      </div>
      <ClockBar
        startAt={clock.startAt}
        dueAt={clock.dueAt}
        stoppedAt={stopOf(clock)}
        label={t('duty.clock.bar', { name: pick(clock.name), title: aboutTitle(clock) })}
      />
      <div className="row apart">
        <Owner clock={clock} />
        <span className="quiet">{running ? <DueAt clock={clock} /> : <Stopped clock={clock} />}</span>
      </div>
      <div className="row apart">
        <span className="row tight">
          {running && <ClockState clock={clock} />}
          {clock.strictest && running && <Strictest />}
          {running && <LeansOn years={clock.leansOn} />}
          {gone && <span className="quiet">{t('duty.board.gone')}</span>}
          <Taken clock={clock} />
        </span>
        <Button type="link" size="small" className="bare-link" onClick={() => onWhy(clock.id)}>
          {t('duty.clock.why')}
        </Button>
      </div>
      {running && !gone && <Acts clock={clock} acts={acts} />}
    </li>
  );
}

export const stopOf = (clock: Clock): string | null =>
  clock.metAt ?? clock.pausedAt ?? (clock.state === 'waived' ? clock.dueAt : null);

export function Strictest() {
  const { t } = useWords();
  return (
    <Tooltip title={t('duty.clock.strictestWhy')}>
      <span className="tag strictest">
        <span aria-hidden="true">◀</span>
        {t('duty.clock.strictest')}
      </span>
    </Tooltip>
  );
}

export function Owner({ clock }: { clock: Clock }) {
  const { t } = useWords();
  const { department, holder } = clock;
  if (!department) return <span className="owner missing">▲ {t('duty.clock.noOwner')}</span>;
  return (
    <span className="owner">
      {department.name}
      {holder && ` · ${holder.name}`}
      {!holder && isRunning(clock) && (
        <>
          {' · '}
          <span className="missing">▲ {t('duty.clock.noHolder')}</span>
        </>
      )}
    </span>
  );
}

function DueAt({ clock }: { clock: Clock }) {
  const { t } = useWords();
  // What stands still is due when it has run again for what is left.
  if (clock.pausedAt)
    return (
      <>
        {t('duty.pause.since')} <Instant at={clock.pausedAt} />
      </>
    );
  return (
    <>
      <Instant at={clock.dueAt} /> {t('duty.clock.due')}
    </>
  );
}

function Stopped({ clock }: { clock: Clock }) {
  const { t } = useWords();
  if (clock.waivedReason) return <>{t('duty.clock.waivedFor', { reason: clock.waivedReason })}</>;
  return (
    <>
      {t('duty.clock.metAt')} <Instant at={clock.metAt} />
      {clock.evidence?.releaseId && (
        <>
          {' · '}
          <Link to={paths.release(clock.evidence.releaseId)}>
            {t('duty.clock.stoppedBy', { edition: clock.evidence.edition })}
          </Link>
        </>
      )}
    </>
  );
}

function Taken({ clock }: { clock: Clock }) {
  const { t } = useWords();
  if (clock.acknowledgedBy)
    return <span className="quiet">✓ {t('duty.clock.acknowledgedBy', { name: clock.acknowledgedBy })}</span>;
  return isRunning(clock) ? <span className="quiet">○ {t('duty.clock.notAcknowledged')}</span> : null;
}

/** The form of release that answers a duty by its name; a statement answers most. */
const formFor = (duty: string): string =>
  duty === 'press-conference'
    ? '&form=press-conference'
    : duty === 'interpretation'
      ? '&form=interpretation'
      : '';

export function Acts({ clock, acts }: { clock: Clock; acts: ClockActs }) {
  const { t, pick } = useWords();
  const { session, may } = useSession();
  const mayAcknowledge = acts.mayAcknowledge(clock);
  const mayRule = acts.mayRule(clock);
  const own = session.officer.departmentId === clock.department?.id;
  const { incident, matter } = clock;
  const owns = own || session.officer.roles.includes('news-office');
  // A reply to a request goes to whoever asked, and not to the public page.
  const draft = incident
    ? paths.draftFor(incident.id)
    : matter && matter.kind !== 'disclosure-request' && paths.draftForMatter(matter.id);
  const mayDraft = may('release.draft') && owns && draft;
  const mayAnswer = matter !== null && may('matter.answer') && owns;
  if (!mayAcknowledge && !mayRule && !mayDraft && !mayAnswer) return null;
  return (
    <div className="clock-acts no-print">
      {mayAcknowledge && (
        <Button
          type="primary"
          loading={acts.acknowledging === clock.id}
          aria-label={t('duty.clock.acknowledgeOne', { name: pick(clock.name) })}
          onClick={() => acts.acknowledge(clock)}
        >
          {t('duty.clock.acknowledge')}
        </Button>
      )}
      {mayAnswer && (
        <Link className="ant-btn-like" to={`${paths.matter(matter.id)}?answer`}>
          {t('matters.acts.answer')}
        </Link>
      )}
      {mayDraft && (
        <Link className="ant-btn-like" to={`${draft}${formFor(clock.duty)}`}>
          {t('duty.clock.draft')}
        </Link>
      )}
      {mayRule && mayStillExtend(clock) && (
        <Button onClick={() => acts.ask('extend', clock)}>{t('duty.clock.extend')}</Button>
      )}
      {mayRule && <Button onClick={() => acts.ask('waive', clock)}>{t('duty.clock.waive')}</Button>}
    </div>
  );
}
