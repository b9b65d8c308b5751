// What a list is made of: the box to find in it, its items page by page, and what waits above it while it is held still.
import { Button, Input, type InputRef } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import type { ProblemError } from '../client';
import { useWords } from '../words';
import { ErrorState, Loading } from './States';

type FindProps = {
  label: string;
  /** The words looked for now, where they are kept elsewhere (in the address). */
  words?: string | undefined;
  /** With the words; empty where all is to be seen again. */
  onFind: (words: string) => void;
  /** Looks with every letter, for what is on the page already; else on Enter and when emptied. */
  asTyped?: boolean;
  maxLength?: number;
  button?: string;
  className?: string;
};
/** Finds in a list by words. Once they are sent, the keyboard belongs to the list again. */
export function Find({ label, words = '', onFind, asTyped = false, ...rest }: FindProps) {
  const field = useRef<InputRef>(null);
  const [text, setText] = useState(words);
  const [known, setKnown] = useState(words);
  if (known !== words) {
    setKnown(words);
    setText(words);
  }
  const type = (typed: string) => {
    setText(typed);
    if (asTyped || !typed) onFind(typed.trim());
  };
  const send = (typed: string) => {
    onFind(typed.trim());
    if (typed && !asTyped) field.current?.blur();
  };
  return (
    <Input.Search
      ref={field}
      name="find"
      className={rest.className ?? 'find'}
      aria-label={label}
      placeholder={label}
      allowClear
      maxLength={rest.maxLength ?? 200}
      enterButton={rest.button ?? false}
      value={text}
      onChange={({ target }) => type(target.value)}
      onSearch={send}
    />
  );
}

type MoreProps = { hasMore: boolean; more: () => void; loadingMore: boolean };
/** The door to the next page of a list, where there is one. */
export function More({ hasMore, more, loadingMore }: MoreProps) {
  const { t } = useWords();
  return hasMore ? (
    <div className="list-more">
      <Button type="link" onClick={more} loading={loadingMore}>
        {t('app.common.more')}
      </Button>
    </div>
  ) : null;
}

type AskedPages<T> = MoreProps & {
  items: T[];
  isPending: boolean;
  error: ProblemError | null;
  refetch: () => unknown;
};
type PagedProps<T> = {
  of: AskedPages<T>;
  rows?: number;
  /** What stands where the list has nothing. */
  empty: ReactNode;
  children: (items: T[]) => ReactNode;
};
/** Shows a list that is asked for page by page, or that it is coming, empty, or not to be had. What is already known stays when a further page fails. */
export function Paged<T>({ of, rows, empty, children }: PagedProps<T>) {
  const { items, isPending, error, refetch } = of;
  if (isPending) return <Loading rows={rows} />;
  const problem = error && <ErrorState problem={error} retry={() => void refetch()} />;
  if (items.length === 0) return problem ?? empty;
  return (
    <>
      {children(items)}
      {problem}
      <More {...of} />
    </>
  );
}

/** "3 new ↑": what waits above a list while it is held still; said to screen readers too. */
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
