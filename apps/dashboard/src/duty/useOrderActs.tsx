// What may be done to an order: remind, answer, return, close, withdraw; each with its dialogue.
import { Button, Form, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Order } from '#contract';
import { useAct } from '../shared/api';
import { FormModal, ReasonModal } from '../shared/ui';
import { useWords } from '../shared/words';
import { allowedOf, type Unit, Within } from './Within';

type Act = Order['may'][number];
type Asked = { act: Act; order: Order };
export type OrderActs = {
  buttons: (order: Order) => ReactNode;
  ask: (act: Act, order: Order) => void;
  dialogue: ReactNode;
};

export function useOrderActs(): OrderActs {
  const { t } = useWords();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const of = (act: Act) => (asked?.act === act ? asked.order : null);
  const ask = (act: Act, order: Order) => setAsked({ act, order });
  return {
    ask,
    buttons: (order) =>
      order.may.map((act) => (
        <Button
          key={act}
          size="small"
          type={act === 'answer' || act === 'close' ? 'primary' : 'default'}
          danger={act === 'withdraw'}
          onClick={() => ask(act, order)}
        >
          {t(`orders.acts.${act}`)}
        </Button>
      )),
    dialogue: (
      <>
        <Remind order={of('remind')} onClose={close} />
        <Reply order={of('answer')} onClose={close} />
        <Return order={of('return')} onClose={close} />
        <End order={of('close')} outcome="closed" onClose={close} />
        <End order={of('withdraw')} outcome="withdrawn" onClose={close} />
      </>
    ),
  };
}

type Props = { order: Order | null; onClose: () => void };
function Remind({ order, onClose }: Props) {
  const { t } = useWords();
  const { act, acting } = useAct('orders.remind', { done: t('orders.done.remind'), onDone: onClose });
  if (!order) return null;
  return (
    <ReasonModal
      open
      optional
      title={`${t('orders.acts.remind')} ${order.number}`}
      consequence={t('orders.remindConsequence')}
      confirm={t('orders.acts.remind')}
      busy={acting}
      onCancel={onClose}
      onConfirm={({ reason }) => act({ params: { id: order.id }, body: { words: reason ?? '' } })}
    />
  );
}

function Return({ order, onClose }: Props) {
  const { t } = useWords();
  const { act, acting } = useAct('orders.return', { done: t('orders.done.return'), onDone: onClose });
  if (!order) return null;
  return (
    <ReasonModal
      open
      title={`${t('orders.acts.return')} ${order.number}`}
      consequence={t('orders.returnConsequence')}
      confirm={t('orders.acts.return')}
      busy={acting}
      initial={{ amount: 1, unit: 'working-days' }}
      onCancel={onClose}
      onConfirm={({ reason, amount, unit }) =>
        act({ params: { id: order.id }, body: { reason, within: allowedOf(Number(amount), unit as Unit) } })
      }
    >
      <Within />
    </ReasonModal>
  );
}

function End({ order, outcome, onClose }: Props & { outcome: 'closed' | 'withdrawn' }) {
  const { t } = useWords();
  const what = outcome === 'closed' ? 'close' : 'withdraw';
  const { act, acting } = useAct('orders.close', { done: t(`orders.done.${what}`), onDone: onClose });
  if (!order) return null;
  return (
    <ReasonModal
      open
      danger={outcome === 'withdrawn'}
      title={`${t(`orders.acts.${what}`)} ${order.number}`}
      consequence={t(outcome === 'closed' ? 'orders.closeConsequence' : 'orders.withdrawConsequence')}
      confirm={t(`orders.acts.${what}`)}
      busy={acting}
      onCancel={onClose}
      onConfirm={({ reason }) => act({ params: { id: order.id }, body: { outcome, reason } })}
    />
  );
}

type Values = { words: string; evidence: { what: string; where: string }[] };
function Reply({ order, onClose }: Props) {
  const { t } = useWords();
  const { act, acting } = useAct('orders.answer', { done: t('orders.done.answer'), onDone: onClose });
  if (!order) return null;
  const needed = [{ required: true, whitespace: true, min: 2, message: t('orders.form.needed') }];
  const row = (what: string, n: number) => t('orders.row', { what, n: n + 1 });
  return (
    <FormModal<Values>
      name="answer"
      title={`${t('orders.acts.answer')} ${order.number}`}
      consequence={<span className="as-written">{order.demand}</span>}
      confirm={t('orders.answerSend')}
      busy={acting}
      initial={{ evidence: [{}] }}
      width={620}
      onClose={onClose}
      onConfirm={(body) => act({ params: { id: order.id }, body })}
    >
      <Form.Item name="words" label={t('orders.answerWords')} rules={needed}>
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={4000} showCount />
      </Form.Item>
      <Form.List name="evidence">
        {(fields, { add, remove }) => (
          <fieldset className="plain">
            <legend>{t('orders.evidence')}</legend>
            {fields.map((field, i) => (
              <div key={field.key} className="form-line">
                <Form.Item name={[field.name, 'what']} rules={needed}>
                  <Input
                    maxLength={200}
                    placeholder={t('orders.evidenceWhat')}
                    aria-label={row(t('orders.evidenceWhat'), i)}
                  />
                </Form.Item>
                <Form.Item name={[field.name, 'where']} rules={needed} className="wide">
                  <Input
                    maxLength={500}
                    placeholder={t('orders.evidenceWhere')}
                    aria-label={row(t('orders.evidenceWhere'), i)}
                  />
                </Form.Item>
                {fields.length > 1 && (
                  <Button
                    size="small"
                    aria-label={t('orders.removeEvidence', { n: i + 1 })}
                    onClick={() => remove(field.name)}
                  >
                    ×
                  </Button>
                )}
              </div>
            ))}
            {fields.length < 20 && (
              <Button size="small" onClick={() => add({})}>
                {t('orders.addEvidence')}
              </Button>
            )}
          </fieldset>
        )}
      </Form.List>
    </FormModal>
  );
}
