// The rules of one pack as a table, each with its clause.

import { type TableColumnsType } from 'antd';
import type { PackFull } from '#contract';
import { citationOf } from '../../../../libs/organisation/citation';
import { Panel } from '../shared/ui';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import { useLength } from './useLength';

type Rule = PackFull['rules'][number];

export function PackRules({ pack }: { pack: PackFull }) {
  const { t, pick, name } = useWords();
  const length = useLength();
  const levels = ({ appliesTo }: Rule) =>
    appliesTo.levels
      ?.map((level) => (level ? name('level', level) : t('dutyRules.packs.ungraded')))
      .join(' ');
  const columns: TableColumnsType<Rule> = [
    {
      title: t('duty.packs.duty'),
      key: 'duty',
      width: 180,
      render: (_, rule) => <strong>{pick(rule.name)}</strong>,
    },
    { title: t('duty.packs.within'), key: 'within', width: 130, render: (_, rule) => length(rule.within) },
    {
      title: t('duty.packs.from'),
      key: 'from',
      width: 120,
      render: (_, rule) => name('startsFrom', rule.startsFrom),
    },
    {
      title: t('duty.packs.applies'),
      key: 'applies',
      width: 200,
      render: (_, rule) => (
        <>
          {name('dutySubject', rule.subject)} {levels(rule)}{' '}
          {rule.appliesTo.hotlineKinds?.map((kind) => name('hotlineKind', kind)).join(' ')}
          {rule.appliesTo.emergency !== undefined &&
            t(`dutyRules.packs.emergencies.${rule.appliesTo.emergency ? 'only' : 'none'}`)}
        </>
      ),
    },
    {
      title: t('duty.packs.owedBy'),
      key: 'owedBy',
      width: 130,
      render: (_, rule) => name('owedBy', rule.owedBy),
    },
    {
      title: t('duty.packs.clause'),
      key: 'clause',
      render: (_, { clause, extendableBy, pausableFor, setting }) => (
        <>
          {citationOf(clause)}
          <blockquote className="why-clause">{clause.words}</blockquote>
          {extendableBy && <div>{t('dutyRules.packs.extendable', { length: length(extendableBy) })}</div>}
          {pausableFor && (
            <div>
              {t('dutyRules.packs.pausable', { what: pick(pausableFor.what) })}{' '}
              {citationOf(pausableFor.clause)}
            </div>
          )}
          {setting && <div className="quiet">{pick(setting)}</div>}
        </>
      ),
    },
  ];
  return (
    <Panel flush title={pack.document}>
      <ListTable
        rowKey={(rule) => `${rule.duty}${JSON.stringify(rule.appliesTo)}`}
        items={pack.rules}
        columns={columns}
        width={1000}
      />
    </Panel>
  );
}
