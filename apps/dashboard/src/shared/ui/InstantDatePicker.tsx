// The date picker behind InstantPicker, fetched when a page first asks for an instant: it is large and few pages do.
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { instantToWall, wallToInstant } from './instants';

export type InstantPickerProps = {
  id?: string;
  value?: string | null;
  onChange?: (instant: string | null) => void;
  label?: string;
  disabled?: boolean;
  /** What empty means. */
  placeholder?: string;
};
/** Value and change are ISO instants in UTC; fits inside a Form.Item. */
export function InstantDatePicker({ id, value, onChange, label, disabled, placeholder }: InstantPickerProps) {
  return (
    <DatePicker
      id={id}
      aria-label={label}
      disabled={disabled}
      {...(placeholder && { placeholder })}
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      style={{ width: '100%' }}
      value={value ? dayjs(instantToWall(value)) : null}
      onChange={(picked) => onChange?.(picked ? wallToInstant(picked.format('YYYY-MM-DDTHH:mm:ss')) : null)}
    />
  );
}
