// One consultation: drafted and edited, signed by its keeper, then read, printed, added to, its tasks done.
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import type { Consultation } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { Answered, Instant, PageTitle, Remaining, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { ConsultationForm } from './ConsultationForm';
import './understanding.css';

export function NewConsultation() {
  const { t } = useWords();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const incidentId = params.get('incident') ?? '';
  const incident = useAsk('incidents.read', { params: { id: incidentId } });
  const { act, acting } = useAct('consultations.draft', {
    done: t('understanding.consulting.saved'),
    onDone: ({ id }) => void navigate(paths.consultation(id), { replace: true }),
  });
  return (
    <>
      <PageTitle title={t('understanding.consulting.newConsultation')}>
        {incident.data && <Link to={paths.incident(incidentId)}>{incident.data.title}</Link>}
      </PageTitle>
      <ConsultationForm
        consultation={null}
        busy={acting}
        onSave={(body) => act({ params: { id: incidentId }, body })}
        onCancel={() => void navigate(`${paths.incident(incidentId)}?tab=consultations`)}
      />
    </>
  );
}

export function ConsultationPage() {
  const { id = '' } = useParams();
  const asked = useAsk('consultations.read', { params: { id } });
  return <Answered of={asked}>{(one) => <Whole key={one.id} one={one} />}</Answered>;
}

function Whole({ one }: { one: Consultation }) {
  const { t } = useWords();
  const { may } = useSession();
  const [editing, setEditing] = useState(false);
  const mayKeep = may('consultation.keep');
  const { act, acting } = useAct('consultations.save', {
    done: t('understanding.consulting.saved'),
    onDone: () => setEditing(false),
  });
  return (
    <>
      <PageTitle
        title={t('understanding.consulting.consultation', { title: one.incident.title })}
        actions={
          !editing && (
            <>
              {mayKeep && one.state === 'draft' && (
                <>
                  <Button onClick={() => setEditing(true)}>{t('understanding.consulting.edit')}</Button>
                  <Close one={one} />
                </>
              )}
              <Button onClick={() => window.print()}>{t('understanding.consulting.print')}</Button>
            </>
          )
        }
      >
        <div className="row tight quiet">
          <StateTag tone={one.state === 'closed' ? 'good' : 'plain'}>
            {t(`understanding.consulting.${one.state}`)}
          </StateTag>
          <span>
            {t('understanding.consulting.keeper')} {one.keeper.name}
          </span>
          <Link to={`${paths.incident(one.incident.id)}?tab=consultations`}>
            {t('understanding.consulting.incident')}
          </Link>
        </div>
      </PageTitle>
      {editing ? (
        <ConsultationForm
          consultation={one}
          busy={acting}
          onSave={(content) => act({ params: { id: one.id }, body: { ...content, edition: one.edition } })}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <Paper one={one} />
      )}
    </>
  );
}

function Close({ one }: { one: Consultation }) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const { session } = useSession();
  const { act, acting } = useAct('consultations.close', { done: t('understanding.consulting.closeDone') });
  if (session.officer.id !== one.keeper.id)
    return (
      <span className="quiet">{t('understanding.consulting.onlyKeeper', { name: one.keeper.name })}</span>
    );
  const close = () =>
    modal.confirm({
      title: t('understanding.consulting.closeTitle'),
      content: t('understanding.consulting.closeConsequence'),
      okText: t('understanding.consulting.close'),
      cancelText: t('app.common.cancel'),
      onOk: () => act({ params: { id: one.id }, body: { edition: one.edition } }),
    });
  return (
    <Button type="primary" loading={acting} onClick={close}>
      {t('understanding.consulting.close')}
    </Button>
  );
}

