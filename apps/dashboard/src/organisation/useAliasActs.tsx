// What is said of spellings of agencies, and the way back: offered beside the notice for some seconds, by u, and later on the row.
import { App, Button } from 'antd';
import { useRef } from 'react';
import type { Input } from '#contract';
import { useAct } from '../shared/api';
import { useWords } from '../shared/words';

const SHOWN_SECONDS = 10;
const noticeKey = 'alias-undo';
export type Decided = Input<'agencies.decide'>['body']['items'];

export function useAliasActs() {
  const { t } = useWords();
  const { notification, message } = App.useApp();
  const last = useRef<string[]>([]);
  const reopening = useAct('agencies.reopen', { done: t('roster.aliases.reopened') });
  const reopen = (ids: string[]) => {
    last.current = [];
    notification.destroy(noticeKey);
    if (ids.length === 0) void message.info(t('roster.aliases.nothingToUndo'));
    else reopening.act({ body: { ids } });
  };
  const deciding = useAct('agencies.decide', {
    onDone: (_, { body: { items } }) => {
      last.current = items.map(({ id }) => id);
      notification.success({
        key: noticeKey,
        role: 'status',
        title: t('roster.aliases.taken', { count: items.length }),
        description: <span className="quiet">{t('roster.aliases.undoHint')}</span>,
        actions: (
          <Button size="small" onClick={() => reopen(last.current)}>
            {t('roster.aliases.undo')}
          </Button>
        ),
        duration: SHOWN_SECONDS,
        placement: 'bottomRight',
        closable: { 'aria-label': t('app.keys.close') },
      });
    },
  });
  return {
    decide: (items: Decided) => deciding.act({ body: { items } }),
    reopen,
    undoLast: () => reopen(last.current),
    acting: deciding.acting || reopening.acting,
  };
}

export type AliasActs = ReturnType<typeof useAliasActs>;
