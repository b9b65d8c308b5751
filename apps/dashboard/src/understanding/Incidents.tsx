// The incidents to assess: by state, in order of urgency, each with the acts that are one key away.
import { Button, Radio, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { type IncidentCard, incidentStates, levels } from '#contract';
import { useAskPages } from '../shared/api';
import { paths } from '../shared/paths';
import { useRowKeys } from '../shared/row-keys';
import { useSession } from '../shared/session';
import { useSettled } from '../shared/settled';
import { EmptyState, ErrorState, Find, FreshButton, KeysHelp, Loading, More, useHotkeys } from '../shared/ui';
import { useUrlFilters } from '../shared/url-filters';
import { useTopics } from '../shared/useTopics';
import { useWords } from '../shared/words';
import { type Asking, actsOf, askedOf, type IncidentAct } from './acting';
import { Choice } from './Choice';
import { Head } from './Head';
import { IncidentDialog } from './IncidentDialog';
import { IncidentRow } from './IncidentRow';
import { useUndo } from './useUndo';
import './understanding.css';

const tabs = ['proposed', 'confirmed', 'open', 'closed', 'dismissed', 'merged', 'all'] as const;
type Tab = (typeof tabs)[number];
const sorts = ['triage', 'heat', 'recent'] as const;
type Sort = (typeof sorts)[number];
const oneOf = <T extends string>(values: readonly T[], value: string | undefined): T | undefined =>
  values.find((one) => one === value);

function useFilters() {
  const { may } = useSession();
  const { values, set, isAny, text } = useUrlFilters(['state', 'sort', 'q', 'level', 'topic']);
  const { q, topic } = values;
  // Words are looked for everywhere; without words, whoever assesses sees what waits for them.
  const tab: Tab = oneOf(tabs, values.state) ?? (q ? 'all' : may('incident.assess') ? 'proposed' : 'open');
  const sort: Sort = oneOf(sorts, values.sort) ?? 'triage';
  const level = oneOf(levels, values.level);
  const state = oneOf([...incidentStates, 'open'], tab);
  const query = { sort, limit: 50, ...(state && { state }), ...(q && { q }), ...(level && { level }) };
  return {
    ...{ tab, sort, q, level, topic, set, text },
    isNarrowed: isAny && Boolean(q || level || topic),
    query: { ...query, ...(topic && { topic }) },
  };
}
type Filters = ReturnType<typeof useFilters>;

export function Incidents() {
  const { t } = useWords();
  const filters = useFilters();
  const [helping, setHelping] = useState(false);
  const help = (
    <Button className="not-phone" size="small" onClick={() => setHelping(true)} aria-haspopup="dialog">
      {t('app.keys.title')} (?)
    </Button>
  );
  return (
    <>
      <Head title={t('understanding.incidents.title')} actions={help} />
      <KeysHelp open={helping} onClose={() => setHelping(false)} />
      <div className="stack">
        <FilterBar {...filters} />
        <List key={filters.text} {...filters} />
      </div>
    </>
  );
}

function FilterBar({ tab, sort, q, level, topic, set }: Filters) {
  const { t, name } = useWords();
  const { topics } = useTopics();
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="scroll-x">
        <Radio.Group
          optionType="button"
          aria-label={t('understanding.incidents.state')}
          value={tab}
          onChange={(event) => set({ state: String(event.target.value) })}
          options={tabs.map((one) => ({ value: one, label: t(`understanding.incidents.states.${one}`) }))}
        />
      </div>
      <div className="row">
        <Find label={t('understanding.incidents.search')} words={q} onFind={(words) => set({ q: words })} />
        <Choice
          label={t('understanding.incidents.level')}
          any={t('understanding.incidents.anyLevel')}
          value={level}
          options={levels.map((one) => ({ value: one, label: name('level', one) }))}
          onChange={(one) => set({ level: one })}
        />
        <Choice
          label={t('understanding.incidents.topic')}
          any={t('understanding.incidents.anyTopic')}
          value={topic}
          options={topics}
          onChange={(one) => set({ topic: one })}
        />
        <Select<Sort>
          aria-label={t('understanding.incidents.sort')}
          value={sort}
          popupMatchSelectWidth={false}
          options={sorts.map((one) => ({ value: one, label: t(`understanding.incidents.sorts.${one}`) }))}
          onChange={(one) => set({ sort: one })}
        />
      </div>
    </div>
  );
}

