// The response plans: for which levels and kinds, in force or not, by whom.
import { Button, type TableColumnsType } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { Plan } from '#contract';
import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Answered, EmptyState, Instant, LevelTag, StateTag, type Tone } from '../shared/ui';
import { OpeningTable } from '../shared/ui/ListTable';
import { useWords } from '../shared/words';
import './duty.css';
import { Head } from './Head';

export const planTones: Record<Plan['state'], Tone> = {
  draft: 'warn',
  'in-force': 'good',
  replaced: 'plain',
  withdrawn: 'plain',
};

export function Plans() {
  const { t } = useWords();
  const { may } = useSession();
  const go = useNavigate();
  const asked = useAsk('plans.list', {});
  return (
    <>
      <Head
        title={t('plans.question')}
        actions={
          may('plan.write') && (
            <Button type="primary" onClick={() => void go(`${paths.plans}/new`)}>
              {t('plans.write')}
            </Button>
          )
        }
      />
      <p className="quiet">{t('plans.intro')}</p>
      <Answered of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('plans.empty')} next={t('plans.emptyNext')} />
          ) : (
            <List items={items} />
          )
        }
      </Answered>
    </>
  );
}

function List({ items }: { items: Plan[] }) {
  const { t, name } = useWords();
  const columns: TableColumnsType<Plan> = [
    {
      title: t('plans.name'),
      key: 'name',
      render: (_, plan) => (
        <>
          <Link to={paths.plan(plan.id)}>{plan.name}</Link>
          <div className="quiet">
            {plan.emergencyKinds.map((kind) => name('emergencyKindName', kind)).join(' ') || t('plans.any')}
            {plan.topics.length > 0 && ` · ${plan.topics.map((topic) => name('topic', topic)).join(' ')}`}
          </div>
        </>
      ),
    },
    {
      title: t('plans.levels'),
      key: 'levels',
      width: 220,
      render: (_, { levels }) => (
        <span className="row tight">
          {levels.map((level) => (
            <LevelTag key={level} level={level} />
          ))}
        </span>
      ),
    },
    {
      title: t('plans.state'),
      key: 'state',
      width: 200,
      render: (_, plan) => <PlanState plan={plan} />,
    },
    {
      title: t('plans.written'),
      key: 'written',
      width: 180,
      render: (_, plan) => (
        <>
          {plan.writtenBy} · <Instant at={plan.writtenAt} />
        </>
      ),
    },
  ];
  return <OpeningTable items={items} columns={columns} width={760} to={({ id }) => paths.plan(id)} />;
}

export function PlanState({ plan }: { plan: Plan }) {
  const { t } = useWords();
  return (
    <span className="row tight">
      <StateTag tone={planTones[plan.state]}>{t(`plans.states.${plan.state}`)}</StateTag>
      <span className="quiet">{t('plans.edition', { n: plan.edition })}</span>
      {plan.state === 'draft' && plan.inForceEdition !== null && (
        <span className="quiet">{t('plans.stillInForce', { n: plan.inForceEdition })}</span>
      )}
    </span>
  );
}
