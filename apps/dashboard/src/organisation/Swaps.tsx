// Swaps that await an answer: the one who is asked agrees or refuses, the one who asked takes it back.
import { Button } from 'antd';
import type { Swap } from '#contract';
import { useAct } from '../shared/api';
import { useSession } from '../shared/session';
import { Panel } from '../shared/ui';
import { useWords } from '../shared/words';
import { spanText } from './roster-span';

export function Swaps({ swaps }: { swaps: Swap[] }) {
  const { t } = useWords();
  const { session, may } = useSession();
  const { act, acting } = useAct('swaps.decide', { done: t('roster.decided') });
  const me = session.officer.id;
  const decide = (id: string, as: 'agreed' | 'refused' | 'taken-back') =>
    act({ params: { id }, body: { as } });
  return (
    <Panel title={t('roster.swaps')}>
      <ul className="stack" style={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {swaps.map((swap) => (
          <li key={swap.id} className="row">
            <span>
              {t('roster.swapLine', {
                from: swap.from.name,
                to: swap.to.name,
                desk: swap.deskName,
                span: spanText(swap.shift),
              })}
              {swap.otherShift && t('roster.swapExchange', { span: spanText(swap.otherShift) })}
              <span className="quiet"> {swap.reason}</span>
            </span>
            {(swap.to.id === me || may('roster.manage')) && (
              <>
                <Button
                  size="small"
                  type="primary"
                  loading={acting}
                  onClick={() => decide(swap.id, 'agreed')}
                >
                  {t('roster.agree')}
                </Button>
                <Button size="small" disabled={acting} onClick={() => decide(swap.id, 'refused')}>
                  {t('roster.refuse')}
                </Button>
              </>
            )}
            {swap.from.id === me && (
              <Button size="small" disabled={acting} onClick={() => decide(swap.id, 'taken-back')}>
                {t('roster.takeBack')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
