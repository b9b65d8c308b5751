// One shift: handed to another or moved with a reason, taken off before it begins, or asked to be swapped.
import { Button, Form, Modal, Select } from 'antd';
import { useState } from 'react';
import type { Shift } from '#contract';
import { useAct } from '../shared/api';
import { serverNow } from '../shared/now';
import { useSession } from '../shared/session';
import { InstantPicker, ReasonModal } from '../shared/ui';
import { useWords } from '../shared/words';
import { spanText } from './roster-span';
import { useOfficers } from './useOfficers';

type Props = { shift: Shift; all: Shift[]; onClose: () => void };
type Step = 'change' | 'swap' | 'remove';

export function ShiftDialog({ shift, all, onClose }: Props) {
  const { session, may } = useSession();
  const mayManage = may('roster.manage');
  const isOver = Date.parse(shift.to) <= serverNow();
  const isMine = shift.officer.id === session.officer.id && may('roster.swap');
  const [step, setStep] = useState<Step>(mayManage ? 'change' : 'swap');
  if (isOver || !(mayManage || isMine)) return <Told shift={shift} onClose={onClose} />;
  const given = { shift, onClose };
  if (step === 'swap') return <AskSwap {...given} all={all} />;
  if (step === 'remove') return <RemoveShift {...given} />;
  return <ChangeShift {...given} onStep={setStep} />;
}

const title = (shift: Shift) => `${shift.officer.name} · ${spanText(shift)}`;

/** A shift that is over, or another's: only told. */
function Told({ shift, onClose }: { shift: Shift; onClose: () => void }) {
  const { t, name } = useWords();
  const told = [
    name('shiftPart', shift.part),
    shift.active ? '' : t('roster.left'),
    shift.standIn ? t('roster.standsIn', { name: shift.standIn.name }) : '',
  ];
  return (
    <Modal open title={title(shift)} footer={null} onCancel={onClose}>
      {told.filter(Boolean).join(' · ')}
    </Modal>
  );
}

function ChangeShift({
  shift,
  onClose,
  onStep,
}: {
  shift: Shift;
  onClose: () => void;
  onStep: (step: Step) => void;
}) {
  const { t } = useWords();
  const officers = useOfficers();
  const { act, acting } = useAct('shifts.change', { done: t('roster.changed'), onDone: onClose });
  const hasBegun = Date.parse(shift.from) <= serverNow();
  return (
    <ReasonModal
      open
      title={`${t('roster.changeShift')} · ${title(shift)}`}
      confirm={t('app.common.save')}
      busy={acting}
      initial={{ officerId: shift.officer.id, from: shift.from, to: shift.to }}
      onConfirm={({ reason, ...change }) => act({ params: { id: shift.id }, body: { ...change, reason } })}
      onCancel={onClose}
    >
      <Form.Item name="officerId" label={t('roster.officer')}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={officers} />
      </Form.Item>
      <Form.Item name="from" label={t('roster.from')}>
        <InstantPicker disabled={hasBegun} />
      </Form.Item>
      <Form.Item name="to" label={t('roster.to')}>
        <InstantPicker />
      </Form.Item>
      {!hasBegun && (
        <div className="row" style={{ marginBottom: 16 }}>
          <Button onClick={() => onStep('swap')}>{t('roster.swap')}</Button>
          <Button danger onClick={() => onStep('remove')}>
            {t('roster.remove')}
          </Button>
        </div>
      )}
    </ReasonModal>
  );
}

function RemoveShift({ shift, onClose }: { shift: Shift; onClose: () => void }) {
  const { t } = useWords();
  const { act, acting } = useAct('shifts.remove', { done: t('roster.removed'), onDone: onClose });
  return (
    <ReasonModal
      open
      danger
      title={t('roster.removeTitle')}
      consequence={title(shift)}
      confirm={t('roster.remove')}
      busy={acting}
      onConfirm={({ reason }) => act({ params: { id: shift.id }, body: { reason } })}
      onCancel={onClose}
    />
  );
}

function AskSwap({ shift, all, onClose }: Props) {
  const { t } = useWords();
  const officers = useOfficers().filter(({ value }) => value !== shift.officer.id);
  const [to, setTo] = useState<string | undefined>();
  const { act, acting } = useAct('swaps.ask', { done: t('roster.swapAsked'), onDone: onClose });
  const theirs = all
    .filter(({ officer, from }) => officer.id === to && Date.parse(from) > serverNow())
    .map((one) => ({ value: one.id, label: spanText(one) }));
  return (
    <ReasonModal
      open
      title={`${t('roster.swapTitle')} · ${title(shift)}`}
      confirm={t('roster.swap')}
      busy={acting}
      onConfirm={({ reason, toOfficerId, otherShiftId }) =>
        act({
          params: { id: shift.id },
          body: {
            toOfficerId: String(toOfficerId),
            otherShiftId: typeof otherShiftId === 'string' ? otherShiftId : null,
            reason,
          },
        })
      }
      onCancel={onClose}
    >
      <Form.Item
        name="toOfficerId"
        label={t('roster.swapWith')}
        rules={[{ required: true, message: t('roster.officersNeeded') }]}
      >
        <Select autoFocus showSearch={{ optionFilterProp: 'label' }} options={officers} onChange={setTo} />
      </Form.Item>
      <Form.Item name="otherShiftId" label={t('roster.swapFor')}>
        <Select allowClear placeholder={t('roster.swapNone')} options={theirs} />
      </Form.Item>
    </ReasonModal>
  );
}
