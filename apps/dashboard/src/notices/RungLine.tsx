// One rung in words, for those who may look and not change.
import type { LadderView, RungView } from '#contract';
import { useWords } from '../shared/words';

type Props = { n: number; rung: RungView; channels: LadderView['channels'] };
export function RungLine({ n, rung, channels }: Props) {
  const { t, name } = useWords();
  const { to, since, afterMinutes, levels, by, channelIds, repeat } = rung;
  const groups = channels.filter(({ id }) => channelIds.includes(id)).map((one) => one.name);
  const ways = [t('notices.ladder.inSystem'), ...by.map((one) => name('personalChannel', one)), ...groups];
  return (
    <li>
      <strong>{t('notices.ladder.rung', { n })}</strong> · {name('rungTarget', to)}
      <div className="quiet">
        {name('ladderStart', since)}
        {' · '}
        {afterMinutes === 0
          ? t('notices.ladder.atOnce')
          : t('notices.ladder.afterText', { minutes: afterMinutes })}
        {levels === 'grave' && ` · ${name('rungLevels', levels)}`}
        {' · '}
        {ways.join(' / ')}
        {repeat &&
          ` · ${t('notices.ladder.repeatText', { every: repeat.everyMinutes, times: repeat.times })}`}
      </div>
    </li>
  );
}
