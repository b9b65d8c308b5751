// The words as they came: asked for with a reason that is recorded, shown once, kept nowhere on the page.
import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import type { Answer, MessageRead } from '#contract';
import { asProblem, call } from '../shared/api';
import { useSession } from '../shared/session';
import { Instant, ReasonModal, timeOf } from '../shared/ui';
import { useWords } from '../shared/words';

type Original = Answer<'messages.original'>;

export function OpenOriginal({ message }: { message: Pick<MessageRead, 'id' | 'masked' | 'original'> }) {
  const { t } = useWords();
  const { may } = useSession();
  const [asking, setAsking] = useState(false);
  const { shown, busy, open, forget } = useOriginal(message.id, () => setAsking(false));
  const { state, erasedAt } = message.original;
  // Where nothing was masked, the text that is shown already is the original.
  if (Object.keys(message.masked).length === 0) return null;
  if (state === 'erased')
    return (
      <span className="quiet">
        {t('understanding.original.erased')} <Instant at={erasedAt} />
      </span>
    );
  if (!may('message.open-original')) return null;
  if (state === 'none') return <span className="quiet">{t('understanding.original.none')}</span>;
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {t('understanding.original.open')}
      </Button>
      <ReasonModal
        open={asking}
        title={t('understanding.original.title')}
        consequence={t('understanding.original.consequence')}
        confirm={t('understanding.original.confirm')}
        busy={busy}
        onConfirm={({ reason }) => void open(reason)}
        onCancel={() => setAsking(false)}
      />
      <Shown original={shown} onClose={forget} />
    </>
  );
}

/** Called without the page's cache of answers: what was shown is gone when it is closed. */
function useOriginal(id: string, onOpened: () => void) {
  const { lang } = useWords();
  const { message } = App.useApp();
  const [shown, setShown] = useState<Original | null>(null);
  const [busy, setBusy] = useState(false);
  const open = async (reason: string) => {
    if (busy) return;
    setBusy(true);
    try {
      setShown(await call('messages.original', { params: { id }, body: { reason } }));
      onOpened();
    } catch (thrown) {
      void message.error(asProblem(thrown).in(lang), 6);
    } finally {
      setBusy(false);
    }
  };
  return { shown, busy, open, forget: () => setShown(null) };
}

function Shown({ original, onClose }: { original: Original | null; onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal
      open={original !== null}
      title={t('understanding.original.shown')}
      width={720}
      footer={<Button onClick={onClose}>{t('understanding.original.close')}</Button>}
      onCancel={onClose}
      destroyOnHidden
    >
      {original && <Words original={original} />}
    </Modal>
  );
}

function Words({ original }: { original: Original }) {
  const { t } = useWords();
  const { title, body, place, replyBody, openedAt } = original;
  const at = timeOf(Date.parse(openedAt));
  const short = [
    [t('understanding.original.heading'), title],
    [t('understanding.original.place'), place],
  ].filter(([, value]) => value);
  return (
    <>
      <p className="quiet" role="status">
        {t('understanding.original.shownNote', { at })}
      </p>
      <dl className="pairs" style={{ marginBottom: 10 }}>
        {short.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="message-body">{body}</p>
      {replyBody && (
        <>
          <div className="quiet">{t('understanding.original.reply')}</div>
          <p className="message-body">{replyBody}</p>
        </>
      )}
    </>
  );
}
