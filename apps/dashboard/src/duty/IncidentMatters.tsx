// The matters of the registry that an incident has to do with: a policy that is misread, a document that is asked for.
import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAct, useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Answered, Instant } from '../shared/ui';
import { useWords } from '../shared/words';
import './duty.css';
import { MatterStateTag } from './MatterParts';

export function IncidentMatters({ incidentId }: { incidentId: string }) {
  const { t, name } = useWords();
  const { may } = useSession();
  const asked = useAsk('matters.list', { query: { incidentId, limit: 50 } }, { every: 60_000 });
  const parting = useAct('matters.part', { done: t('matters.beside.parted') });
  const keeps = may('matter.keep');
  return (
    <section>
      <h3>{t('matters.beside.title')}</h3>
      <Answered of={asked} rows={2}>
        {({ items }) => (
          <>
            {items.length === 0 && <p className="quiet">{t('matters.beside.none')}</p>}
            <ul className="year-list">
              {items.map(({ id, number, title, kind, state, dueAt }) => (
                <li key={id}>
                  <span className="row tight">
                    <Link to={paths.matter(id)}>
                      {number} {title}
                    </Link>
                    <span className="quiet">{name('matterKind', kind)}</span>
                    <MatterStateTag state={state} />
                    {dueAt && (
                      <span>
                        {t('matters.due')} <Instant at={dueAt} />
                      </span>
                    )}
                    {keeps && (
                      <Button
                        size="small"
                        type="link"
                        disabled={parting.acting}
                        aria-label={t('matters.beside.partNamed', { name: number })}
                        onClick={() => parting.act({ params: { id }, body: { incidentId } })}
                      >
                        {t('matters.beside.part')}
                      </Button>
                    )}
                  </span>
                </li>
              ))}
            </ul>
            {keeps && <Join incidentId={incidentId} joined={items.map(({ id }) => id)} />}
          </>
        )}
      </Answered>
    </section>
  );
}

/** Found by number or title; choosing one joins it, and the row that it makes takes it back. */
function Join({ incidentId, joined }: { incidentId: string; joined: string[] }) {
  const { t } = useWords();
  const [q, setQ] = useState('');
  const found = useAsk('matters.list', { query: { limit: 20, ...(q ? { q } : {}) } });
  const { act, acting } = useAct('matters.join', { done: t('matters.beside.joined') });
  return (
    <Select<string>
      style={{ width: '100%', maxWidth: 420 }}
      aria-label={t('matters.beside.join')}
      placeholder={t('matters.beside.join')}
      value={null as unknown as string}
      disabled={acting}
      showSearch={{ filterOption: false, onSearch: (text) => setQ(text.trim().slice(0, 200)) }}
      notFoundContent={t('matters.emptyFound')}
      options={(found.data?.items ?? [])
        .filter(({ id, state }) => !joined.includes(id) && state !== 'withdrawn')
        .map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
      onSelect={(id) => act({ params: { id }, body: { incidentId } })}
    />
  );
}
