// What a source is known for, as fields of its form: topics and a jurisdiction, used where a text alone does not tell.
import { Form, Select } from 'antd';
import { type Source, topicNames } from '#contract';
import { useAsk } from '../shared/api';
import { useWords } from '../shared/words';

const MOST_TOPICS = 3;

export function SourceHints() {
  const { t, name } = useWords();
  const places = useAsk('jurisdictions.list', {}, { staleMs: 300_000 });
  return (
    <>
      <Form.Item name="topics" label={t('intake.hints.topics')} extra={t('intake.hints.topicsHelp')}>
        <Select
          mode="multiple"
          allowClear
          maxCount={MOST_TOPICS}
          placeholder={t('intake.hints.noTopics')}
          options={topicNames.map((value) => ({ value, label: name('topic', value) }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
      <Form.Item name="speaksOfId" label={t('intake.hints.speaksOf')} extra={t('intake.hints.speaksOfHelp')}>
        <PlaceSelect places={places.data?.items ?? []} />
      </Form.Item>
    </>
  );
}

type PlaceProps = {
  id?: string;
  places: readonly { id: string; name: string }[];
  value?: string | null;
  onChange?: (id: string | null) => void;
};
function PlaceSelect({ id, places, value, onChange }: PlaceProps) {
  const { t } = useWords();
  return (
    <Select
      id={id}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      placeholder={t('intake.hints.noPlace')}
      value={value ?? undefined}
      onChange={(chosen?: string) => onChange?.(chosen ?? null)}
      options={places.map((place) => ({ value: place.id, label: place.name }))}
    />
  );
}

/** The same in a line; nothing where nothing is known. */
export function HintsLine({ topics, speaksOf }: Pick<Source, 'topics' | 'speaksOf'>) {
  const { t, name } = useWords();
  const told = [
    topics.length > 0 &&
      t('intake.hints.knownFor', {
        list: topics.map((topic) => name('topic', topic)).join(t('intake.hints.comma')),
      }),
    speaksOf && t('intake.hints.speaksOfText', { name: speaksOf.name }),
  ].filter(Boolean);
  return told.length > 0 ? <div className="quiet">{told.join(' · ')}</div> : null;
}
