// One message: its words with what each label was read from, where it was seen, its hotline record, its incident.
import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import type { MessageRead } from '#contract';
import { useAsk } from '../shared/api';
import { paths } from '../shared/paths';
import { Answered, Instant, LevelTag, Outside, PageTitle, Panel, StateTag, TopicTag } from '../shared/ui';
import { useWords } from '../shared/words';
import { Branch } from './Branch';
import { CorrectLabels } from './Corrections';
import { EmergencySeenView } from './EmergencySeen';
import { HotlineRecord } from './HotlineRecord';
import { Highlighted, type Range } from './highlight';
import { MaskedTags } from './MaskedTags';
import { NoIncident } from './NoIncident';
import { OpenOriginal } from './OpenOriginal';
import { Reasons } from './Reasons';
import { Revisions } from './Revisions';
import { WhyHere } from './WhyHere';
import './understanding.css';

const rereadMs = 4000;
/** A topic with a smaller share was not in question. */
const leastScore = 0.05;

export function MessagePage() {
  const { id = '' } = useParams();
  // Labels come within seconds of the message: asked for again until they are there.
  const asked = useAsk(
    'messages.read',
    { params: { id } },
    { every: (message) => (message && !message.labels ? rereadMs : 0) },
  );
  return <Answered of={asked}>{(message) => <Whole message={message} />}</Answered>;
}

function Whole({ message }: { message: MessageRead }) {
  const { t } = useWords();
  return (
    <>
      <PageTitle
        title={
          message.title ||
          t(message.textErasedAt ? 'understanding.message.erasedTitle' : 'understanding.message.untitled')
        }
        actions={<Link to={paths.messages}>{t('understanding.message.back')}</Link>}
      >
        <Headline message={message} />
      </PageTitle>
      <div className="beside message-sides">
        <div className="stack">
          <Panel
            title={t('understanding.message.body')}
            extra={!message.textErasedAt && <OpenOriginal message={message} />}
          >
            {message.textErasedAt ? (
              <p role="status">
                {t('understanding.message.erased')} <Instant at={message.textErasedAt} />
              </p>
            ) : message.body ? (
              <Body message={message} />
            ) : (
              t('understanding.message.noBody')
            )}
          </Panel>
          {message.hotline && (
            <HotlineRecord hotline={message.hotline} erased={message.textErasedAt !== null} />
          )}
          <Sightings message={message} />
          <Revisions revisions={message.revisions} erased={message.textErasedAt !== null} />
        </div>
        <div className="stack">
          <Membership message={message} />
          <Labelled message={message} />
          <Origin message={message} />
        </div>
      </div>
    </>
  );
}

function Headline({ message }: { message: MessageRead }) {
  const { t, name } = useWords();
  return (
    <div className="desk-times quiet">
      <LevelTag level={message.emergencyLevel} proposed />
      <span>{[name('channel', message.channel), message.sourceName].filter(Boolean).join(' · ')}</span>
      {message.publishedAt && (
        <span>
          {t('understanding.message.published')} <Instant at={message.publishedAt} />
        </span>
      )}
      <span>
        {t('understanding.message.received')} <Instant at={message.receivedAt} />
      </span>
      {message.incidentId ? (
        <Link to={paths.incident(message.incidentId)}>{t('understanding.messages.incident')}</Link>
      ) : (
        <span>{t('understanding.messages.noIncident')}</span>
      )}
      {message.revisions.length > 1 && (
        <span>{t('understanding.revisions.count', { count: message.revisions.length - 1 })}</span>
      )}
      <MaskedTags masked={message.masked} />
    </div>
  );
}

/** Every place where a piece of text stands in the body. */
function places(body: string, piece: string, range: Omit<Range, 'start' | 'end'>): Range[] {
  const ranges: Range[] = [];
  if (piece.length === 0) return ranges;
  for (let at = body.indexOf(piece); at >= 0; at = body.indexOf(piece, at + piece.length))
    ranges.push({ ...range, start: at, end: at + piece.length });
  return ranges;
}

/** Quotes first: a word inside a quote is not marked again. */
function Body({ message }: { message: MessageRead }) {
  const { t, name } = useWords();
  const { body, labels } = message;
  const ranges = useMemo(() => {
    const saying = (about: string, value: string) =>
      t('understanding.message.quoteOf', { about: `${name('labelAbout', about)} ${value}` });
    const reasons = labels?.reasons ?? [];
    const quotes = [
      ...reasons.flatMap(({ about, value, quote }) =>
        places(body, quote ?? '', { title: saying(about, value) }),
      ),
      ...(labels?.emergency?.facts ?? []).flatMap((fact) =>
        places(body, fact.quote, { title: saying('emergency', name('emergencyFact', fact.name)) }),
      ),
    ];
    const words = reasons.flatMap(({ about, value, words }) =>
      words.flatMap((word) => places(body, word, { className: 'word', title: saying(about, value) })),
    );
    const covered = (one: Range) => quotes.some(({ start, end }) => one.start < end && start < one.end);
    return [...quotes, ...words.filter((word) => !covered(word))];
  }, [body, labels, t, name]);
  return (
    <p className="message-body">
      <Highlighted text={body} ranges={ranges} />
    </p>
  );
}

