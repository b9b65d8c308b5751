// What a search asks for, in the words of a line.
import { useCallback } from 'react';
import type { MessageSearch } from '#contract';
import { useAsk } from '../shared/api';
import { serverNow } from '../shared/now';
import { useSession } from '../shared/session';
import { shortInstant } from '../shared/ui';
import { useWords } from '../shared/words';

export function useSearchWords(): (search: MessageSearch) => string {
  const { t, name, lang } = useWords();
  const { may } = useSession();
  const sources = useAsk('sources.list', {}, { when: may('source.read'), staleMs: 300_000 });
  const places = useAsk('jurisdictions.list', {}, { staleMs: 300_000 });
  return useCallback(
    (search) => {
      const at = (end: 'from' | 'to') =>
        search[end] &&
        `${t(`understanding.messages.${end}`)} ${shortInstant(Date.parse(search[end]), serverNow(), t, lang)}`;
      const told = [
        search.q,
        search.topic && name('topic', search.topic),
        search.area && name('topic', search.area),
        search.concern && name('concern', search.concern),
        search.level && name('level', search.level),
        search.channel && name('channel', search.channel),
        search.sourceId &&
          (sources.data?.items.find(({ id }) => id === search.sourceId)?.name ??
            t('understanding.messages.source')),
        search.jurisdictionId &&
          (places.data?.items.find(({ id }) => id === search.jurisdictionId)?.name ??
            t('understanding.search.jurisdiction')),
        search.emergency &&
          t(`understanding.messages.${search.emergency === 'true' ? 'emergencyOnly' : 'emergencyNot'}`),
        search.offTopic &&
          t(`understanding.messages.${search.offTopic === 'true' ? 'offTopicOnly' : 'offTopicHide'}`),
        search.days && t('understanding.search.daysOf', { count: search.days }),
        at('from'),
        at('to'),
      ].filter(Boolean);
      return told.join(' · ') || t('understanding.search.asksAll');
    },
    [t, name, lang, sources.data, places.data],
  );
}
