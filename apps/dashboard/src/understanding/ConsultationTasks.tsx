// What consultations gave departments to do: who, what, by when, and whether it is done. All of it on a page; one's own above the clocks.
import { Button, Segmented } from 'antd';
import { Link } from 'react-router';
import type { TaskCard } from '#contract';
import { useAct, useAsk, useAskPages } from '../shared/api';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { EmptyState, Instant, Paged, Panel, Remaining, StateTag } from '../shared/ui';
import { useUrlFilters } from '../shared/url-filters';
import { useWords } from '../shared/words';
import { Head } from './Head';
import './understanding.css';

const states = ['open', 'overdue', 'done'] as const;

export function ConsultationTasks() {
  const { t } = useWords();
  const { session } = useSession();
  const { values, set } = useUrlFilters(['state', 'whose']);
  const state = states.find((one) => one === values.state) ?? 'open';
  const mine = values.whose === 'mine';
  const asked = useAskPages('consultations.tasks', {
    query: { limit: 50, state, ...(mine ? { mine: 'true' as const } : {}) },
  });
  return (
    <>
      <Head title={t('understanding.consulting.tasksTitle')} />
      <div className="row" style={{ marginBottom: 10 }}>
        <Segmented
          aria-label={t('understanding.consulting.taskStatesLabel')}
          value={state}
          options={states.map((value) => ({
            value,
            label: t(`understanding.consulting.taskStates.${value}`),
          }))}
          onChange={(value) => set({ state: value })}
        />
        {session.officer.departmentId && (
          <Segmented
            aria-label={t('understanding.consulting.whose')}
            value={mine ? 'mine' : 'all'}
            options={[
              { value: 'all', label: t('understanding.consulting.allTasks') },
              { value: 'mine', label: t('understanding.consulting.myTasks') },
            ]}
            onChange={(value) => set({ whose: value })}
          />
        )}
      </div>
      <div className="panel">
        <Paged
          of={asked}
          empty={
            <EmptyState
              title={t(`understanding.consulting.noTasks.${state}`)}
              next={t('understanding.consulting.noTasksNext')}
            />
          }
        >
          {(items) => <Tasks items={items} />}
        </Paged>
      </div>
    </>
  );
}

/** For a department officer's home: nothing where nothing is to be done. */
export function OwnTasks() {
  const { t } = useWords();
  const { may, session } = useSession();
  const asked = useAsk(
    'consultations.tasks',
    { query: { mine: 'true', limit: 20 } },
    { when: may('consultation.read') && session.officer.departmentId !== null, every: 60_000 },
  );
  const items = asked.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel
      flush
      className="own-tasks"
      title={t('understanding.consulting.owed', { count: asked.data?.counts.open ?? items.length })}
      extra={<Link to={`${paths.consultationTasks}?whose=mine`}>{t('understanding.consulting.seeAll')}</Link>}
    >
      <Tasks items={items} />
    </Panel>
  );
}

function Tasks({ items }: { items: readonly TaskCard[] }) {
  const { t } = useWords();
  return (
    <ol className="rows" aria-label={t('understanding.consulting.tasks')}>
      {items.map((task) => (
        <Line key={task.id} task={task} />
      ))}
    </ol>
  );
}

function Line({ task }: { task: TaskCard }) {
  const { t } = useWords();
  return (
    <li className="line">
      <div className="row apart">
        <span>
          <strong>{task.department.name}</strong> {task.what}
        </span>
        <span className="row tight">
          {task.state === 'overdue' && (
            <StateTag tone="warn">{t('understanding.consulting.overdue')}</StateTag>
          )}
          {task.doneAt === null ? (
            <Remaining dueAt={task.dueAt} />
          ) : (
            <>
              <StateTag tone={task.doneAt > task.dueAt ? 'warn' : 'good'}>
                {t(
                  task.doneAt > task.dueAt
                    ? 'understanding.consulting.doneLateBy'
                    : 'understanding.consulting.doneBy',
                  { by: task.doneBy ?? '' },
                )}
              </StateTag>
              <Instant at={task.doneAt} />
            </>
          )}
          <Done task={task} />
        </span>
      </div>
      <div className="row tight quiet">
        <Link to={paths.consultation(task.consultationId)}>{t('understanding.consulting.theRecord')}</Link>
        <Link to={paths.incident(task.incident.id)}>{task.incident.title}</Link>
        <span>
          {t('understanding.consulting.dueAt')} <Instant at={task.dueAt} />
        </span>
      </div>
    </li>
  );
}

/** For the department that has it, and for the news office. */
function Done({ task }: { task: TaskCard }) {
  const { t } = useWords();
  const { may, session } = useSession();
  const { act, acting } = useAct('consultations.taskDone', { done: t('understanding.consulting.doneToast') });
  const mine = may('consultation.keep') || session.officer.departmentId === task.department.id;
  if (task.doneAt !== null || !may('duty.acknowledge') || !mine) return null;
  return (
    <Button
      size="small"
      className="no-print"
      loading={acting}
      aria-label={t('understanding.consulting.doneLabel', { what: task.what })}
      onClick={() => act({ params: { id: task.consultationId, taskId: task.id } })}
    >
      {t('understanding.consulting.done')}
    </Button>
  );
}