/** Whether an act takes the incident off the list that is shown. */
const leaves = (act: IncidentAct, tab: Tab) =>
  act === 'confirm' ? tab === 'proposed' : tab !== 'all' && ['dismiss', 'merge', 'close'].includes(act);
const idOf = ({ id }: IncidentCard) => id;

function List({ query, tab, isNarrowed, set }: Filters) {
  const { t } = useWords();
  const { may } = useSession();
  const navigate = useNavigate();
  const { items, isPending, error, refetch, hasMore, more, loadingMore } = useAskPages(
    'incidents.list',
    { query },
    { every: 60_000 },
  );
  const [dialogue, setDialogue] = useState<(Asking & { incident: IncidentCard }) | null>(null);
  const { shown, waiting, gone, letIn, drop, restore, handlers } = useSettled(items, idOf, dialogue !== null);
  const { undoLast } = useUndo();
  const mayAssess = may('incident.assess');
  const ask = (act: IncidentAct) => (incident: IncidentCard) => {
    const asked = mayAssess && !gone(incident) ? askedOf(act, incident) : null;
    if (asked) setDialogue({ ...asked, incident });
  };
  useHotkeys({ u: undoLast }, mayAssess);
  const { rowProps } = useRowKeys({
    rows: shown,
    idOf,
    open: ({ id }) => void navigate(paths.incident(id)),
    more: {
      c: ask('confirm'),
      d: ask('dismiss'),
      x: ask('dismiss'),
      l: ask('level'),
      m: ask('merge'),
      a: ask('assign'),
    },
  });
  if (error && items.length === 0) return <ErrorState problem={error} retry={() => void refetch()} />;
  if (isPending) return <Loading />;
  if (shown.length === 0)
    return (
      <Nothing tab={tab} onClear={isNarrowed ? () => set({ q: null, level: null, topic: null }) : null} />
    );
  return (
    <div className="panel" {...handlers}>
      <FreshButton waiting={waiting} onLetIn={letIn} />
      <ol className="rows" aria-label={t('understanding.incidents.list')}>
        {shown.map((incident) => (
          <IncidentRow
            key={incident.id}
            incident={incident}
            gone={gone(incident)}
            withState={incident.state !== tab}
            acts={mayAssess && !gone(incident) ? actsOf(incident) : []}
            onAct={(act) => ask(act)(incident)}
            {...rowProps(incident)}
          />
        ))}
      </ol>
      <More hasMore={hasMore} more={more} loadingMore={loadingMore} />
      {dialogue && (
        <IncidentDialog
          {...dialogue}
          onClose={() => setDialogue(null)}
          onDone={() => leaves(dialogue.act, tab) && drop(dialogue.incident.id)}
          onUndone={() => restore(dialogue.incident.id)}
        />
      )}
    </div>
  );
}

function Nothing({ tab, onClear }: { tab: Tab; onClear: (() => void) | null }) {
  const { t } = useWords();
  // Filters are only blamed where some are set.
  const state = t(`understanding.incidents.states.${tab}`);
  const [title, next] = onClear
    ? (['empty', 'emptyNext'] as const)
    : tab === 'proposed'
      ? (['emptyProposed', 'emptyProposedNext'] as const)
      : tab === 'all' || tab === 'open'
        ? (['emptyAll', 'emptyAllNext'] as const)
        : (['emptyState', 'emptyStateNext'] as const);
  return (
    <div className="panel">
      <EmptyState
        title={t(`understanding.incidents.${title}`, { state })}
        next={t(`understanding.incidents.${next}`)}
        action={onClear && <Button onClick={onClear}>{t('understanding.incidents.clear')}</Button>}
      />
    </div>
  );
}
