// Every change of the rules, newest first: what, by whom, how many clocks, and whether it waits to be confirmed.
import { type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { RuleChange } from '#contract';
import { useAskPages } from '../shared/api';
import { paths } from '../shared/paths';
import { EmptyState, Instant, Paged, StateTag } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import { Head } from './Head';

export const toneOf = { proposed: 'warn', confirmed: 'good', dropped: 'plain' } as const;

export function Changes() {
  const { t, pick, name } = useWords();
  const asked = useAskPages('changes.list', { query: {} });
  const columns: TableColumnsType<RuleChange> = [
    {
      title: t('dutyRules.changes.what'),
      key: 'what',
      render: (_, row) => (
        <>
          <Link to={paths.change(row.id)}>{pick(row.title)}</Link>
          <div className="quiet">
            {name('changeKind', row.kind)} · {row.reason}
          </div>
        </>
      ),
    },
    {
      title: t('dutyRules.changes.moves'),
      key: 'moves',
      width: 120,
      render: (_, { counts }) => counts.moved + counts.opened + counts['falls-away'],
    },
    {
      title: t('dutyRules.changes.by'),
      key: 'by',
      width: 180,
      render: (_, row) => (
        <>
          {row.proposedBy} · <Instant at={row.proposedAt} />
        </>
      ),
    },
    {
      title: t('dutyRules.changes.decided'),
      key: 'decided',
      width: 180,
      render: (_, row) =>
        row.decidedAt && (
          <>
            {row.decidedBy} · <Instant at={row.decidedAt} />
          </>
        ),
    },
    {
      title: t('dutyRules.changes.state'),
      key: 'state',
      width: 120,
      render: (_, row) => (
        <StateTag tone={toneOf[row.state]}>{t(`dutyRules.changes.states.${row.state}`)}</StateTag>
      ),
    },
  ];
  return (
    <>
      <Head title={t('dutyRules.changes.question')} />
      <p className="quiet">{t('dutyRules.changes.intro')}</p>
      <Paged
        of={asked}
        empty={<EmptyState title={t('dutyRules.changes.empty')} next={t('dutyRules.changes.emptyNext')} />}
      >
        {(items) => <ListTable items={items} columns={columns} width={860} />}
      </Paged>
    </>
  );
}
