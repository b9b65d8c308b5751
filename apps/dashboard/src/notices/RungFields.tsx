// One rung: whom, from when, how long after, at which levels, by what, and how often again.
import { DeleteOutlined } from '@ant-design/icons';
import { Button, Form, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import type { LadderView, RungView } from '#contract';
import { useWords } from '../shared/words';

const targets: RungView['to'][] = [
  'holder',
  'department-on-duty',
  'department-head',
  'news-office-on-duty',
  'supervising-leader',
  'level-above-news-office',
];
const starts: RungView['since'][] = ['near', 'breached'];
const levels: RungView['levels'][] = ['all', 'grave'];
const personal: RungView['by'] = ['email', 'sms'];

type Props = {
  n: number;
  rung: RungView;
  channels: LadderView['channels'];
  onChange: (part: Partial<RungView>) => void;
  onRemove: () => void;
};

export function RungFields({ n, rung, channels, onChange, onRemove }: Props) {
  const { t, name } = useWords();
  const { repeat } = rung;
  const id = (field: string) => `rung-${n}-${field}`;
  const minutes = (field: string, label: string, value: number, set: (value: number) => void, least = 0) => (
    <Field label={label} id={id(field)}>
      <InputNumber
        id={id(field)}
        min={least}
        max={10_080}
        precision={0}
        value={value}
        onChange={(found) => set(found ?? least)}
      />
    </Field>
  );
  return (
    <fieldset className="panel rung">
      <legend className="hidden-visually">{t('notices.ladder.rung', { n })}</legend>
      <div className="panel-head">
        <strong>{t('notices.ladder.rung', { n })}</strong>
        <Button
          size="small"
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t('notices.ladder.remove', { n })}
          onClick={onRemove}
        />
      </div>
      <div className="panel-body rung-fields">
        <Field label={t('notices.ladder.to')} id={id('to')}>
          <Select
            id={id('to')}
            value={rung.to}
            onChange={(to) => onChange({ to })}
            options={targets.map((value) => ({ value, label: name('rungTarget', value) }))}
          />
        </Field>
        <Field label={t('notices.ladder.since')} id={id('since')}>
          <Select
            id={id('since')}
            value={rung.since}
            onChange={(since) => onChange({ since })}
            options={starts.map((value) => ({ value, label: name('ladderStart', value) }))}
          />
        </Field>
        {minutes('after', t('notices.ladder.after'), rung.afterMinutes, (afterMinutes) =>
          onChange({ afterMinutes }),
        )}
        <Field label={t('notices.ladder.levels')} id={id('levels')}>
          <Select
            id={id('levels')}
            value={rung.levels}
            onChange={(value) => onChange({ levels: value })}
            options={levels.map((value) => ({ value, label: name('rungLevels', value) }))}
          />
        </Field>
        <Field label={t('notices.ladder.by')} id={id('by')}>
          <Select
            id={id('by')}
            mode="multiple"
            value={rung.by}
            onChange={(by) => onChange({ by })}
            options={personal.map((value) => ({ value, label: name('personalChannel', value) }))}
          />
        </Field>
        <Field label={t('notices.ladder.groups')} id={id('groups')}>
          <Select
            id={id('groups')}
            mode="multiple"
            value={rung.channelIds}
            notFoundContent={t('notices.ladder.noGroups')}
            onChange={(channelIds) => onChange({ channelIds })}
            options={channels.map(({ id: value, name: label }) => ({ value, label }))}
          />
        </Field>
        {minutes('every', t('notices.ladder.every'), repeat?.everyMinutes ?? 0, (everyMinutes) =>
          onChange({
            repeat:
              everyMinutes > 0
                ? { times: repeat?.times ?? 1, everyMinutes: Math.max(5, Math.min(1440, everyMinutes)) }
                : null,
          }),
        )}
        {repeat && (
          <Field label={t('notices.ladder.times')} id={id('times')}>
            <InputNumber
              id={id('times')}
              min={1}
              max={24}
              precision={0}
              value={repeat.times}
              onChange={(times) => onChange({ repeat: { ...repeat, times: times ?? 1 } })}
            />
          </Field>
        )}
      </div>
    </fieldset>
  );
}

function Field({ label, id, children }: { label: string; id: string; children: ReactNode }) {
  return (
    <Form.Item label={label} htmlFor={id} layout="vertical" style={{ marginBottom: 0 }}>
      {children}
    </Form.Item>
  );
}
