// What waits for the viewer's signature: changes of the rules that somebody else proposed. Nothing where none does.
import { Alert } from 'antd';
import { Link } from 'react-router';
import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { useWords } from '../shared/words';

export function ToSign() {
  const { t, pick } = useWords();
  const { may } = useSession();
  const asked = useAsk(
    'changes.list',
    { query: { state: 'proposed', limit: 20 } },
    { when: may('rule.sign'), every: 60_000 },
  );
  const waiting = (asked.data?.items ?? []).filter((one) => one.needsSecond && one.mayConfirm);
  if (waiting.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      className="no-print"
      style={{ marginBottom: 12 }}
      title={t('dutyRules.changes.toSign', { count: waiting.length })}
      description={
        <ul className="year-list">
          {waiting.map((one) => (
            <li key={one.id}>
              <Link to={paths.change(one.id)}>{pick(one.title)}</Link>{' '}
              <span className="quiet">
                {t('dutyRules.changes.toSignBy', { name: one.proposedBy, reason: one.reason })}
              </span>
            </li>
          ))}
        </ul>
      }
    />
  );
}
