// What can be done with a source: ask it now, change it, pause it, remove it.
import { App, Button } from 'antd';
import type { Source } from '#contract';
import { useAct } from '../shared/api';
import { ActionMenu } from '../shared/ui';
import { useWords } from '../shared/words';

export function SourceActions({ source, onEdit }: { source: Source; onEdit: () => void }) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const polling = useAct('sources.poll', { done: t('intake.sources.polling') });
  const changing = useAct('sources.change', { done: t('intake.sources.saved') });
  const removing = useAct('sources.remove', { done: t('app.common.saved') });
  const params = { id: source.id };
  const isPaused = source.state === 'paused';
  const remove = () =>
    modal.confirm({
      title: t('intake.sources.removeTitle', { name: source.name }),
      content: t('intake.sources.removeDetail'),
      okText: t('intake.sources.remove'),
      okButtonProps: { danger: true },
      onOk: () => removing.act({ params }),
    });
  return (
    <div className="row tight">
      <Button
        size="small"
        loading={polling.acting}
        disabled={isPaused}
        aria-label={`${t('intake.sources.pollNow')} ${source.name}`}
        onClick={() => polling.act({ params })}
      >
        {t('intake.sources.pollNow')}
      </Button>
      <ActionMenu
        label={t('intake.sources.actionsFor', { name: source.name })}
        items={[
          { key: 'edit', label: t('app.common.edit'), onClick: onEdit },
          {
            key: 'pause',
            label: t(isPaused ? 'intake.sources.resume' : 'intake.sources.pause'),
            onClick: () => changing.act({ params, body: { paused: !isPaused } }),
          },
          { key: 'remove', danger: true, label: t('intake.sources.remove'), onClick: remove },
        ]}
      />
    </div>
  );
}
