// Gives a search a name, and says who else may use it.
import { Checkbox, Form, Input, Modal } from 'antd';
import type { MessageSearch, SavedSearch } from '#contract';
import { useAct } from '../shared/api';
import { useWords } from '../shared/words';
import { useSearchWords } from './useSearchWords';

type Fields = { name: string; shared: boolean };
type Props = { saved: SavedSearch | null; search: MessageSearch; onClose: () => void };

export function SaveSearch({ saved, search, onClose }: Props) {
  const { t } = useWords();
  const say = useSearchWords();
  const [form] = Form.useForm<Fields>();
  const done = { done: t('understanding.search.done'), onDone: onClose };
  const saving = useAct('searches.save', done);
  const changing = useAct('searches.change', done);
  const save = ({ name, shared }: Fields) =>
    saved
      ? changing.act({ params: { id: saved.id }, body: { name, shared } })
      : saving.act({ body: { name, shared, search } });
  return (
    <Modal
      open
      title={
        saved
          ? t('understanding.search.renameTitle', { name: saved.name })
          : t('understanding.search.saveTitle')
      }
      okText={t('app.common.save')}
      confirmLoading={saving.acting || changing.acting}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Fields>
        form={form}
        name="search"
        layout="vertical"
        initialValues={{ name: saved?.name ?? (search.q ?? '').slice(0, 60), shared: saved?.shared ?? false }}
        onFinish={save}
      >
        <p>
          <span className="quiet">{t('understanding.search.asks')}：</span>
          {say(search)}
        </p>
        <Form.Item
          name="name"
          label={t('understanding.search.name')}
          rules={[{ required: true, whitespace: true, message: t('understanding.search.nameNeeded') }]}
        >
          <Input maxLength={60} autoComplete="off" autoFocus />
        </Form.Item>
        <Form.Item name="shared" valuePropName="checked" extra={t('understanding.search.shareHelp')}>
          <Checkbox>{t('understanding.search.share')}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}
