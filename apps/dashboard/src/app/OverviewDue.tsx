// Who will breach next: the clocks that fall due in the coming 24 hours, with their holder and whether it was taken up.
import { Link } from 'react-router';
import type { Clock } from '#contract';
import { Left } from '../duty/Left';
import { LeansOn } from '../duty/Recounts';
import { useAsk } from '../shared/api';
import { useTicking } from '../shared/now';
import { paths } from '../shared/paths';
import { AboutLink, Answered, EmptyState, Panel } from '../shared/ui';
import { useWords } from '../shared/words';

const dayMs = 24 * 3_600_000;
const shown = 10;

export function OverviewDue() {
  const { t } = useWords();
  const asked = useAsk('duties.list', { query: { state: 'running', limit: 200 } }, { every: 60_000 });
  const minute = useTicking((now) => Math.floor(now / 60_000)) * 60_000;
  return (
    <Panel title={t('duty.overview.due.title')} flush className="overview-due">
      <Answered of={asked} rows={6}>
        {({ items }) => <Coming clocks={items.filter((clock) => isComing(clock, minute))} />}
      </Answered>
    </Panel>
  );
}

const isComing = ({ dueAt, pausedAt }: Clock, nowMs: number): boolean =>
  !pausedAt && Date.parse(dueAt) > nowMs && Date.parse(dueAt) <= nowMs + dayMs;

function Coming({ clocks }: { clocks: readonly Clock[] }) {
  const { t } = useWords();
  if (clocks.length === 0)
    return <EmptyState title={t('duty.overview.due.empty')} next={t('duty.overview.due.emptyNext')} />;
  const untaken = clocks.filter(({ acknowledgedAt }) => !acknowledgedAt).length;
  return (
    <>
      {untaken > 0 && (
        <p className="overview-note missing">▲ {t('duty.overview.due.unacknowledged', { count: untaken })}</p>
      )}
      <ol className="live-list">
        {clocks.slice(0, shown).map((clock) => (
          <Line key={clock.id} clock={clock} />
        ))}
      </ol>
      {clocks.length > shown && (
        <p className="overview-note">
          <Link to={paths.duties}>{t('duty.overview.due.more', { count: clocks.length - shown })}</Link>
        </p>
      )}
    </>
  );
}

function Line({ clock }: { clock: Clock }) {
  const { t, pick } = useWords();
  const { department, holder, acknowledgedAt } = clock;
  return (
    <li className="live-line due-line">
      <div className="row apart nowrap-row">
        <span className="ellipsis">
          <strong>{pick(clock.name)}</strong> <AboutLink of={clock} />
        </span>
        <Left clock={clock} />
      </div>
      <LeansOn years={clock.leansOn} />
      <span className="quiet">
        {department?.name ?? t('duty.clock.noOwner')} · {holder?.name ?? t('duty.clock.noHolder')} ·{' '}
        {acknowledgedAt
          ? `✓ ${t('duty.overview.due.acknowledged')}`
          : `○ ${t('duty.overview.due.notAcknowledged')}`}
      </span>
    </li>
  );
}
