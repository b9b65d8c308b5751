// What a person may do with a model: put it in force, with the consequence named, or refuse it with a reason.
import { App, Button } from 'antd';
import { useState } from 'react';
import type { ModelCard } from '#contract';
import { useAct } from '../shared/api';
import { useSession } from '../shared/session';
import { ReasonModal, StateTag, type Tone } from '../shared/ui';
import { useWords } from '../shared/words';

const tones: Record<ModelCard['state'], Tone> = {
  waiting: 'plain',
  training: 'warn',
  candidate: 'warn',
  'in-force': 'good',
  refused: 'plain',
  retired: 'plain',
  failed: 'bad',
  cancelled: 'plain',
};
export function ModelState({ state }: { state: ModelCard['state'] }) {
  const { name } = useWords();
  return <StateTag tone={tones[state]}>{name('modelState', state)}</StateTag>;
}

/** Only for those who may decide; nothing where there is nothing to decide. */
export function ModelDecision({ model }: { model: ModelCard }) {
  const { t } = useWords();
  const { may } = useSession();
  const { modal } = App.useApp();
  const [refusing, setRefusing] = useState(false);
  const promoting = useAct('models.promote', { done: t('learning.model.promoted') });
  const refusal = useAct('models.refuse', {
    done: t('learning.model.refused'),
    onDone: () => setRefusing(false),
  });
  const params = { id: model.id };
  const { state, version } = model;
  if (!may('model.promote') || (state !== 'candidate' && state !== 'retired')) return null;
  if (!model.fits) return <span className="quiet">{t('learning.model.notFit')}</span>;
  const ask = () =>
    modal.confirm({
      title: t('learning.model.promoteTitle', { version }),
      content: t('learning.model.promoteWhat'),
      okText: t('learning.model.promote'),
      cancelText: t('app.common.cancel'),
      onOk: () => promoting.actAsync({ params }),
    });
  return (
    <span className="row tight">
      <Button
        type={state === 'candidate' ? 'primary' : 'default'}
        size="small"
        loading={promoting.acting}
        onClick={ask}
      >
        {t(state === 'candidate' ? 'learning.model.promote' : 'learning.model.promoteAgain')}
      </Button>
      {state === 'candidate' && (
        <Button size="small" onClick={() => setRefusing(true)}>
          {t('learning.model.refuse')}
        </Button>
      )}
      {refusing && (
        <ReasonModal
          open
          title={t('learning.model.refuse')}
          consequence={t('learning.model.refuseWhat')}
          confirm={t('learning.model.refuse')}
          busy={refusal.acting}
          onConfirm={({ reason }) => refusal.act({ params, body: { reason } })}
          onCancel={() => setRefusing(false)}
        />
      )}
    </span>
  );
}
