// One officer's stand-ins in order, and absences: noted, and ended.
import { Button, Form, Modal, Select } from 'antd';
import type { Post, Request } from '#contract';
import { useAct } from '../shared/api';
import { serverNow } from '../shared/now';
import { InstantPicker } from '../shared/ui';
import { useWords } from '../shared/words';
import { Away } from './Away';
import { useOfficers } from './useOfficers';

const kinds = ['leave', 'sick', 'training', 'business', 'leaving', 'other'] as const;
type Absent = Request<'absences.add'>['body'];

export function EditPost({ post, onClose }: { post: Post; onClose: () => void }) {
  const { t } = useWords();
  const officers = useOfficers(post.jurisdictionId).filter(({ value }) => value !== post.officer.id);
  const [form] = Form.useForm<{ standInIds: string[] }>();
  const { act, acting } = useAct('posts.standIns', { done: t('roster.posts.saved') });
  return (
    <Modal
      open
      title={t('roster.posts.edit', { name: post.officer.name })}
      footer={null}
      onCancel={onClose}
      width={560}
    >
      <Form
        form={form}
        name="stand-ins"
        layout="vertical"
        initialValues={{ standInIds: post.standIns.map(({ id }) => id) }}
        onFinish={({ standInIds }) => act({ params: { id: post.officer.id }, body: { standInIds } })}
      >
        <Form.Item name="standInIds" label={t('roster.posts.standIns')}>
          <Select
            mode="multiple"
            maxCount={5}
            showSearch={{ optionFilterProp: 'label' }}
            options={officers}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={acting}>
          {t('app.common.save')}
        </Button>
      </Form>
      <h3>{t('roster.posts.away')}</h3>
      {post.absences.map((absence) => (
        <Away key={absence.id} absence={absence} mayEnd />
      ))}
      <NoteAbsence officerId={post.officer.id} officers={officers} />
    </Modal>
  );
}

function NoteAbsence({
  officerId,
  officers,
}: {
  officerId: string;
  officers: { value: string; label: string }[];
}) {
  const { t, name } = useWords();
  const [form] = Form.useForm<Absent>();
  const { act, acting } = useAct('absences.add', {
    done: t('roster.posts.noted'),
    onDone: () => form.resetFields(),
  });
  return (
    <Form<Absent>
      form={form}
      name="absence"
      layout="vertical"
      initialValues={{ kind: 'leave', from: new Date(serverNow()).toISOString(), to: null, standInId: null }}
      onFinish={(body) =>
        act({
          params: { id: officerId },
          body: { ...body, to: body.to ?? null, standInId: body.standInId ?? null },
        })
      }
    >
      <Form.Item name="kind" label={t('roster.posts.kind')}>
        <Select options={kinds.map((one) => ({ value: one, label: name('absence', one) }))} />
      </Form.Item>
      <Form.Item name="from" label={t('roster.from')}>
        <InstantPicker />
      </Form.Item>
      <Form.Item name="to" label={t('roster.posts.until')} extra={t('roster.posts.untilHelp')}>
        <InstantPicker placeholder={t('roster.posts.open')} />
      </Form.Item>
      <Form.Item name="standInId" label={t('roster.posts.standIn')} extra={t('roster.posts.standInHelp')}>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={officers} />
      </Form.Item>
      <Button htmlType="submit" loading={acting}>
        {t('roster.posts.note')}
      </Button>
    </Form>
  );
}
