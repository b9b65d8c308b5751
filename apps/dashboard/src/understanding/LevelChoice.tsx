// The four levels to choose from, each with its shape, number and word.
import { Radio } from 'antd';
import type { IncidentCard } from '#contract';
import { levels } from '#contract';
import { LevelTag } from '../shared/ui';

type Level = NonNullable<IncidentCard['level']>;
type Props = { id?: string; value?: Level; onChange?: (level: Level) => void; onEnter?: () => void };
/** Fits inside a Form.Item. */
export function LevelChoice({ id, value, onChange, onEnter }: Props) {
  return (
    <Radio.Group id={id} value={value} onChange={(event) => onChange?.(event.target.value as Level)}>
      {levels.map((level) => (
        <Radio key={level} value={level} onKeyDown={({ key }) => key === 'Enter' && onEnter?.()}>
          <LevelTag level={level} />
        </Radio>
      ))}
    </Radio.Group>
  );
}
