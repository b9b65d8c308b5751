// Picks an instant as people of the jurisdiction read the clock (Asia/Shanghai), whatever zone the browser is in.
import { Input } from 'antd';
import { lazy, Suspense } from 'react';
import type { InstantPickerProps } from './InstantDatePicker';

const Picker = lazy(() => import('./InstantDatePicker').then((m) => ({ default: m.InstantDatePicker })));

/** Value and change are ISO instants in UTC; fits inside a Form.Item. */
export function InstantPicker(props: InstantPickerProps) {
  return (
    <Suspense fallback={<Input id={props.id} aria-label={props.label} disabled />}>
      <Picker {...props} />
    </Suspense>
  );
}
