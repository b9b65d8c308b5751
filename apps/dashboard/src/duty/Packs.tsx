// The policy packs: every rule with its clause and time limit, those in force first.

import { Button, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { PolicyPackView } from '#contract';
import { citationOf } from '../../../../libs/organisation/citation';

import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Answered, EmptyState, Panel, StateTag } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import './duty.css';
import { EditPack } from './EditPack';
import { Head } from './Head';

type Rule = PolicyPackView['rules'][number];

export function Packs() {
  const { t } = useWords();
  const { may } = useSession();
  const asked = useAsk('packs.list', {}, { staleMs: 300_000 });
  const [adding, setAdding] = useState(false);
  return (
    <>
      <Head
        title={t('duty.packs.question')}
        actions={
          may('rule.change') && <Button onClick={() => setAdding(true)}>{t('dutyRules.packs.add')}</Button>
        }
      />
      {adding && (
        <EditPack
          pack={null}
          taken={asked.data?.items.map(({ id }) => id)}
          onClose={() => setAdding(false)}
        />
      )}
      <p className="quiet">{t('duty.packs.intro')}</p>
      <Answered of={asked} rows={12}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('duty.packs.empty')} next={t('duty.packs.emptyNext')} />
          ) : (
            <div className="stack">
              {[...items]
                .sort((a, b) => Number(b.inForce) - Number(a.inForce))
                .map((pack) => (
                  <Pack key={pack.id} pack={pack} />
                ))}
            </div>
          )
        }
      </Answered>
    </>
  );
}

function Pack({ pack }: { pack: PolicyPackView }) {
  const { t, pick, name } = useWords();
  const columns: TableColumnsType<Rule> = [
    {
      title: t('duty.packs.duty'),
      key: 'duty',
      width: 170,
      render: (_, rule) => <strong>{pick(rule.name)}</strong>,
    },
    { title: t('duty.packs.within'), key: 'within', width: 120, render: (_, rule) => pick(rule.within) },
    {
      title: t('duty.packs.from'),
      key: 'from',
      width: 110,
      render: (_, rule) => name('startsFrom', rule.startsFrom),
    },
    { title: t('duty.packs.applies'), key: 'applies', width: 200, render: (_, rule) => pick(rule.applies) },
    {
      title: t('duty.packs.owedBy'),
      key: 'owedBy',
      width: 130,
      render: (_, rule) => name('owedBy', rule.owedBy),
    },
    {
      title: t('duty.packs.clause'),
      key: 'clause',
      render: (_, { clause }) => (
        <>
          {citationOf(clause)}
          <blockquote className="why-clause">{clause.words}</blockquote>
        </>
      ),
    },
  ];
  return (
    <Panel
      flush
      title={pick(pack.name)}
      extra={
        <span className="row tight">
          <span className="quiet">
            {pack.id} · {t('duty.packs.version', { version: pack.version })}
          </span>
          <StateTag tone={pack.inForce ? 'good' : 'plain'}>
            {t(pack.inForce ? 'duty.packs.inForce' : 'duty.packs.notInForce')}
          </StateTag>
          <Link to={paths.pack(pack.id)}>{t('dutyRules.packs.open')}</Link>
        </span>
      }
    >
      <p className="quiet pack-document">
        {t('duty.packs.document')}
        {': '}
        {pack.document}
      </p>
      <ListTable
        rowKey={(rule) => `${rule.duty}${rule.applies.zh}`}
        items={pack.rules}
        columns={columns}
        width={1000}
      />
    </Panel>
  );
}
