// The record of a hotline case: what kind, who handled it, when, and the reply.
import type { MessageRead } from '#contract';
import { Instant, Panel, StateTag } from '../shared/ui';
import { useWords } from '../shared/words';

type Props = {
  hotline: NonNullable<MessageRead['hotline']>;
  /** Its words were erased at the end of their time: a reply without words was one. */
  erased: boolean;
};
export function HotlineRecord({ hotline, erased }: Props) {
  const { t, name } = useWords();
  const instants = [
    ['arrived', hotline.receivedAt],
    ['assigned', hotline.assignedAt],
    ['due', hotline.dueAt],
    ['replied', hotline.repliedAt],
  ] as const;
  const texts = [
    ['kind', hotline.kind],
    ['agency', hotline.agency],
    ['satisfaction', hotline.satisfaction],
  ] as const;
  return (
    <Panel title={t('understanding.message.hotline')}>
      <div className="stack">
        {hotline.flags.length > 0 && (
          <div className="row tight">
            <span className="quiet">{t('understanding.message.flags')}</span>
            {hotline.flags.map((flag) => (
              <StateTag key={flag} tone="plain">
                {name('hotlineFlag', flag)}
              </StateTag>
            ))}
          </div>
        )}
        <dl className="pairs">
          {texts.map(([key, value]) =>
            value ? (
              <div key={key} style={{ display: 'contents' }}>
                <dt>{t(`understanding.message.${key}`)}</dt>
                <dd>{value}</dd>
              </div>
            ) : null,
          )}
          {instants.map(([key, at]) =>
            at ? (
              <div key={key} style={{ display: 'contents' }}>
                <dt>{t(`understanding.message.${key}`)}</dt>
                <dd>
                  <Instant at={at} />
                </dd>
              </div>
            ) : null,
          )}
        </dl>
        <div>
          <div className="quiet">{t('understanding.message.reply')}</div>
          {hotline.replyBody ? (
            <p className="message-body">{hotline.replyBody}</p>
          ) : (
            t(
              erased && hotline.repliedAt
                ? 'understanding.message.erasedWords'
                : 'understanding.message.noReply',
            )
          )}
        </div>
      </div>
    </Panel>
  );
}
