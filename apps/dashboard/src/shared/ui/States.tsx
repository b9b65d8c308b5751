// What stands where there is nothing yet, where something failed, and while it loads.
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { ProblemError } from '../client';
import { useWords } from '../words';

/** Teaches the next step. */
export function EmptyState({ title, next, action }: { title: string; next: string; action?: ReactNode }) {
  return (
    <div className="empty">
      <strong>{title}</strong>
      <span>{next}</span>
      {action && <div>{action}</div>}
    </div>
  );
}

/** Says what happened and offers to try again. */
export function ErrorState({ problem, retry }: { problem: ProblemError; retry?: () => void }) {
  const { t, lang } = useWords();
  return (
    <div className="empty" role="alert">
      <strong>{t('app.problem.title')}</strong>
      <span>{problem.in(lang)}</span>
      {retry && (
        <div>
          <Button onClick={retry}>{t('app.problem.retry')}</Button>
        </div>
      )}
    </div>
  );
}

/** Grey lines in the place of what is coming. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const { t } = useWords();
  return (
    <div style={{ padding: 12 }} aria-busy="true" role="status">
      <span className="hidden-visually">{t('app.common.loading')}</span>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}

type Asked<T> = {
  data: T | undefined;
  isPending: boolean;
  error: ProblemError | null;
  refetch: () => unknown;
};
/** Shows an answer, or that it is coming, or why it is not. What is already known stays when a refresh fails. */
export function Answered<T>({
  of,
  rows,
  children,
}: {
  of: Asked<T>;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) return <ErrorState problem={of.error} retry={() => void of.refetch()} />;
  return <Loading rows={rows} />;
}
