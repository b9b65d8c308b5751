// A filter of a list: one choice among some, or none; named for those who cannot see its place.
import { Select } from 'antd';

type Props = {
  label: string;
  /** Shown while nothing is chosen. */
  any: string;
  value: string | undefined;
  options: { value: string; label: string }[];
  onChange: (value: string | null) => void;
  width?: number;
};
export function Choice({ label, any, value, options, onChange, width = 116 }: Props) {
  return (
    <Select<string>
      aria-label={label}
      value={value ?? ''}
      style={{ width, maxWidth: '100%' }}
      popupMatchSelectWidth={false}
      showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
      options={[{ value: '', label: any }, ...options]}
      onChange={(chosen) => onChange(chosen || null)}
    />
  );
}