function Paper({ one }: { one: Consultation }) {
  const { t } = useWords();
  const { may } = useSession();
  return (
    <article className="panel panel-body record-paper">
      <dl className="pairs">
        <dt>{t('understanding.consulting.heldAt')}</dt>
        <dd>
          <Instant at={one.heldAt} />
        </dd>
        {one.place && (
          <>
            <dt>{t('understanding.consulting.place')}</dt>
            <dd>{one.place}</dd>
          </>
        )}
        <dt>{t('understanding.consulting.attendance')}</dt>
        <dd>
          {one.attendance
            .map(({ department, name, post }) => [department?.name, name, post].filter(Boolean).join(' '))
            .join('；')}
        </dd>
      </dl>
      <h2>{t('understanding.consulting.views')}</h2>
      <dl className="pairs">
        {one.views.map(({ who, words }) => (
          <div key={`${who}${words}`} style={{ display: 'contents' }}>
            <dt>{who}</dt>
            <dd className="as-written">{words}</dd>
          </div>
        ))}
      </dl>
      <h2>{t('understanding.consulting.decision')}</h2>
      <p className="as-written">{one.decision}</p>
      {one.tasks.length > 0 && <Tasks one={one} />}
      {one.closedAt && (
        <p className="quiet">
          {t('understanding.consulting.signedAt')} {one.keeper.name} <Instant at={one.closedAt} />
          <br />
          {t('understanding.consulting.digest')} <code className="digest">{one.digest}</code>
        </p>
      )}
      {one.state === 'closed' && (one.additions.length > 0 || may('consultation.keep')) && (
        <Additions one={one} />
      )}
    </article>
  );
}

function Tasks({ one }: { one: Consultation }) {
  const { t } = useWords();
  const { may, session } = useSession();
  const { act, acting } = useAct('consultations.taskDone', { done: t('understanding.consulting.doneToast') });
  const mine = (departmentId: string) =>
    may('duty.acknowledge') && (may('consultation.keep') || session.officer.departmentId === departmentId);
  return (
    <>
      <h2>{t('understanding.consulting.tasks')}</h2>
      <ol className="rows">
        {one.tasks.map((task) => (
          <li key={task.id} className="reason row apart">
            <span>
              <strong>{task.department.name}</strong> {task.what}{' '}
              <span className="quiet">
                {t('understanding.consulting.dueAt')} <Instant at={task.dueAt} />
              </span>{' '}
              {one.state === 'closed' && !task.doneAt && <Remaining dueAt={task.dueAt} />}
            </span>
            {task.doneAt ? (
              <span>
                <StateTag tone="good">
                  {t('understanding.consulting.doneBy', { by: task.doneBy ?? '' })}
                </StateTag>{' '}
                <Instant at={task.doneAt} />
              </span>
            ) : (
              one.state === 'closed' &&
              mine(task.department.id) && (
                <Button
                  size="small"
                  className="no-print"
                  loading={acting}
                  aria-label={t('understanding.consulting.doneLabel', { what: task.what })}
                  onClick={() => act({ params: { id: one.id, taskId: task.id } })}
                >
                  {t('understanding.consulting.done')}
                </Button>
              )
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function Additions({ one }: { one: Consultation }) {
  const { t } = useWords();
  const { may } = useSession();
  const [form] = Form.useForm<{ words: string }>();
  const { act, acting } = useAct('consultations.add', {
    done: t('understanding.consulting.addDone'),
    onDone: () => form.resetFields(),
  });
  return (
    <>
      <h2>{t('understanding.consulting.additions')}</h2>
      <ol className="rows">
        {one.additions.map(({ id, at, by, words }) => (
          <li key={id} className="reason">
            <Instant at={at} /> <strong>{by}</strong> <span className="as-written">{words}</span>
          </li>
        ))}
      </ol>
      {may('consultation.keep') && (
        <Form
          form={form}
          name="addition"
          layout="vertical"
          className="no-print"
          onFinish={({ words }) => act({ params: { id: one.id }, body: { words } })}
        >
          <Form.Item
            name="words"
            label={t('understanding.consulting.addLabel')}
            rules={[{ required: true, whitespace: true, message: t('understanding.consulting.needed') }]}
          >
            <Input.TextArea autoSize={{ minRows: 1, maxRows: 8 }} maxLength={2000} />
          </Form.Item>
          <Button htmlType="submit" loading={acting}>
            {t('understanding.consulting.addWords')}
          </Button>
        </Form>
      )}
    </>
  );
}
