// Chooses who sees to a source: the people who may do something about it.
import { Select } from 'antd';
import { useAsk } from '../shared/api';
import { useWords } from '../shared/words';

type Props = {
  id?: string;
  label?: string;
  value?: string | null;
  onChange?: (id: string | null) => void;
};

export function KeeperSelect({ id, label, value, onChange }: Props) {
  const { t } = useWords();
  const officers = useAsk('officers.list', {}, { staleMs: 60_000 });
  const able = (officers.data?.items ?? []).filter(
    ({ active, roles }) => active && (roles.includes('news-office') || roles.includes('administrator')),
  );
  return (
    <Select
      id={id}
      aria-label={label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      placeholder={t('intake.sources.noKeeper')}
      value={value ?? undefined}
      onChange={(chosen?: string) => onChange?.(chosen ?? null)}
      options={able.map((one) => ({
        value: one.id,
        label: one.post ? `${one.name}（${one.post}）` : one.name,
      }))}
    />
  );
}
