// What comes in during a drill and what happened, the newest first; each message can be responded to.
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { Drill } from '#contract';
import { useAct } from '../shared/api';
import { FormModal, Panel, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { dayTime } from './DrillParts';

export function DrillScript({ drill }: { drill: Drill }) {
  const { t, pick } = useWords();
  const [to, setTo] = useState<number | null>(null);
  if (drill.injects.length === 0) return null;
  return (
    <Panel title={t('drills.script')}>
      <ol className="order-history">
        {drill.injects.map((one) => (
          <li key={one.n} className={one.givenAt ? undefined : 'quiet'}>
            <div className="row apart">
              <span>
                {one.n}. {pick(one.words)}
              </span>
              {one.givenAt && drill.state === 'running' && drill.takesPart && (
                <Button
                  size="small"
                  aria-label={t('drills.respondTo', { n: one.n })}
                  onClick={() => setTo(one.n)}
                >
                  {t('drills.respond')}
                </Button>
              )}
            </div>
            <span className="quiet">
              {one.department?.name ?? t('drills.everybody')} ·{' '}
              {one.givenAt
                ? one.respondedBy
                  ? t('drills.respondedBy', { name: one.respondedBy })
                  : t('drills.waits')
                : t('drills.notYet', { n: one.afterMinutes })}
            </span>
          </li>
        ))}
      </ol>
      {to !== null && <Respond drill={drill} n={to} onClose={() => setTo(null)} />}
    </Panel>
  );
}

function Respond({ drill, n, onClose }: { drill: Drill; n: number; onClose: () => void }) {
  const { t } = useWords();
  const { act, acting } = useAct('drills.respond', { done: t('drills.done.respond'), onDone: onClose });
  return (
    <FormModal<{ words: string }>
      name="respond"
      title={`${t('drills.mark')} · ${t('drills.respondTo', { n })}`}
      confirm={t('drills.respond')}
      busy={acting}
      onClose={onClose}
      onConfirm={(body) => act({ params: { id: drill.id, n }, body })}
    >
      <Form.Item
        name="words"
        label={t('drills.respondWords')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('drills.needed') }]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} />
      </Form.Item>
    </FormModal>
  );
}

export function DrillEvents({ drill }: { drill: Drill }) {
  const { t, name, pick } = useWords();
  return (
    <Panel title={t('drills.events')}>
      <ol className="order-history" aria-live="polite">
        {drill.events.map((event) => (
          <li key={event.id}>
            <div className="row tight">
              <span className="tabular">{dayTime(Date.parse(event.drillAt))}</span>
              <StateTag tone={event.kind === 'breached' || event.kind === 'escalated' ? 'bad' : 'plain'}>
                {name('drillEvent', event.kind)}
              </StateTag>
              {event.toMe && <StateTag tone="warn">{t('drills.toMe')}</StateTag>}
              <span className="quiet">{event.by}</span>
            </div>
            <div className="as-written">{pick(event.words)}</div>
            {event.to.length > 0 && (
              <span className="quiet">{t('drills.told', { names: event.to.join('、') })}</span>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
