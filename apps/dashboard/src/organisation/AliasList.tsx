// The spellings of agencies, a row each: what each means, who said so, and where that is said, put right or taken back.
import { Button, Select, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { AgencySpelling } from '#contract';
import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useRowKeys } from '../shared/row-keys';
import { useSession } from '../shared/session';
import { Instant, StateTag } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import type { AliasActs } from './useAliasActs';

type Props = { items: AgencySpelling[]; acts: AliasActs; mayDecide: boolean };

export function AliasList({ items, acts, mayDecide }: Props) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [changing, setChanging] = useState<string | null>(null);
  const meant = (one: AgencySpelling) => chosen[one.id] ?? one.proposed?.department.id ?? one.department?.id;
  const decide = ({ id }: AgencySpelling, departmentId: string | null | undefined) => {
    if (!mayDecide || acts.acting || departmentId === undefined) return;
    acts.decide([{ id, departmentId }]);
    setChanging(null);
  };
  const ifOpen = (one: AgencySpelling, departmentId: string | null | undefined) => {
    if (one.state === 'open') decide(one, departmentId);
  };
  const { rowProps } = useRowKeys({
    rows: items,
    idOf: ({ id }) => id,
    open: (one) => ifOpen(one, meant(one)),
    more: { x: (one) => ifOpen(one, null), ...(mayDecide ? { u: () => acts.undoLast() } : {}) },
  });
  const columns: TableColumnsType<AgencySpelling> = [
    { title: t('roster.aliases.spelling'), dataIndex: 'spelling', width: 240 },
    { title: t('roster.aliases.times'), dataIndex: 'times', width: 80, align: 'right' },
    {
      title: t('roster.aliases.lastSeen'),
      dataIndex: 'lastSeenAt',
      width: 120,
      render: (at: string) => <Instant at={at} />,
    },
    {
      title: t('roster.aliases.state'),
      dataIndex: 'state',
      width: 110,
      render: (state: AgencySpelling['state']) => (
        <StateTag tone={state === 'learnt' ? 'good' : state === 'open' ? 'warn' : 'plain'}>
          {t(`roster.aliases.${state}`)}
        </StateTag>
      ),
    },
    {
      title: t('roster.aliases.meaning'),
      key: 'meaning',
      render: (_, one) =>
        mayDecide && (one.state === 'open' || changing === one.id) ? (
          <Decide
            one={one}
            meant={meant(one)}
            busy={acts.acting}
            onChoose={(departmentId) => setChosen({ ...chosen, [one.id]: departmentId })}
            onDecide={(departmentId) => decide(one, departmentId)}
          />
        ) : (
          <div className="row tight">
            <Meaning one={one} />
            {mayDecide && <Back one={one} acts={acts} onChange={() => setChanging(one.id)} />}
          </div>
        ),
    },
  ];
  return (
    <>
      {mayDecide && (
        <p className="quiet" style={{ margin: 0 }}>
          {t('roster.aliases.keys')}
        </p>
      )}
      <ListTable items={items} columns={columns} onRow={rowProps} pageSize={100} width={860} />
    </>
  );
}

function Meaning({ one }: { one: AgencySpelling }) {
  const { t, pick } = useWords();
  if (one.department)
    return (
      <>
        {one.department.name}{' '}
        <span className="quiet">
          {one.decidedBy ? t('roster.aliases.by', { name: one.decidedBy }) : t('roster.aliases.bySelf')}
        </span>
      </>
    );
  if (!one.proposed) return <span className="quiet">{one.hint ? pick(one.hint.why) : '—'}</span>;
  return (
    <>
      {one.proposed.department.name} <span className="quiet">{pick(one.proposed.why)}</span>
    </>
  );
}

/** What was said is put right, or taken back. */
function Back({ one, acts, onChange }: { one: AgencySpelling; acts: AliasActs; onChange: () => void }) {
  const { t } = useWords();
  const named = { name: one.spelling };
  return (
    <>
      {one.state === 'learnt' && (
        <Button
          size="small"
          type="link"
          aria-label={t('roster.aliases.changeNamed', named)}
          disabled={acts.acting}
          onClick={onChange}
        >
          {t('roster.aliases.change')}
        </Button>
      )}
      {one.decidedBy && (
        <Button
          size="small"
          type="link"
          aria-label={t('roster.aliases.undoNamed', named)}
          disabled={acts.acting}
          onClick={() => acts.reopen([one.id])}
        >
          {t('roster.aliases.undo')}
        </Button>
      )}
    </>
  );
}

type DecideProps = {
  one: AgencySpelling;
  meant: string | undefined;
  busy: boolean;
  onChoose: (departmentId: string) => void;
  onDecide: (departmentId: string | null) => void;
};
function Decide({ one, meant, busy, onChoose, onDecide }: DecideProps) {
  const { t, pick } = useWords();
  const { may } = useSession();
  const options = useDepartmentOptions();
  const { hint } = one;
  return (
    <div className="row tight">
      <Select
        size="small"
        style={{ width: 220 }}
        aria-label={t('roster.aliases.choose', { name: one.spelling })}
        placeholder={t('roster.aliases.chooseOne')}
        value={meant}
        onChange={onChoose}
        showSearch={{ optionFilterProp: 'label' }}
        options={options}
      />
      <Button
        size="small"
        type="primary"
        disabled={!meant || busy}
        aria-label={t('roster.aliases.takeNamed', { name: one.spelling })}
        onClick={() => onDecide(meant ?? null)}
      >
        {t('roster.aliases.take')}
      </Button>
      <Button
        size="small"
        disabled={busy}
        aria-label={t('roster.aliases.setAsideNamed', { name: one.spelling })}
        onClick={() => onDecide(null)}
      >
        {t('roster.aliases.setAside')}
      </Button>
      {one.proposed && <span className="quiet">{pick(one.proposed.why)}</span>}
      {hint && (
        <span className="quiet">
          {pick(hint.why)}{' '}
          {hint.place && may('organisation.manage') && (
            <Link to={`${paths.jurisdictions}?${new URLSearchParams({ add: hint.place })}`}>
              {t('roster.aliases.addPlace', { name: hint.place })}
            </Link>
          )}
        </span>
      )}
    </div>
  );
}

/** The active departments in view; those of a jurisdiction below bear its name. */
function useDepartmentOptions() {
  const { jurisdiction } = useSession().session;
  const departments = useAsk('departments.list', {}, { staleMs: 60_000 });
  const places = useAsk('jurisdictions.list', {}, { staleMs: 60_000 });
  return useMemo(() => {
    const placeOf = (id: string) =>
      id === jurisdiction.id ? '' : (places.data?.items.find((one) => one.id === id)?.name ?? '');
    return (departments.data?.items ?? [])
      .filter(({ active }) => active)
      .map((one) => ({ value: one.id, label: `${placeOf(one.jurisdictionId)}${one.name}` }));
  }, [departments.data, places.data, jurisdiction.id]);
}
