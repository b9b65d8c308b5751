// What a person may do to a matter: put it right, record what went out, withdraw it; each with its dialogue.
import { Button, Form, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { MatterAnswer, MatterWhole } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { FormModal, InstantPicker, isPast, ReasonModal } from '../shared/ui';
import { useWords } from '../shared/words';
import { DigestField } from './MatterParts';
import { useOwners } from './useOwners';

type What = 'answer' | 'amend' | 'withdraw';
const order: readonly What[] = ['answer', 'amend', 'withdraw'];

export function useMatterActs(matter: MatterWhole): { buttons: ReactNode; dialogue: ReactNode } {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const [asked, setAsked] = useState<What | null>(null);
  // The board's link asks for it by the address.
  const onClose = () => {
    setAsked(null);
    if (params.has('answer')) setParams({}, { replace: true });
  };
  const owes = matter.state !== 'done' && matter.state !== 'waiting';
  const now = order.filter((what) => matter.may.includes(what) && (what !== 'answer' || owes));
  return {
    buttons: now.map((what) => (
      <Button
        key={what}
        type={what === 'answer' ? 'primary' : 'default'}
        danger={what === 'withdraw'}
        onClick={() => setAsked(what)}
      >
        {t(`matters.acts.${what}`)}
      </Button>
    )),
    dialogue: (
      <>
        {(asked === 'answer' || (params.has('answer') && now.includes('answer'))) && (
          <AnswerIt matter={matter} onClose={onClose} />
        )}
        {asked === 'amend' && <Amend matter={matter} onClose={onClose} />}
        {asked === 'withdraw' && <Withdraw matter={matter} onClose={onClose} />}
      </>
    ),
  };
}

type Props = { matter: MatterWhole; onClose: () => void };
type Values = {
  form: MatterAnswer['form'];
  place: string;
  number?: string;
  url?: string;
  at: string;
  digest: string;
};

function AnswerIt({ matter, onClose }: Props) {
  const { t, name } = useWords();
  const kinds = useAsk('matters.kinds', {}, { staleMs: 60_000 });
  const forms = kinds.data?.items.find(({ kind }) => kind === matter.kind)?.forms ?? [];
  const { act, acting } = useAct('matters.answer', { done: t('matters.done.answer'), onDone: onClose });
  const past = (_: unknown, value: string | null) =>
    !value || isPast(value) ? Promise.resolve() : Promise.reject(new Error(t('matters.form.future')));
  if (kinds.isPending) return null;
  return (
    <FormModal<Values>
      name="answer"
      width={560}
      title={t('matters.answerTitle', { number: matter.number })}
      consequence={t('matters.answerConsequence')}
      confirm={t('matters.answerSave')}
      busy={acting}
      initial={{ form: forms[0] }}
      onClose={onClose}
      onConfirm={({ number, url, ...body }) =>
        act({
          params: { id: matter.id },
          body: { ...body, number: number?.trim() || null, url: url?.trim() || null },
        })
      }
    >
      <Form.Item
        name="form"
        label={t('matters.answerForm')}
        rules={[{ required: true, message: t('matters.form.needed') }]}
      >
        <Select options={forms.map((value) => ({ value, label: name('releaseForm', value) }))} />
      </Form.Item>
      <Form.Item
        name="place"
        label={t('matters.answerPlace')}
        extra={t('matters.answerPlaceHint')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('matters.form.needed') }]}
      >
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item
        name="at"
        label={t('matters.answerAt')}
        rules={[{ required: true, message: t('matters.form.needed') }, { validator: past }]}
      >
        <InstantPicker />
      </Form.Item>
      <Form.Item name="number" label={t('matters.answerNumber')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        name="url"
        label={t('matters.answerUrl')}
        rules={[{ pattern: /^\s*https?:\/\/\S+\s*$/, message: t('matters.answerUrlBad') }]}
      >
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item
        name="digest"
        label={t('matters.answerDigest')}
        rules={[{ required: true, pattern: /^[0-9a-f]{64}$/, message: t('matters.answerDigestNeeded') }]}
      >
        <DigestField />
      </Form.Item>
    </FormModal>
  );
}

function Amend({ matter, onClose }: Props) {
  const { t } = useWords();
  const owners = useOwners();
  const { act, acting } = useAct('matters.amend', { done: t('matters.done.amend'), onDone: onClose });
  const needed = [{ required: true, whitespace: true, min: 2, message: t('matters.form.needed') }];
  return (
    <ReasonModal
      open
      title={t('matters.amendTitle', { number: matter.number })}
      consequence={t('matters.amendConsequence')}
      confirm={t('matters.amendSave')}
      busy={acting}
      initial={{ number: matter.number, title: matter.title, departmentId: matter.department?.id }}
      onCancel={onClose}
      onConfirm={({ reason, number, title, departmentId }) =>
        act({
          params: { id: matter.id },
          body: {
            reason,
            number: String(number),
            title: String(title),
            departmentId: departmentId ? String(departmentId) : null,
          },
        })
      }
    >
      <Form.Item name="number" label={t('matters.form.number')} rules={needed}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="title" label={t('matters.form.matter')} rules={needed}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="departmentId" label={t('matters.form.department')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={owners.loading}
          options={owners.departments}
        />
      </Form.Item>
    </ReasonModal>
  );
}

function Withdraw({ matter, onClose }: Props) {
  const { t } = useWords();
  const { act, acting } = useAct('matters.withdraw', { done: t('matters.done.withdraw'), onDone: onClose });
  return (
    <ReasonModal
      open
      danger
      title={t('matters.withdrawTitle', { number: matter.number })}
      consequence={t('matters.withdrawConsequence')}
      confirm={t('matters.acts.withdraw')}
      busy={acting}
      onCancel={onClose}
      onConfirm={({ reason }) => act({ params: { id: matter.id }, body: { reason } })}
    />
  );
}
