// The lines of a response plan as two tables: what is said in which form where by when, and what is done.
import { Table } from 'antd';
import type { PlanContentIn } from '#contract';
import { useWords } from '../shared/words';

export function PlanLines({ plan }: { plan: PlanContentIn }) {
  const { t, name } = useWords();
  const within = { title: t('plans.within'), key: 'within', width: 110 };
  const party = { title: t('plans.party'), key: 'party', width: 120 };
  return (
    <div className="stack">
      <section>
        <h3>{t('plans.response')}</h3>
        <Table
          size="small"
          rowKey={(line) => `${line.form}${line.outlet}${line.content}`}
          dataSource={[...plan.response]}
          pagination={false}
          scroll={{ x: 760 }}
          columns={[
            { title: t('plans.content'), key: 'content', render: (_, line) => line.content },
            {
              title: t('plans.form'),
              key: 'form',
              width: 110,
              render: (_, line) => name('releaseForm', line.form),
            },
            { title: t('plans.outlet'), key: 'outlet', width: 120, render: (_, line) => line.outlet },
            { ...within, render: (_, line) => t('plans.hours', { n: line.withinHours }) },
            {
              title: t('plans.interpretation'),
              key: 'how',
              width: 180,
              render: (_, line) => line.interpretation,
            },
            { ...party, render: (_, line) => name('planParty', line.party) },
          ]}
        />
      </section>
      <section>
        <h3>{t('plans.handling')}</h3>
        <Table
          size="small"
          rowKey={(line) => line.what}
          dataSource={[...plan.handling]}
          pagination={false}
          scroll={{ x: 480 }}
          columns={[
            { title: t('plans.what'), key: 'what', render: (_, line) => line.what },
            { ...within, render: (_, line) => t('plans.hours', { n: line.withinHours }) },
            { ...party, render: (_, line) => name('planParty', line.party) },
          ]}
        />
      </section>
    </div>
  );
}
