// One policy's risks and plan: drafted, assessed by the news office, approved by a leader, printed; what came of it linked.
import { App, Button, Form } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { PolicyRisk } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Answered, Instant, PageTitle, ReasonModal, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { IncidentPicker } from './IncidentPicker';
import { PolicyRiskForm } from './PolicyRiskForm';
import { WeightTag } from './PolicyRisks';
import './understanding.css';

export function NewPolicyRisk() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { act, acting } = useAct('policyRisks.draft', {
    done: t('understanding.consulting.saved'),
    onDone: ({ id }) => void navigate(paths.policyRisk(id), { replace: true }),
  });
  return (
    <>
      <PageTitle title={t('understanding.consulting.newRisk')} />
      <PolicyRiskForm
        risk={null}
        busy={acting}
        onSave={(body) => act({ body })}
        onCancel={() => void navigate(paths.policyRisks)}
      />
    </>
  );
}

export function PolicyRiskPage() {
  const { id = '' } = useParams();
  const asked = useAsk('policyRisks.read', { params: { id } });
  return <Answered of={asked}>{(risk) => <Whole key={risk.id} risk={risk} />}</Answered>;
}

function Whole({ risk }: { risk: PolicyRisk }) {
  const { t, name } = useWords();
  const [editing, setEditing] = useState(false);
  const { act, acting } = useAct('policyRisks.save', {
    done: t('understanding.consulting.saved'),
    onDone: () => setEditing(false),
  });
  return (
    <>
      <PageTitle
        title={risk.title}
        actions={!editing && <Steps risk={risk} onEdit={() => setEditing(true)} />}
      >
        <div className="row tight quiet">
          <StateTag tone={risk.state === 'approved' ? 'good' : 'plain'}>
            {name('policyRiskState', risk.state)}
          </StateTag>
          {risk.highest > 0 && <WeightTag weight={risk.highest} />}
          <span>
            {t('understanding.consulting.draftedBy')} {risk.draftedBy}
          </span>
          <By words="assessedBy" who={risk.assessedBy} at={risk.assessedAt} />
          <By words="approvedBy" who={risk.approvedBy} at={risk.approvedAt} />
        </div>
        {risk.returnedReason && (
          <div>{t('understanding.consulting.returned', { reason: risk.returnedReason })}</div>
        )}
      </PageTitle>
      {editing ? (
        <PolicyRiskForm
          risk={risk}
          busy={acting}
          onSave={(content) => act({ params: { id: risk.id }, body: { ...content, edition: risk.edition } })}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <Paper risk={risk} />
      )}
    </>
  );
}

type ByProps = { words: 'assessedBy' | 'approvedBy'; who: string | null; at: string | null };
function By({ words, who, at }: ByProps) {
  const { t } = useWords();
  if (!who || !at) return null;
  return (
    <span>
      {t(`understanding.consulting.${words}`, { by: who })} <Instant at={at} />
    </span>
  );
}

function Steps({ risk, onEdit }: { risk: PolicyRisk; onEdit: () => void }) {
  const { t } = useWords();
  const { may } = useSession();
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const [returning, setReturning] = useState(false);
  const input = { params: { id: risk.id }, body: { edition: risk.edition } };
  const assess = useAct('policyRisks.assess', { done: t('understanding.consulting.assessDone') });
  const approve = useAct('policyRisks.approve', { done: t('understanding.consulting.approveDone') });
  const giveBack = useAct('policyRisks.return', {
    done: t('understanding.consulting.giveBackDone'),
    onDone: () => setReturning(false),
  });
  const ask = (title: string, okText: string, onOk: () => void) =>
    modal.confirm({ title, okText, cancelText: t('app.common.cancel'), onOk });
  const mayApprove = may('policy-risk.approve') && risk.state === 'assessed';
  return (
    <>
      {may('policy-risk.draft') && risk.state === 'draft' && (
        <Button onClick={onEdit}>{t('understanding.consulting.edit')}</Button>
      )}
      {may('policy-risk.assess') && risk.state === 'draft' && (
        <Button
          type="primary"
          loading={assess.acting}
          onClick={() =>
            ask(t('understanding.consulting.assessTitle'), t('understanding.consulting.assess'), () =>
              assess.act(input),
            )
          }
        >
          {t('understanding.consulting.assess')}
        </Button>
      )}
      {mayApprove && (
        <>
          <Button onClick={() => setReturning(true)}>{t('understanding.consulting.giveBack')}</Button>
          <Button
            type="primary"
            loading={approve.acting}
            onClick={() =>
              ask(t('understanding.consulting.approveTitle'), t('understanding.consulting.approve'), () =>
                approve.act(input),
              )
            }
          >
            {t('understanding.consulting.approve')}
          </Button>
        </>
      )}
      {risk.state !== 'draft' && risk.watchWords.length > 0 && may('rule.manage') && (
        <Button onClick={() => void navigate(paths.ruleFor(risk.title.slice(0, 40), risk.watchWords))}>
          {t('understanding.consulting.watch')}
        </Button>
      )}
      <Button onClick={() => window.print()}>{t('understanding.consulting.print')}</Button>
      {returning && (
        <ReasonModal
          open
          title={t('understanding.consulting.giveBack')}
          confirm={t('understanding.consulting.giveBack')}
          busy={giveBack.acting}
          onCancel={() => setReturning(false)}
          onConfirm={({ reason }) => giveBack.act({ params: { id: risk.id }, body: { reason } })}
        />
      )}
    </>
  );
}

