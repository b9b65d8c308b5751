// One line of the responsibility matrix: added, changed, ended.
import { App, Button, Form, Input, Select } from 'antd';
import type { MatrixLineShown, Request } from '#contract';
import { useAct, useAsk } from '../shared/api';
import { FormModal } from '../shared/ui';
import { useTopics } from '../shared/useTopics';
import { useWords } from '../shared/words';
import { useOfficers } from './useOfficers';

type Fields = Omit<Request<'matrix.add'>['body'], 'jurisdictionId'>;
export type LineWanted = {
  matter: string | null;
  level: MatrixLineShown['level'];
  /** The line that is changed; null where one is added. */
  line: MatrixLineShown | null;
};
const kinds = ['自然灾害', '事故灾难', '公共卫生', '社会安全'];
const levels = ['特别重大', '重大', '较大', '一般'] as const;

type Props = { wanted: LineWanted; jurisdictionId: string; onClose: () => void };
export function EditLine({ wanted, jurisdictionId, onClose }: Props) {
  const { t, name } = useWords();
  const { line } = wanted;
  const done = { done: t('roster.matrix.saved'), onDone: onClose };
  const adding = useAct('matrix.add', done);
  const changing = useAct('matrix.change', done);
  const where = {
    matter: wanted.matter ?? t('roster.matrix.every'),
    level: wanted.level ? name('level', wanted.level) : t('roster.matrix.anyLevel'),
  };
  const save = (given: Fields) => {
    const body = {
      ...given,
      matter: given.matter ?? null,
      level: given.level ?? null,
      spokespersonId: given.spokespersonId ?? null,
      supervisorId: given.supervisorId ?? null,
    };
    if (line) changing.act({ params: { id: line.id }, body });
    else adding.act({ body: { ...body, jurisdictionId } });
  };
  return (
    <FormModal<Fields>
      name="line"
      title={line ? t('roster.matrix.edit', where) : t('roster.matrix.add')}
      busy={adding.acting || changing.acting}
      initial={{
        matter: wanted.matter,
        level: wanted.level,
        leadId: line?.lead.id,
        supportIds: line?.support.map(({ id }) => id) ?? [],
        spokespersonId: line?.spokesperson?.id ?? null,
        supervisorId: line?.supervisor?.id ?? null,
        basis: line?.basis ?? '',
      }}
      beside={line && <EndLine id={line.id} where={where} onDone={onClose} />}
      onClose={onClose}
      onConfirm={save}
    >
      <LineFields jurisdictionId={jurisdictionId} />
    </FormModal>
  );
}

function LineFields({ jurisdictionId }: { jurisdictionId: string }) {
  const { t, name } = useWords();
  const { topics, areas } = useTopics();
  const officers = useOfficers(jurisdictionId);
  const departments = useAsk('departments.list', {});
  const units = (departments.data?.items ?? [])
    .filter((one) => one.active && one.jurisdictionId === jurisdictionId)
    .map((one) => ({ value: one.id, label: one.name }));
  const search = { optionFilterProp: 'label' };
  return (
    <>
      <Form.Item name="matter" label={t('roster.matrix.matter')}>
        <Select
          allowClear
          showSearch={search}
          placeholder={t('roster.matrix.every')}
          options={[
            ...kinds.map((one) => ({ value: one, label: name('emergency', one) })),
            ...areas,
            ...topics,
          ]}
        />
      </Form.Item>
      <Form.Item name="level" label={t('roster.matrix.anyLevel')}>
        <Select
          allowClear
          placeholder={t('roster.matrix.anyLevel')}
          options={levels.map((one) => ({ value: one, label: name('level', one) }))}
        />
      </Form.Item>
      <Form.Item
        name="leadId"
        label={t('roster.matrix.lead')}
        rules={[{ required: true, message: t('roster.matrix.leadNeeded') }]}
      >
        <Select showSearch={search} options={units} />
      </Form.Item>
      <Form.Item name="supportIds" label={t('roster.matrix.support')}>
        <Select mode="multiple" showSearch={search} options={units} />
      </Form.Item>
      <Form.Item name="spokespersonId" label={t('roster.matrix.spokesperson')}>
        <Select allowClear showSearch={search} options={officers} />
      </Form.Item>
      <Form.Item name="supervisorId" label={t('roster.matrix.supervisor')}>
        <Select allowClear showSearch={search} options={officers} />
      </Form.Item>
      <Form.Item name="basis" label={t('roster.matrix.basis')} extra={t('roster.matrix.basisHelp')}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  );
}

type Where = { matter: string; level: string };
function EndLine({ id, where, onDone }: { id: string; where: Where; onDone: () => void }) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const { actAsync } = useAct('matrix.end', { done: t('roster.matrix.saved'), onDone });
  const end = () =>
    modal.confirm({
      title: t('roster.matrix.endTitle', where),
      content: t('roster.matrix.endDetail'),
      okText: t('roster.matrix.end'),
      okButtonProps: { danger: true },
      onOk: () => actAsync({ params: { id } }),
    });
  return (
    <Button danger onClick={end}>
      {t('roster.matrix.end')}
    </Button>
  );
}
