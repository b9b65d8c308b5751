// The dialogues of the acts upon an incident: each asks for what the act needs and names its consequence.
import { Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Assessed, IncidentCard } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { ReasonModal } from '../shared/ui';
import { useWords } from '../shared/words';
import type { IncidentAct } from './acting';
import { ClocksAtLevel } from './ClocksAtLevel';
import { ConfirmIncident } from './ConfirmIncident';
import { IncidentPicker } from './IncidentPicker';
import { LevelChoice } from './LevelChoice';
import { useUndo } from './useUndo';

type Level = NonNullable<IncidentCard['level']>;
type Props = {
  incident: IncidentCard;
  onClose: () => void;
  onDone: () => void;
  /** For the page to bring back what the act took off it. */
  onUndone?: () => void;
  /** Which field of the confirmation takes the focus. */
  focus?: 'level' | 'lead';
};

export function IncidentDialog({ act, ...props }: Props & { act: IncidentAct }) {
  const Dialogue = dialogues[act];
  return <Dialogue {...props} />;
}

/** Closes the dialogue when the act is done, and says so with the way back. */
function useFinish({ onClose, onDone, onUndone }: Props, done: string) {
  const { offer } = useUndo();
  return {
    onDone: (answer: Assessed) => {
      offer(answer, done, onUndone);
      onDone();
      onClose();
    },
  };
}
const finishOnly = ({ onClose, onDone }: Props, done: string) => ({
  done,
  onDone: () => {
    onDone();
    onClose();
  },
});

function Dismiss(props: Props) {
  const { t } = useWords();
  const { incident, onClose } = props;
  const { act, acting } = useAct('incidents.dismiss', useFinish(props, t('understanding.acts.dismissDone')));
  return (
    <ReasonModal
      open
      title={t('understanding.acts.dismissTitle', { title: incident.title })}
      consequence={t('understanding.acts.dismissConsequence')}
      confirm={t('understanding.acts.dismiss')}
      busy={acting}
      onCancel={onClose}
      onConfirm={({ reason }) => act({ params: { id: incident.id }, body: { reason } })}
    />
  );
}

function Close(props: Props) {
  const { t, pick } = useWords();
  const { incident, onClose } = props;
  const { act, acting } = useAct('incidents.close', finishOnly(props, t('understanding.acts.closeDone')));
  // Said before a reason is written, with the way there.
  const { data } = useAsk('steps.read', { params: { id: incident.id } });
  const against = data?.against ?? [];
  if (against.length > 0)
    return (
      <Modal
        open
        title={t('understanding.acts.closeTitle', { title: incident.title })}
        footer={null}
        onCancel={onClose}
      >
        <p>{t('understanding.acts.closeNotYet')}</p>
        <ul>
          {against.map(({ code, reason }) => (
            <li key={code + reason.zh}>{pick(reason)}</li>
          ))}
        </ul>
        <Link to={`${paths.incident(incident.id)}?tab=duty`} onClick={onClose}>
          {t('understanding.acts.closeWhere')}
        </Link>
      </Modal>
    );
  return (
    <ReasonModal
      open
      danger
      title={t('understanding.acts.closeTitle', { title: incident.title })}
      consequence={t('understanding.acts.closeConsequence')}
      confirm={t('understanding.acts.close')}
      busy={acting}
      onCancel={onClose}
      onConfirm={({ reason }) => act({ params: { id: incident.id }, body: { reason } })}
    />
  );
}

