// The lines of a response plan as two tables: what is said in which form where by when, and what is done.
import type { PlanContentIn } from '#contract';
import { ListTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';

export function PlanLines({ plan }: { plan: PlanContentIn }) {
  const { t, name } = useWords();
  const within = { title: t('plans.within'), key: 'within', width: 110 };
  const party = { title: t('plans.party'), key: 'party', width: 120 };
  return (
    <div className="stack">
      <section>
        <h3>{t('plans.response')}</h3>
        <ListTable
          rowKey={(line) => `${line.form}${line.outlet}${line.content}`}
          items={[...plan.response]}
          width={760}
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
        <ListTable
          rowKey={(line) => line.what}
          items={[...plan.handling]}
          width={480}
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
