// The date picker behind InstantPicker, fetched when a page first asks for an instant: it is large and few pages do.
import { DatePicker } from 'antd';
import { useWords } from '../words';
import { chinaDates, fromWall, toWall } from './china-dates';

const Picker = DatePicker.generatePicker(chinaDates);

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
  const { t } = useWords();
  return (
    <Picker
      id={id}
      aria-label={label}
      disabled={disabled}
      {...(placeholder && { placeholder })}
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      style={{ width: '100%' }}
      value={value ? toWall(value) : null}
      onChange={(picked) => onChange?.(picked ? fromWall(picked) : null)}
      // Enter takes the time that was typed; it does not send the form around it.
      onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      renderExtraFooter={() => t('app.time.zone')}
    />
  );
}
