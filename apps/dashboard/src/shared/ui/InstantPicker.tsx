// Picks an instant as people of the jurisdiction read the clock (Asia/Shanghai), whatever zone the browser is in.
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { instantToWall, wallToInstant } from './instants';

type Props = {
  id?: string;
  value?: string | null;
  onChange?: (instant: string | null) => void;
  label?: string;
  disabled?: boolean;
  /** What empty means. */
  placeholder?: string;
};
/** Value and change are ISO instants in UTC; fits inside a Form.Item. */
export function InstantPicker({ id, value, onChange, label, disabled, placeholder }: Props) {
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
