// The filters of the messages: all that labels know, where from, whose, and when.
import { channels, levels } from '#contract';
import { useAsk } from '../shared/api';
import { useSession } from '../shared/session';
import { InstantPicker } from '../shared/ui';
import type { useUrlFilters } from '../shared/url-filters';
import { useTopics } from '../shared/useTopics';
import { useWords } from '../shared/words';
import { Choice } from './Choice';
import type { SearchKey } from './message-search';

export type Filters = ReturnType<typeof useUrlFilters<SearchKey>>;
const spans = [1, 3, 7, 30] as const;

export function SearchFilters({ values, set }: Filters) {
  const { t } = useWords();
  return (
    <fieldset className="row plain">
      <legend className="hidden-visually">{t('understanding.messages.filters')}</legend>
      <OfLabels values={values} set={set} />
      <OfOrigin values={values} set={set} />
      <Choice
        label={t('understanding.search.daysLabel')}
        any={t('understanding.search.days')}
        value={values.days}
        options={spans.map((count) => ({
          value: String(count),
          label: t('understanding.search.daysOf', { count }),
        }))}
        onChange={(days) => set({ days })}
      />
      {(['from', 'to'] as const).map((end) => (
        <span key={end} className="row tight nowrap-row">
          <span className="quiet nowrap">{t(`understanding.messages.${end}`)}</span>
          <InstantPicker
            label={t(`understanding.messages.${end}`)}
            value={values[end] ?? null}
            onChange={(at) => set({ [end]: at })}
          />
        </span>
      ))}
    </fieldset>
  );
}

type Part = Pick<Filters, 'values' | 'set'>;

function OfLabels({ values, set }: Part) {
  const { t, name } = useWords();
  const { topics, areas, concerns } = useTopics();
  return (
    <>
      <Choice
        label={t('understanding.messages.topic')}
        any={t('understanding.messages.topic')}
        value={values.topic}
        options={topics}
        onChange={(topic) => set({ topic })}
      />
      <Choice
        label={t('understanding.messages.area')}
        any={t('understanding.messages.area')}
        value={values.area}
        options={areas}
        onChange={(area) => set({ area })}
      />
      <Choice
        label={t('understanding.search.concern')}
        any={t('understanding.search.concern')}
        value={values.concern}
        options={concerns}
        onChange={(concern) => set({ concern })}
      />
      <Choice
        label={t('understanding.messages.emergency')}
        any={t('understanding.messages.emergency')}
        value={values.emergency}
        options={[
          { value: 'true', label: t('understanding.messages.emergencyOnly') },
          { value: 'false', label: t('understanding.messages.emergencyNot') },
        ]}
        onChange={(emergency) => set({ emergency })}
      />
      <Choice
        label={t('understanding.search.level')}
        any={t('understanding.search.level')}
        value={values.level}
        options={levels.map((one) => ({ value: one, label: name('level', one) }))}
        onChange={(level) => set({ level })}
      />
      <Choice
        label={t('understanding.messages.offTopic')}
        any={t('understanding.messages.offTopic')}
        value={values.offTopic}
        options={[
          { value: 'false', label: t('understanding.messages.offTopicHide') },
          { value: 'true', label: t('understanding.messages.offTopicOnly') },
        ]}
        onChange={(offTopic) => set({ offTopic })}
      />
    </>
  );
}

/** Sources only for those who may see them, jurisdictions where there are several. */
function OfOrigin({ values, set }: Part) {
  const { t, name } = useWords();
  const { may } = useSession();
  const sources = useAsk('sources.list', {}, { when: may('source.read'), staleMs: 300_000 });
  const places = useAsk('jurisdictions.list', {}, { staleMs: 300_000 });
  const named = (items: readonly { id: string; name: string }[] = []) =>
    items.map((one) => ({ value: one.id, label: one.name }));
  return (
    <>
      <Choice
        label={t('understanding.messages.channel')}
        any={t('understanding.messages.channel')}
        value={values.channel}
        options={channels.map((one) => ({ value: one, label: name('channel', one) }))}
        onChange={(channel) => set({ channel })}
      />
      {Boolean(sources.data?.items.length) && (
        <Choice
          label={t('understanding.messages.source')}
          any={t('understanding.messages.source')}
          value={values.sourceId}
          options={named(sources.data?.items)}
          onChange={(sourceId) => set({ sourceId })}
        />
      )}
      {(places.data?.items.length ?? 0) > 1 && (
        <Choice
          label={t('understanding.search.jurisdiction')}
          any={t('understanding.search.jurisdiction')}
          value={values.jurisdictionId}
          options={named(places.data?.items)}
          onChange={(jurisdictionId) => set({ jurisdictionId })}
        />
      )}
    </>
  );
}
