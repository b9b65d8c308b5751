// The evaluation that follows both lanes, and what still stands against closing the incident.
import { Button, Form, Input, Segmented } from 'antd';
import { useState } from 'react';
import type { Evaluation, Steps } from '#contract';
import { useAct } from '../shared/api';
import { FormModal, Instant, StateTag, type Tone } from '../shared/ui';
import { useWords } from '../shared/words';

const kinds = ['timely', 'accurate', 'complete', 'effective'] as const;
const grades = ['good', 'fair', 'poor'] as const;
const tones: Record<(typeof grades)[number], Tone> = { good: 'good', fair: 'plain', poor: 'bad' };

export function Evaluations({ incidentId, steps }: { incidentId: string; steps: Steps }) {
  const { t, pick } = useWords();
  const [making, setMaking] = useState(false);
  const { evaluations, against } = steps;
  return (
    <>
      <section>
        <div className="row apart">
          <h3>{t('steps.evaluation.title')}</h3>
          {steps.mayEvaluate && (
            <Button size="small" onClick={() => setMaking(true)}>
              {t(evaluations.length > 0 ? 'steps.evaluation.again' : 'steps.evaluation.make')}
            </Button>
          )}
        </div>
        {evaluations.length === 0 ? (
          <p className="quiet">{t('steps.evaluation.none')}</p>
        ) : (
          <ol className="order-history">
            {evaluations.map((one) => (
              <li key={one.id}>
                <One evaluation={one} />
              </li>
            ))}
          </ol>
        )}
      </section>
      {steps.items.length > 0 && (
        <p role="status">
          {against.length === 0 ? (
            <StateTag tone="good">{t('steps.clear')}</StateTag>
          ) : (
            <>
              <StateTag tone="warn">{t('steps.against')}</StateTag>{' '}
              {against.map(({ reason }) => pick(reason)).join(' · ')}
            </>
          )}
        </p>
      )}
      {making && <Make incidentId={incidentId} onClose={() => setMaking(false)} />}
    </>
  );
}

function One({ evaluation }: { evaluation: Evaluation }) {
  const { t } = useWords();
  return (
    <>
      <div className="row tight">
        {kinds.map((kind) => {
          const grade = evaluation.verdicts[kind];
          return (
            <StateTag key={kind} tone={tones[grade]}>
              {t(`steps.evaluation.${kind}`)} {t(`steps.evaluation.verdicts.${grade}`)}
            </StateTag>
          );
        })}
        <span className="quiet">
          {evaluation.by} · <Instant at={evaluation.at} />
        </span>
      </div>
      <p className="as-written">{evaluation.conclusion}</p>
      {evaluation.lessons && <p className="as-written quiet">{evaluation.lessons}</p>}
    </>
  );
}

type Grade = (typeof grades)[number];
type Values = Record<(typeof kinds)[number], Grade> & { conclusion: string; lessons?: string };
function Make({ incidentId, onClose }: { incidentId: string; onClose: () => void }) {
  const { t } = useWords();
  const { act, acting } = useAct('steps.evaluate', { done: t('steps.done.evaluate'), onDone: onClose });
  const options = grades.map((value) => ({ value, label: t(`steps.evaluation.verdicts.${value}`) }));
  return (
    <FormModal<Values>
      name="evaluation"
      title={t('steps.evaluation.make')}
      confirm={t('steps.evaluation.save')}
      busy={acting}
      initial={{ timely: 'good', accurate: 'good', complete: 'good', effective: 'good' }}
      onClose={onClose}
      onConfirm={({ conclusion, lessons, ...verdicts }) =>
        act({ params: { id: incidentId }, body: { verdicts, conclusion, lessons: lessons ?? '' } })
      }
    >
      {kinds.map((kind) => (
        <Form.Item key={kind} name={kind} label={t(`steps.evaluation.${kind}`)}>
          <Segmented<Grade> options={options} aria-label={t(`steps.evaluation.${kind}`)} />
        </Form.Item>
      ))}
      <Form.Item
        name="conclusion"
        label={t('steps.evaluation.conclusion')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('steps.form.needed') }]}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} showCount />
      </Form.Item>
      <Form.Item name="lessons" label={t('steps.evaluation.lessons')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
    </FormModal>
  );
}
