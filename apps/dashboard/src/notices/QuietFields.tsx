// Quiet hours, on or off, from and to; fits inside a Form.Item.
import { Checkbox, Input } from 'antd';
import { useId } from 'react';
import { useWords } from '../shared/words';

export type QuietValue = { from: string; to: string } | null;
type Props = {
  label: string;
  help: string;
  value?: QuietValue;
  onChange?: (value: QuietValue) => void;
};

export function QuietFields({ label, help, value = null, onChange }: Props) {
  const { t } = useWords();
  const id = useId();
  const hour = (part: 'from' | 'to') => (
    <span className="row tight">
      <label htmlFor={`${id}${part}`}>{t(`notices.channels.${part}`)}</label>
      <Input
        id={`${id}${part}`}
        type="time"
        style={{ width: 120 }}
        value={value?.[part] ?? ''}
        onChange={({ target }) => value && target.value && onChange?.({ ...value, [part]: target.value })}
      />
    </span>
  );
  return (
    <div className="stack" style={{ gap: 6 }}>
      <Checkbox
        checked={value !== null}
        onChange={({ target }) => onChange?.(target.checked ? { from: '22:00', to: '07:00' } : null)}
      >
        {label}
      </Checkbox>
      {value && (
        <div className="row">
          {hour('from')}
          {hour('to')}
        </div>
      )}
      <span className="quiet">{help}</span>
    </div>
  );
}
