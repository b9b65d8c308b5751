// Gives a search a name, and says who else may use it.
import { Checkbox, Form, Input } from 'antd';
import type { MessageSearch, SavedSearch } from '#contract';
import { useAct } from '../shared/api';
import { FormModal } from '../shared/ui';
import { useWords } from '../shared/words';
import { useSearchWords } from './useSearchWords';

type Fields = { name: string; shared: boolean };
type Props = { saved: SavedSearch | null; search: MessageSearch; onClose: () => void };

export function SaveSearch({ saved, search, onClose }: Props) {
  const { t } = useWords();
  const say = useSearchWords();
  const done = { done: t('understanding.search.done'), onDone: onClose };
  const saving = useAct('searches.save', done);
  const changing = useAct('searches.change', done);
  const save = ({ name, shared }: Fields) =>
    saved
      ? changing.act({ params: { id: saved.id }, body: { name, shared } })
      : saving.act({ body: { name, shared, search } });
  return (
    <FormModal<Fields>
      name="search"
      title={
        saved
          ? t('understanding.search.renameTitle', { name: saved.name })
          : t('understanding.search.saveTitle')
      }
      busy={saving.acting || changing.acting}
      initial={{ name: saved?.name ?? (search.q ?? '').slice(0, 60), shared: saved?.shared ?? false }}
      onClose={onClose}
      onConfirm={save}
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
    </FormModal>
  );
}
