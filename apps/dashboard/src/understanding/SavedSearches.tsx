// Searches kept by name: opened with a click, saved, renamed, shared, taken to the present filters, removed.
import { App, Button, Drawer } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { MessageSearch, SavedSearch } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Answered, EmptyState } from '../shared/ui';
import { useWords } from '../shared/words';
import { addressOf } from './message-search';
import { SaveSearch } from './SaveSearch';
import { useSearchWords } from './useSearchWords';

type Props = { search: MessageSearch };
/** `search`: what the page shows now. */
export function SavedSearches({ search }: Props) {
  const { t } = useWords();
  const { may } = useSession();
  const asked = useAsk('searches.list', {});
  const [open, setOpen] = useState(false);
  const [editing, setEditing] = useState<SavedSearch | 'new' | null>(null);
  const isAny = Object.keys(search).length > 0;
  const count = asked.data?.items.length ?? 0;
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-haspopup="dialog">
        {count > 0 ? t('understanding.search.savedCount', { count }) : t('understanding.search.saved')}
      </Button>
      {may('search.save') && (
        <Button
          disabled={!isAny}
          title={isAny ? undefined : t('understanding.search.saveNothing')}
          onClick={() => setEditing('new')}
        >
          {t('understanding.search.save')}
        </Button>
      )}
      <Drawer title={t('understanding.search.saved')} size={460} open={open} onClose={() => setOpen(false)}>
        <Answered of={asked}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t('understanding.search.none')} next={t('understanding.search.noneNext')} />
            ) : (
              <ul className="rows">
                {items.map((saved) => (
                  <li key={saved.id} className="saved-search">
                    <Saved
                      saved={saved}
                      now={isAny ? search : null}
                      onOpen={() => setOpen(false)}
                      onEdit={() => setEditing(saved)}
                    />
                  </li>
                ))}
              </ul>
            )
          }
        </Answered>
      </Drawer>
      {editing && (
        <SaveSearch
          saved={editing === 'new' ? null : editing}
          search={editing === 'new' ? search : editing.search}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

type SavedProps = { saved: SavedSearch; now: MessageSearch | null; onOpen: () => void; onEdit: () => void };
function Saved({ saved, now, onOpen, onEdit }: SavedProps) {
  const { t } = useWords();
  const say = useSearchWords();
  const { modal } = App.useApp();
  const removing = useAct('searches.remove', { done: t('understanding.search.removed') });
  const replacing = useAct('searches.change', { done: t('understanding.search.replaced') });
  const { id, name, search, shared, mine, mayChange, owner } = saved;
  const remove = () =>
    modal.confirm({
      title: t('understanding.search.removeTitle', { name }),
      content: t(shared ? 'understanding.search.removeShared' : 'understanding.search.removeDetail'),
      okText: t('understanding.search.remove'),
      okButtonProps: { danger: true },
      onOk: () => removing.act({ params: { id } }),
    });
  const who = mine ? (shared ? 'sharedByMe' : 'own') : 'sharedBy';
  const isOther = now !== null && addressOf(now) !== addressOf(search);
  return (
    <>
      <Link to={`${paths.messages}?${addressOf(search)}`} className="incident-title" onClick={onOpen}>
        {name}
      </Link>
      <div className="excerpt">{say(search)}</div>
      <div className="row tight">
        <span className="quiet">{t(`understanding.search.${who}`, { name: owner })}</span>
        {mayChange && (
          <>
            {isOther && (
              <Button
                size="small"
                type="text"
                loading={replacing.acting}
                onClick={() => replacing.act({ params: { id }, body: { search: now } })}
              >
                {t('understanding.search.replace')}
              </Button>
            )}
            <Button
              size="small"
              type="text"
              aria-label={t('understanding.search.editOf', { name })}
              onClick={onEdit}
            >
              {t('understanding.search.edit')}
            </Button>
            <Button
              size="small"
              type="text"
              danger
              loading={removing.acting}
              aria-label={t('understanding.search.removeOf', { name })}
              onClick={remove}
            >
              {t('understanding.search.remove')}
            </Button>
          </>
        )}
      </div>
    </>
  );
}
