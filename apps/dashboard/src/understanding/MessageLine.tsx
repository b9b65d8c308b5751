// One message in a list: what it says, from where and when, its labels, and what was masked.
import { Button } from 'antd';
import { Link } from 'react-router';
import type { MessageCard } from '#contract';
import { paths } from '../shared/paths';
import { Instant, LevelTag, StateTag, TopicTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { Highlighted, rangesOf } from './highlight';
import { MaskedTags } from './MaskedTags';

type Props = {
  message: MessageCard;
  /** Where in title and excerpt stands what was searched for. */
  marks?: { title: [number, number][]; excerpt: [number, number][] };
  /** Where one comes from is known: an incident's own list. */
  withIncident?: boolean;
  /** Opens the picker of its topic; left out for those who may not. */
  onCorrect?: () => void;
};
export function MessageLine({ message, marks, withIncident = true, onCorrect }: Props) {
  const { t, name } = useWords();
  const title =
    message.title ||
    t(message.textErasedAt ? 'understanding.message.erasedTitle' : 'understanding.message.untitled');
  return (
    <div className="stack" style={{ gap: 3 }}>
      <Link to={paths.message(message.id)} className="incident-title">
        <Highlighted text={title} ranges={message.title ? rangesOf(marks?.title) : []} />
      </Link>
      {message.excerpt && (
        <span className="excerpt">
          <Highlighted text={message.excerpt} ranges={rangesOf(marks?.excerpt)} />
        </span>
      )}
      <div className="row tight quiet">
        <LevelTag level={message.emergencyLevel} proposed />
        <TopicTag topic={message.topic} />
        {message.corrected.length > 0 && <StateTag tone="good">{t('learning.correct.byPerson')}</StateTag>}
        {message.areas
          .filter((area) => area !== message.topic)
          .map((area) => (
            <TopicTag key={area} topic={area} />
          ))}
        {message.offTopic && <StateTag tone="plain">{t('understanding.messages.isOffTopic')}</StateTag>}
        {onCorrect && (
          <Button
            size="small"
            type="link"
            aria-label={t('learning.correct.row', { title })}
            onClick={onCorrect}
          >
            {t('learning.correct.button')}
          </Button>
        )}
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
