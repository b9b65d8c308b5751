// What a clock says of itself beside its due time: the unpublished year it leans on, and the changes of the rules that moved it.
import { Link } from 'react-router';
import type { Clock } from '#contract';
import { serverNow } from '../shared/now';
import { paths } from '../shared/paths';
import { fullInstant, Instant, instantToWall } from '../shared/ui';
import { useWords } from '../shared/words';

/** Said wherever a due time leans on a year without a holiday notice. */
export function LeansOn({ years, link = true }: { years: readonly number[]; link?: boolean }) {
  const { t, lang } = useWords();
  if (years.length === 0) return null;
  // What is past was published long ago; it is only not held here, and will not move.
  const ahead = years.filter(
    (year) => year >= Number(instantToWall(new Date(serverNow()).toISOString()).slice(0, 4)),
  );
  const list = (ahead.length > 0 ? ahead : years).join(lang === 'zh' ? '、' : ', ');
  const key = ahead.length > 0 ? 'dutyRules.clock.leansOn' : 'dutyRules.clock.leansOnPast';
  const said = `▲ ${t(key, { years: list })}`;
  // Inside of something that is pressed itself it is words alone.
  if (!link) return <span className="leans-on">{said}</span>;
  return (
    <Link to={paths.calendar} className="leans-on">
      {said}
    </Link>
  );
}

export function Recounts({ clock }: { clock: Clock }) {
  const { t, name } = useWords();
  if (clock.recounts.length === 0) return null;
  const full = (at: string) => fullInstant(Date.parse(at), t);
  return (
    <ul className="year-list">
      {clock.recounts.map(({ changeId, kind, by, at, reason, from, to }) => (
        <li key={changeId}>
          <strong>{t('dutyRules.clock.recounted', { from: full(from), to: full(to) })}</strong>
          <div className="quiet">
            <Link to={paths.change(changeId)}>
              {t('dutyRules.clock.recountedBy', { kind: name('changeKind', kind), name: by, reason })}
            </Link>{' '}
            · <Instant at={at} />
          </div>
        </li>
      ))}
    </ul>
  );
}