function ChangeLevel(props: Props) {
  const { t, name } = useWords();
  const { incident, onClose } = props;
  const [level, setLevel] = useState<Level | null>(null);
  const { act, acting } = useAct('incidents.level', useFinish(props, t('understanding.acts.levelDone')));
  const differs = async (_: unknown, chosen: Level) => {
    if (chosen === incident.level) throw new Error(t('understanding.acts.levelSame'));
  };
  return (
    <ReasonModal
      open
      title={t('understanding.acts.levelTitle', { title: incident.title })}
      consequence={t('understanding.acts.levelConsequence', {
        from: name('level', incident.level ?? '一般'),
      })}
      confirm={t('understanding.acts.level')}
      busy={acting}
      initial={{ level: incident.level }}
      onCancel={onClose}
      onConfirm={(values) =>
        act({ params: { id: incident.id }, body: { level: values.level as Level, reason: values.reason } })
      }
    >
      <Form.Item
        name="level"
        label={t('understanding.acts.levelWanted')}
        rules={[{ validator: differs }]}
        getValueFromEvent={(chosen: Level) => {
          setLevel(chosen);
          return chosen;
        }}
      >
        <LevelChoice />
      </Form.Item>
      {level && level !== incident.level && (
        <div className="banner">
          <ClocksAtLevel incidentId={incident.id} level={level} />
        </div>
      )}
    </ReasonModal>
  );
}

/** By the department named itself, with a reason; the leader who supervises sees it. */
export const HandOn = (props: Props) => <Give {...props} by="incidents.handOn" />;
const Assign = (props: Props) => <Give {...props} by="incidents.assign" />;

/** The two routes ask for the same and answer the same. */
function Give({ by, ...props }: Props & { by: 'incidents.assign' | 'incidents.handOn' }) {
  const { t } = useWords();
  const { incident, onClose } = props;
  const departments = useAsk('departments.list', {}, { staleMs: 600_000 });
  const { act, acting } = useAct(
    by as 'incidents.assign',
    useFinish(props, t('understanding.acts.assignDone')),
  );
  const options = (departments.data?.items ?? [])
    .filter(({ id, active }) => active && id !== incident.lead?.id)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <ReasonModal
      open
      title={t(by === 'incidents.assign' ? 'understanding.acts.assignTitle' : 'accepting.handOnTitle', {
        title: incident.title,
      })}
      consequence={t('understanding.acts.assignConsequence', {
        from: incident.lead?.name ?? t('understanding.incidents.noLead'),
      })}
      confirm={t(by === 'incidents.assign' ? 'understanding.acts.assign' : 'accepting.handOn')}
      busy={acting}
      onCancel={onClose}
      onConfirm={({ departmentId, reason }) =>
        act({ params: { id: incident.id }, body: { departmentId: String(departmentId), reason } })
      }
    >
      <Form.Item
        name="departmentId"
        label={t('understanding.acts.assignTo')}
        rules={[{ required: true, message: t('understanding.acts.assignNeeded') }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={departments.isPending}
          options={options}
        />
      </Form.Item>
    </ReasonModal>
  );
}

function Merge(props: Props) {
  const { t } = useWords();
  const { incident, onClose } = props;
  const [target, setTarget] = useState('');
  const done = t('understanding.acts.mergeDone', { title: target });
  const { act, acting } = useAct('incidents.merge', useFinish(props, done));
  const isConfirmed = incident.state === 'confirmed';
  return (
    <ReasonModal
      open
      title={t('understanding.acts.mergeTitle', { title: incident.title })}
      consequence={t('understanding.acts.mergeConsequence', { count: incident.messages })}
      confirm={t('understanding.acts.merge')}
      busy={acting}
      onCancel={onClose}
      onConfirm={({ intoId, reason }) =>
        act({ params: { id: incident.id }, body: { intoId: String(intoId), reason } })
      }
    >
      <Form.Item
        name="intoId"
        label={t('understanding.acts.mergeInto')}
        extra={isConfirmed && t('understanding.acts.mergeOnlyConfirmed')}
        rules={[{ required: true, message: t('understanding.acts.mergeNeeded') }]}
        getValueFromEvent={(id: string | undefined, found?: IncidentCard) => {
          setTarget(found?.title ?? '');
          return id;
        }}
      >
        <IncidentPicker not={incident.id} onlyConfirmed={isConfirmed} />
      </Form.Item>
    </ReasonModal>
  );
}

const dialogues: Record<IncidentAct, (props: Props) => React.JSX.Element> = {
  confirm: ConfirmIncident,
  dismiss: Dismiss,
  level: ChangeLevel,
  assign: Assign,
  merge: Merge,
  close: Close,
};
