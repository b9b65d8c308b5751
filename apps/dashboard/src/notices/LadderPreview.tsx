// In words: were a clock to breach at this hour at this level, who would be told when and how, and where nobody would.
import { Form, Select } from 'antd';
import { useState } from 'react';
import type { RungView } from '#contract';
import { useAsk } from '../shared/api';
import { serverNow } from '../shared/now';
import { Answered, Instant, InstantPicker, type Level, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { nextSaturdayNight } from './preview-at';

const levels: Level[] = ['特别重大', '重大', '较大', '一般'];
const marks: Record<Level, string> = { 特别重大: 'Ⅰ', 重大: 'Ⅱ', 较大: 'Ⅲ', 一般: 'Ⅳ' };
type Props = { jurisdictionId: string; rungs: RungView[]; acknowledgedForMinutes: number };

export function LadderPreview({ jurisdictionId, rungs, acknowledgedForMinutes }: Props) {
  const { t, pick, name } = useWords();
  const [at, setAt] = useState(() => nextSaturdayNight(serverNow()));
  const [level, setLevel] = useState<Level>('重大');
  const [departmentId, setDepartmentId] = useState<string | null>(null);
  const departments = useAsk('departments.list', {}, { staleMs: 300_000 });
  const body = { rungs, acknowledgedForMinutes, at, level, departmentId };
  const asked = useAsk('ladder.preview', { query: { jurisdictionId }, body });
  return (
    <>
      <Form layout="inline" component="div" className="no-print" style={{ marginBottom: 12, rowGap: 8 }}>
        <Form.Item label={t('notices.ladder.previewAt')} htmlFor="preview-at">
          <InstantPicker
            id="preview-at"
            label={t('notices.ladder.previewAt')}
            value={at}
            onChange={(value) => value && setAt(value)}
          />
        </Form.Item>
        <Form.Item label={t('notices.ladder.previewLevel')} htmlFor="preview-level">
          <Select
            id="preview-level"
            style={{ minWidth: 130 }}
            value={level}
            onChange={setLevel}
            options={levels.map((value) => ({ value, label: `${marks[value]} ${name('level', value)}` }))}
          />
        </Form.Item>
        <Form.Item label={t('notices.ladder.previewDepartment')} htmlFor="preview-department">
          <Select
            id="preview-department"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            style={{ minWidth: 180 }}
            placeholder={t('notices.ladder.anyDepartment')}
            value={departmentId}
            onChange={(value) => setDepartmentId(value ?? null)}
            options={(departments.data?.items ?? []).map(({ id, name: label }) => ({ value: id, label }))}
          />
        </Form.Item>
      </Form>
      <Answered of={asked} rows={4}>
        {({ lines, notes }) => (
          <div aria-live="polite">
            {lines.length === 0 && <p>{t('notices.ladder.previewEmpty')}</p>}
            <ol className="why-steps">
              {lines.map((line) => (
                <li key={`${line.rung}.${line.repeat}`}>
                  <strong className="tabular">
                    <Instant at={line.at} />
                  </strong>{' '}
                  {line.nobody && <StateTag tone="bad">{t('notices.ladder.nobody')}</StateTag>}{' '}
                  {pick(line.text)}
                </li>
              ))}
            </ol>
            {notes.map((note) => (
              <p key={note.en} className="quiet">
                {pick(note)}
              </p>
            ))}
          </div>
        )}
      </Answered>
    </>
  );
}
