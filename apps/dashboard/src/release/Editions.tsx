// Where a release appears or will appear, its editions, and the difference against the last.
import type { Release } from '#contract';
import { paths } from '../shared/paths';
import { Difference, Instant, Panel } from '../shared/ui';
import { useWords } from '../shared/words';
import type { Content } from './content';

const feeds = ['rss', 'atom', 'json'] as const;
type Props = { release: Release | null; content: Content };

export function Where({ release, content }: Props) {
  const { t } = useWords();
  const editions = release?.editions ?? [];
  const isOut = editions.length > 0;
  const { form, place } = content;
  return (
    <Panel title={t('release.where.title')}>
      <p className="quiet">{t(isOut ? 'release.where.live' : 'release.where.after')}</p>
      <ul className="where">
        {form === 'press-conference' && (
          <li>{place ? t('release.where.place', { place }) : t('release.where.placeMissing')}</li>
        )}
        <li>
          {isOut && release ? (
            <Out to={`${paths.publicReleases}/${release.id}`}>{t('release.where.page')}</Out>
          ) : (
            <>
              {t('release.where.page')} <Out to={paths.publicReleases}>{paths.publicReleases}</Out>
            </>
          )}
        </li>
        <li>
          {t('release.where.feeds')}{' '}
          {feeds.map((feed) => (
            <span key={feed}>
              <Out to={`${paths.publicReleases}.${feed}`}>
                {feed === 'atom' ? 'Atom' : feed.toUpperCase()}
              </Out>{' '}
            </span>
          ))}
        </li>
      </ul>
      {isOut && (
        <>
          <h3 className="sub">{t('release.where.editions')}</h3>
          <ol className="editions">
            {[...editions].reverse().map((edition) => (
              <li key={edition.edition}>
                <Out to={edition.url}>{t('release.where.edition', { edition: edition.edition })}</Out>{' '}
                <span className="quiet">
                  <Instant at={edition.publishedAt} /> ·{' '}
                  {t('release.where.by', { name: edition.publishedBy })} · {edition.place}
                </span>
                {edition.reason && <div>{t('release.where.reason', { reason: edition.reason })}</div>}
                <div className="quiet edition-digest">
                  {t('release.where.digest')} <code>{edition.digest}</code>
                </div>
              </li>
            ))}
          </ol>
        </>
      )}
    </Panel>
  );
}

const Out = ({ to, children }: { to: string; children: React.ReactNode }) => (
  <a href={to} target="_blank" rel="noreferrer">
    {children}
  </a>
);

/** Against what the public reads now while another edition is written; else between the last two. */
export function Differences({ release, content }: Props) {
  const { t } = useWords();
  if (!release) return null;
  const last = release.editions.at(-1);
  if (!last) return null;
  const isWritten = release.state !== 'published' && release.state !== 'withdrawn';
  const before = isWritten ? last : release.editions.at(-2);
  if (!before) return null;
  return (
    <Panel title={t('release.difference.title')}>
      <p className="quiet">
        {isWritten
          ? t('release.difference.now', { edition: before.edition })
          : t('release.difference.between', { from: before.edition, to: last.edition })}
      </p>
      <Difference before={before} after={isWritten ? content : last} />
    </Panel>
  );
}