function Labelled({ message }: { message: MessageRead }) {
  const { t, name } = useWords();
  const { labels } = message;
  return (
    <Panel title={t('understanding.message.why')}>
      {labels ? (
        <div className="stack">
          <div className="row tight">
            <TopicTag topic={labels.topic} />
            {message.corrected.length > 0 && (
              <StateTag tone="good">{t('learning.correct.byPerson')}</StateTag>
            )}
            {labels.areas.map((area) => (
              <TopicTag key={area} topic={area} />
            ))}
            {labels.concerns.map((concern) => (
              <TopicTag key={concern} topic={name('concern', concern)} />
            ))}
            {labels.offTopic && <StateTag tone="plain">{t('understanding.messages.isOffTopic')}</StateTag>}
          </div>
          {labels.topic && <Branch key={labels.topic} id={message.id} topic={labels.topic} />}
          {labels.emergency && <EmergencySeenView emergency={labels.emergency} />}
          <Reasons labels={labels} />
          {labels.topics.length > 0 && (
            <div>
              <div className="quiet">{t('understanding.message.scores')}</div>
              {labels.topics
                .filter(({ score }) => score >= leastScore)
                .slice(0, 5)
                .map(({ topic, score }) => (
                  <div key={topic} className="row apart tabular">
                    <span>{name('topic', topic)}</span>
                    <span>{Math.round(score * 100)}%</span>
                  </div>
                ))}
            </div>
          )}
          <span className="quiet">
            {t('understanding.message.model', { name: labels.model })}{' '}
            {labels.labelledAt && (
              <>
                {t('learning.correct.labelled')} <Instant at={labels.labelledAt} />
              </>
            )}
          </span>
          <CorrectLabels message={message} />
        </div>
      ) : (
        <span role="status">{t('understanding.message.unlabelled')}</span>
      )}
      {Object.keys(message.masked).length > 0 && (
        <p className="quiet" style={{ marginBottom: 0 }}>
          {t('understanding.message.maskedHelp', {
            list: Object.entries(message.masked)
              .map(([kind, count]) =>
                t('understanding.messages.maskedOf', { kind: name('masked', kind), count }),
              )
              .join(' · '),
          })}
        </p>
      )}
    </Panel>
  );
}

function Membership({ message }: { message: MessageRead }) {
  const { t } = useWords();
  const { membership } = message;
  if (!membership) return message.outside && <NoIncident messageId={message.id} why={message.outside} />;
  return (
    <Panel title={t('understanding.assessing.membership')}>
      <Link to={paths.incident(membership.incidentId)}>{membership.title}</Link>
      <WhyHere placing={membership} movedBy={membership.movedBy} />
    </Panel>
  );
}

function Origin({ message }: { message: MessageRead }) {
  const { t } = useWords();
  const pairs = [
    [t('understanding.message.place'), message.place],
    [t('understanding.search.speaksOf'), message.labels?.jurisdiction?.name],
    [t('understanding.message.agency'), message.agency],
    [t('understanding.message.externalId'), message.externalId === message.url ? null : message.externalId],
  ].filter(([, value]) => value);
  if (pairs.length === 0 && !message.url) return null;
  return (
    <Panel title={t('understanding.message.source')}>
      <dl className="pairs">
        {pairs.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {message.url && (
          <div style={{ display: 'contents' }}>
            <dt>{t('understanding.message.origin')}</dt>
            <dd>
              <Outside url={message.url} />
            </dd>
          </div>
        )}
      </dl>
    </Panel>
  );
}

function Sightings({ message }: { message: MessageRead }) {
  const { t, name } = useWords();
  if (message.sightingsList.length === 0) return null;
  return (
    <Panel
      title={t('understanding.message.sightings')}
      extra={
        <span className="quiet">{t('understanding.messages.sightings', { count: message.sightings })}</span>
      }
      flush
    >
      <ol className="rows">
        {message.sightingsList.map((one) => (
          <li key={`${one.channel}${one.url ?? ''}${one.seenAt}${one.title}`} className="line">
            <div className="row tight">
              <Instant at={one.seenAt} />
              <span>{[name('channel', one.channel), one.sourceName].filter(Boolean).join(' · ')}</span>
            </div>
            {one.title && one.title !== message.title && <div>{one.title}</div>}
            {one.url && <Outside url={one.url} />}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
