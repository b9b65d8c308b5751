// One message in a list: what it says, from where and when, its labels, and what was masked.
import { Link } from 'react-router';
import type { MessageCard } from '#contract';
import { paths } from '../shared/paths';
import { Instant, LevelTag, StateTag, TopicTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { found } from './found';
import { Highlighted } from './highlight';
import { MaskedTags } from './MaskedTags';

type Props = {
  message: MessageCard;
  /** The words of the search, marked where they stand. */
  words?: readonly string[];
  /** Where one comes from is known: an incident's own list. */
  withIncident?: boolean;
};
export function MessageLine({ message, words = [], withIncident = true }: Props) {
  const { t, name } = useWords();
  const title =
    message.title ||
    t(message.textErasedAt ? 'understanding.message.erasedTitle' : 'understanding.message.untitled');
  return (
    <div className="stack" style={{ gap: 3 }}>
      <Link to={paths.message(message.id)} className="incident-title">
        <Highlighted text={title} ranges={found(title, words)} />
      </Link>
      {message.excerpt && (
        <span className="excerpt">
          <Highlighted text={message.excerpt} ranges={found(message.excerpt, words)} />
        </span>
      )}
      <div className="row tight quiet">
        <LevelTag level={message.emergencyLevel} proposed />
        <TopicTag topic={message.topic} />
        {message.areas
          .filter((area) => area !== message.topic)
          .map((area) => (
            <TopicTag key={area} topic={area} />
          ))}
        {message.offTopic && <StateTag tone="plain">{t('understanding.messages.isOffTopic')}</StateTag>}
        <MaskedTags masked={message.masked} />
        <span>{[name('channel', message.channel), message.sourceName].filter(Boolean).join(' · ')}</span>
        <Instant at={message.publishedAt ?? message.receivedAt} />
        {message.sightings > 1 && (
          <span>{t('understanding.messages.sightings', { count: message.sightings })}</span>
        )}
        {withIncident && message.incidentId && (
          <Link to={paths.incident(message.incidentId)}>{t('understanding.messages.incident')}</Link>
        )}
      </div>
    </div>
  );
}
