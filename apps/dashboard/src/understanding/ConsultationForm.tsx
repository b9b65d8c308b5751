// The form of a consultation: when, who, what they held, what was decided, who does what by when.
import { Button, Form, Input, Select } from 'antd';
import type { Consultation, ConsultationContent } from '#contract';
import { useAsk } from '../shared/api';
import { InstantPicker } from '../shared/ui';
import { useWords } from '../shared/words';
import { Lines, written } from './Lines';

type Props = {
  consultation: Consultation | null;
  busy: boolean;
  onSave: (content: ConsultationContent) => void;
  onCancel: () => void;
};
type Attendee = { departmentId?: string | null; name: string; post?: string };
type Fields = Omit<ConsultationContent, 'attendance'> & { attendance: Attendee[] };

const contentOf = (one: Consultation): ConsultationContent => ({
  heldAt: one.heldAt,
  place: one.place,
  attendance: one.attendance.map(({ department, ...rest }) => ({
    ...rest,
    departmentId: department?.id ?? null,
  })),
  views: one.views,
  decision: one.decision,
  tasks: one.tasks.map(({ department, what, dueAt }) => ({ departmentId: department.id, what, dueAt })),
});
const nothing = { place: '', decision: '', views: [{}], tasks: [], attendance: [{}, {}] };

export function ConsultationForm({ consultation, busy, onSave, onCancel }: Props) {
  const { t } = useWords();
  const departments = useAsk('departments.list', {}, { staleMs: 600_000 });
  const options = (departments.data?.items ?? [])
    .filter(({ active }) => active)
    .map(({ id, name }) => ({ value: id, label: name }));
  const needed = [{ required: true, message: t('understanding.consulting.needed') }];
  const save = ({ attendance, views, tasks, ...rest }: Fields) =>
    onSave({
      ...rest,
      place: rest.place || null,
      decision: rest.decision ?? '',
      views: written(views),
      tasks: written(tasks),
      attendance: written(attendance).map(({ departmentId, name, post }) => ({
        departmentId: departmentId ?? null,
        name,
        post: post ?? '',
      })),
    });
  return (
    <Form<Fields>
      name="consultation"
      layout="vertical"
      className="panel panel-body"
      initialValues={consultation ? contentOf(consultation) : nothing}
      onFinish={save}
    >
      <div className="form-line">
        <Form.Item name="heldAt" label={t('understanding.consulting.heldAt')} rules={needed}>
          <InstantPicker />
        </Form.Item>
        <Form.Item name="place" label={t('understanding.consulting.place')}>
          <Input maxLength={100} />
        </Form.Item>
      </div>
      <Lines name="attendance" title={t('understanding.consulting.attendance')} empty={{}}>
        {(line, label, needed) => (
          <>
            <Form.Item name={[line, 'departmentId']}>
              <Select
                allowClear
                aria-label={label(t('understanding.consulting.department'))}
                placeholder={t('understanding.consulting.outside')}
                showSearch={{ optionFilterProp: 'label' }}
                options={options}
              />
            </Form.Item>
            <Form.Item name={[line, 'name']} rules={needed}>
              <Input
                maxLength={40}
                placeholder={t('understanding.consulting.name')}
                aria-label={label(t('understanding.consulting.name'))}
              />
            </Form.Item>
            <Form.Item name={[line, 'post']}>
              <Input
                maxLength={40}
                placeholder={t('understanding.consulting.post')}
                aria-label={label(t('understanding.consulting.post'))}
              />
            </Form.Item>
          </>
        )}
      </Lines>
      <Lines name="views" title={t('understanding.consulting.views')} empty={{}}>
        {(line, label, needed) => (
          <>
            <Form.Item name={[line, 'who']} rules={needed}>
              <Input
                maxLength={60}
                placeholder={t('understanding.consulting.who')}
                aria-label={label(t('understanding.consulting.who'))}
              />
            </Form.Item>
            <Form.Item name={[line, 'words']} rules={needed} className="wide">
              <Input.TextArea
                autoSize={{ minRows: 1, maxRows: 8 }}
                maxLength={2000}
                placeholder={t('understanding.consulting.words')}
                aria-label={label(t('understanding.consulting.words'))}
              />
            </Form.Item>
          </>
        )}
      </Lines>
      <Form.Item name="decision" label={t('understanding.consulting.decision')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 12 }} maxLength={4000} />
      </Form.Item>
      <Lines name="tasks" title={t('understanding.consulting.tasks')} empty={{}}>
        {(line, label, needed) => (
          <>
            <Form.Item name={[line, 'departmentId']} rules={needed}>
              <Select
                aria-label={label(t('understanding.consulting.department'))}
                placeholder={t('understanding.consulting.department')}
                showSearch={{ optionFilterProp: 'label' }}
                options={options}
              />
            </Form.Item>
            <Form.Item name={[line, 'what']} rules={needed} className="wide">
              <Input
                maxLength={300}
                placeholder={t('understanding.consulting.what')}
                aria-label={label(t('understanding.consulting.what'))}
              />
            </Form.Item>
            <Form.Item name={[line, 'dueAt']} rules={needed}>
              <InstantPicker label={label(t('understanding.consulting.dueAt'))} />
            </Form.Item>
          </>
        )}
      </Lines>
      <div className="row">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('understanding.consulting.save')}
        </Button>
        <Button onClick={onCancel}>{t('understanding.consulting.cancel')}</Button>
      </div>
    </Form>
  );
}
