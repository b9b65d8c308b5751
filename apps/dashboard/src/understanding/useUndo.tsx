// Undo: offered for some seconds after an act, by a button or the key u; later from the incident's record of assessments.
import { App, Button } from 'antd';
import { useCallback } from 'react';
import type { Assessed } from '#contract';
import { useAct } from '../shared/api';
import { useWords } from '../shared/words';

const shownSeconds = 10;
const noticeKey = 'undo';
/** The newest act of this tab, whichever page it was done on; null once it is undone. */
let last: string | null = null;
/** What its page does when it is undone: the dialogue that offered it is closed by then. */
const pages = new Map<string, () => void>();

export function useUndo() {
  const { t } = useWords();
  const { notification, message } = App.useApp();
  const { act } = useAct('assessments.undo', {
    done: t('understanding.assessing.undone'),
    onDone: (_, { params }) => {
      pages.get(params.id)?.();
      pages.delete(params.id);
    },
  });
  const undoLast = useCallback(() => {
    const undoing = last;
    last = null;
    notification.destroy(noticeKey);
    if (!undoing) {
      void message.info(t('understanding.assessing.nothingToUndo'));
      return;
    }
    act({ params: { id: undoing }, body: {} });
  }, [act, message, notification, t]);
  /** Says that it is done, with the way back beside it. `onUndone`: for the page to bring back what left it. */
  const offer = useCallback(
    (
      { assessmentId }: Pick<Assessed, 'assessmentId'>,
      said: string,
      onUndone: () => void = () => undefined,
    ) => {
      last = assessmentId;
      pages.clear();
      pages.set(assessmentId, onUndone);
      notification.success({
        key: noticeKey,
        role: 'status',
        title: said,
        description: <span className="quiet">{t('understanding.assessing.undoHint')}</span>,
        actions: (
          <Button size="small" onClick={undoLast}>
            {t('understanding.assessing.undo')}
          </Button>
        ),
        duration: shownSeconds,
        placement: 'bottomRight',
        closable: { 'aria-label': t('app.keys.close') },
      });
    },
    [notification, t, undoLast],
  );
  return { offer, undoLast };
}