function Paper({ risk }: { risk: PolicyRisk }) {
  const { t } = useWords();
  const say = (key: 'plannedOn' | 'groups' | 'spokesperson' | 'watchWords') =>
    t(`understanding.consulting.${key}`);
  const pairs = [
    [say('plannedOn'), risk.plannedOn],
    [say('groups'), risk.groups.join('、')],
    [say('spokesperson'), risk.spokesperson],
    [say('watchWords'), risk.watchWords.join('、')],
  ].filter(([, value]) => value);
  return (
    <article className="panel panel-body record-paper">
      <dl className="pairs">
        {pairs.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Table
        title={t('understanding.consulting.risk')}
        heads={[
          t('understanding.consulting.risk'),
          t('understanding.consulting.weight'),
          t('understanding.consulting.measure'),
        ]}
        rows={risk.risks.map((one) => [
          one.what,
          <span key="w">
            {one.likelihood} × {one.consequence} <WeightTag weight={one.likelihood * one.consequence} />
          </span>,
          one.measure,
        ])}
      />
      <Table
        title={t('understanding.consulting.questions')}
        heads={[t('understanding.consulting.question'), t('understanding.consulting.answer')]}
        rows={risk.questions.map(({ question, answer }) => [question, answer])}
      />
      <Table
        title={t('understanding.consulting.plan')}
        heads={(['content', 'form', 'outlet', 'at'] as const).map((key) =>
          t(`understanding.consulting.${key}`),
        )}
        rows={risk.plan.map(({ content, form, outlet, at }) => [content, form, outlet, at])}
      />
      <Linked risk={risk} />
    </article>
  );
}

type TableProps = { title: string; heads: string[]; rows: React.ReactNode[][] };
function Table({ title, heads, rows }: TableProps) {
  if (rows.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <div className="scroll-x">
        <table className="facts-table">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells) => (
              <tr key={String(cells[0])}>
                {cells.map((cell, i) => (
                  <td key={heads[i]} className="as-written">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Linked({ risk }: { risk: PolicyRisk }) {
  const { t, name } = useWords();
  const { may } = useSession();
  const { act, acting } = useAct('policyRisks.link', { done: t('understanding.consulting.linkDone') });
  return (
    <>
      <h2>{t('understanding.consulting.linked')}</h2>
      {risk.incidents.length === 0 && <p className="quiet">{t('understanding.consulting.noLinked')}</p>}
      <ul className="rows">
        {risk.incidents.map(({ id, title, state }) => (
          <li key={id} className="reason row tight">
            <Link to={paths.incident(id)}>{title}</Link>
            <StateTag tone="plain">{name('incidentState', state)}</StateTag>
          </li>
        ))}
      </ul>
      {may('policy-risk.assess') && (
        <Form
          name="link"
          layout="inline"
          className="no-print"
          onFinish={({ incidentId }: { incidentId: string }) =>
            act({ params: { id: risk.id }, body: { incidentId } })
          }
        >
          <Form.Item
            name="incidentId"
            label={t('understanding.consulting.incident')}
            rules={[{ required: true, message: t('understanding.consulting.needed') }]}
            style={{ minWidth: 'min(320px, 80vw)' }}
          >
            <IncidentPicker not="" />
          </Form.Item>
          <Button htmlType="submit" loading={acting}>
            {t('understanding.consulting.link')}
          </Button>
        </Form>
      )}
    </>
  );
}
