// "3 new ↑": what waits above a list while it is held still; said to screen readers too.
import { Button } from 'antd';
import { useWords } from '../shared/words';

export function FreshButton({ waiting, onLetIn }: { waiting: number; onLetIn: () => void }) {
  const { t } = useWords();
  return (
    <div role="status" className="alerts-fresh">
      {waiting > 0 && (
        <Button type="primary" size="small" onClick={onLetIn}>
          {t('app.common.fresh', { count: waiting })}
        </Button>
      )}
    </div>
  );
}
