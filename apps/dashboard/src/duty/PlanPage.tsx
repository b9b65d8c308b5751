// One response plan: read, edited as a new edition, put in force by somebody else, withdrawn.
import { App, Button } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Plan } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Answered, Instant, LevelTag, Panel, ReasonModal } from '../shared/ui';
import { useWords } from '../shared/words';
import './duty.css';
import { Head } from './Head';
import { PlanForm } from './PlanForm';
import { PlanLines } from './PlanLines';
import { PlanState } from './Plans';

export function NewPlan() {
  const { t } = useWords();
  const go = useNavigate();
  const { act, acting } = useAct('plans.write', {
    done: t('plans.saved'),
    onDone: ({ id }) => void go(paths.plan(id)),
  });
  return (
    <>
      <Head title={t('plans.write')} />
      <PlanForm
        plan={null}
        busy={acting}
        onSave={(body) => act({ body })}
        onCancel={() => void go(paths.plans)}
      />
    </>
  );
}

export function PlanPage() {
  const { id = '' } = useParams();
  const asked = useAsk('plans.read', { params: { id } });
  return <Answered of={asked}>{(plan) => <Whole key={plan.digest} plan={plan} />}</Answered>;
}

function Whole({ plan }: { plan: Plan }) {
  const { t, name, pick } = useWords();
  const [editing, setEditing] = useState(false);
  const edit = useAct('plans.edit', { done: t('plans.saved'), onDone: () => setEditing(false) });
  const params = { id: plan.id };
  if (editing)
    return (
      <>
        <Head title={plan.name} />
        <PlanForm
          plan={plan}
          busy={edit.acting}
          onSave={(content) => edit.act({ params, body: { ...content, edition: plan.edition } })}
          onCancel={() => setEditing(false)}
        />
      </>
    );
  return (
    <>
      <Head title={plan.name} actions={<Acts plan={plan} onEdit={() => setEditing(true)} />} />
      <Panel title={plan.name} extra={<PlanState plan={plan} />}>
        <div className="row tight">
          {plan.levels.map((level) => (
            <LevelTag key={level} level={level} />
          ))}
          <span>
            {plan.emergencyKinds.map((kind) => name('emergencyKindName', kind)).join(' ') || t('plans.any')}
            {plan.topics.length > 0 && ` · ${plan.topics.map((topic) => name('topic', topic)).join(' ')}`}
            {plan.spokesperson && ` · ${t('plans.spokesperson')} ${plan.spokesperson}`}
          </span>
        </div>
        <p className="quiet">
          {t('plans.written')} {plan.writtenBy} · <Instant at={plan.writtenAt} />
          {plan.approvedAt && (
            <>
              {' · '}
              {t('plans.approved')} {plan.approvedBy} · <Instant at={plan.approvedAt} />
            </>
          )}
        </p>
        {plan.state === 'draft' && plan.missing.length > 0 && (
          <p role="status">
            ▲ {t('plans.missing')}
            {plan.missing.map(pick).join(' · ')}
          </p>
        )}
        <PlanLines plan={plan} />
      </Panel>
    </>
  );
}

function Acts({ plan, onEdit }: { plan: Plan; onEdit: () => void }) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const [withdrawing, setWithdrawing] = useState(false);
  const approve = useAct('plans.approve', { done: t('plans.approvedDone') });
  const withdraw = useAct('plans.withdraw', {
    done: t('plans.withdrawnDone'),
    onDone: () => setWithdrawing(false),
  });
  const params = { id: plan.id };
  const ask = () =>
    void modal.confirm({
      title: t('plans.approve'),
      content: t('plans.approveConsequence'),
      okText: t('plans.approve'),
      cancelText: t('app.common.cancel'),
      onOk: () => approve.act({ params, body: { digest: plan.digest } }),
    });
  return (
    <>
      {plan.mayEdit && <Button onClick={onEdit}>{t('plans.edit')}</Button>}
      {plan.mayApprove && (
        <Button type="primary" onClick={ask}>
          {t('plans.approve')}
        </Button>
      )}
      <Withdrawing plan={plan} onAsk={() => setWithdrawing(true)} />
      {withdrawing && (
        <ReasonModal
          open
          danger
          title={t('plans.withdraw')}
          consequence={t('plans.withdrawConsequence')}
          confirm={t('plans.withdraw')}
          busy={withdraw.acting}
          onCancel={() => setWithdrawing(false)}
          onConfirm={({ reason }) => withdraw.act({ params, body: { reason } })}
        />
      )}
    </>
  );
}

function Withdrawing({ plan, onAsk }: { plan: Plan; onAsk: () => void }) {
  const { t } = useWords();
  const { may } = useSession();
  if (!may('plan.approve') || plan.state === 'withdrawn') return null;
  return (
    <Button danger onClick={onAsk}>
      {t('plans.withdraw')}
    </Button>
  );
}
