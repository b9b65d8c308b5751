// The dialogue that makes a proposal an incident: level, when it occurred, who leads, and the clocks this starts.
import { Form, Input, Select } from 'antd';
import type { IncidentCard } from '#contract';
import { useAct } from '../shared/api';
import { serverNow } from '../shared/now';
import { FormModal, InstantPicker, LevelTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { ClocksOpened } from './ClocksOpened';
import { LevelChoice } from './LevelChoice';
import { useProposedLead } from './useProposedLead';

type Level = NonNullable<IncidentCard['level']>;
type Fields = { level: Level; occurredAt: string | null; leadDepartmentId?: string; reason?: string };
type Props = {
  incident: IncidentCard;
  onClose: () => void;
  onDone: () => void;
  focus?: 'level' | 'lead';
};

export function ConfirmIncident({ incident, onClose, onDone, focus }: Props) {
  const { t } = useWords();
  const [form] = Form.useForm<Fields>();
  const proposed = incident.proposedLevel ?? '一般';
  const level = Form.useWatch('level', form) ?? proposed;
  const lead = Form.useWatch('leadDepartmentId', form);
  const { proposed: parties } = useProposedLead(incident, level);
  const isHandedOn = lead !== undefined && parties !== null && lead !== parties.lead?.id;
  const { act, acting } = useAct('incidents.confirm', {
    done: t('understanding.acts.confirmDone'),
    onDone: () => {
      onDone();
      onClose();
    },
  });
  const confirm = ({ level, occurredAt, leadDepartmentId, reason }: Fields) =>
    act({
      params: { id: incident.id },
      body: { level, occurredAt, leadDepartmentId, reason: reason?.trim() || undefined },
    });
  return (
    <FormModal<Fields>
      name="confirm"
      title={t('understanding.acts.confirmTitle', { title: incident.title })}
      confirm={t('understanding.acts.confirm')}
      busy={acting}
      initial={{ level: proposed, occurredAt: null }}
      width={620}
      startAt={focus === 'lead' ? 'leadDepartmentId' : undefined}
      form={form}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Form.Item
        name="level"
        label={t('understanding.acts.levelWanted')}
        extra={<ProposedLevel incident={incident} />}
      >
        <LevelChoice onEnter={() => form.submit()} />
      </Form.Item>
      <OccurredAt />
      <Lead incident={incident} level={level} />
      <Reason needed={level !== proposed ? 'level' : isHandedOn ? 'lead' : null} />
      <div className="banner">
        <ClocksOpened level={level} emergencyKind={incident.emergencyKind} />
      </div>
    </FormModal>
  );
}

function ProposedLevel({ incident }: { incident: IncidentCard }) {
  const { t, name } = useWords();
  if (!incident.proposedLevel) return <>{t('understanding.acts.levelNone')}</>;
  return (
    <span className="row tight">
      {t('understanding.acts.levelProposed', { level: '' })}
      <LevelTag level={incident.proposedLevel} />
      {incident.emergencyKind && name('emergency', incident.emergencyKind)}
    </span>
  );
}

function OccurredAt() {
  const { t } = useWords();
  const notLater = async (_: unknown, at: string | null) => {
    if (at && Date.parse(at) > serverNow()) throw new Error(t('understanding.acts.occurredFuture'));
  };
  return (
    <Form.Item
      name="occurredAt"
      label={t('understanding.acts.occurredAt')}
      extra={t('understanding.acts.occurredHelp')}
      rules={[{ validator: notLater }]}
    >
      <InstantPicker placeholder={t('understanding.desk.unknown')} />
    </Form.Item>
  );
}

function Lead({ incident, level }: { incident: IncidentCard; level: Level }) {
  const { t, pick } = useWords();
  const { choices, proposed } = useProposedLead(incident, level);
  const byRule = proposed?.lead
    ? t('understanding.acts.leadByRule', { name: proposed.lead.name })
    : t('understanding.acts.leadNobody');
  return (
    <Form.Item
      name="leadDepartmentId"
      label={t('understanding.acts.lead')}
      extra={proposed && `${pick(proposed.rule)} ${proposed.rule.clause}`}
    >
      <Select
        allowClear
        placeholder={proposed ? byRule : ''}
        showSearch={{ optionFilterProp: 'label' }}
        options={choices.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  );
}

function Reason({ needed }: { needed: 'level' | 'lead' | null }) {
  const { t } = useWords();
  const message = t(
    needed === 'lead' ? 'understanding.acts.reasonHandsOn' : 'understanding.acts.reasonDiffers',
  );
  return (
    <Form.Item
      name="reason"
      label={needed ? message : t('understanding.acts.reasonOptional')}
      rules={needed ? [{ required: true, min: 2, whitespace: true, message }] : []}
    >
      <Input.TextArea autoSize={{ minRows: 1, maxRows: 5 }} maxLength={500} />
    </Form.Item>
  );
}
