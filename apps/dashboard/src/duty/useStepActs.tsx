// What may be done with a task, as buttons and the dialogues they open.
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { StepView } from '#contract';
import { useAct } from '../shared/api';
import { useWords } from '../shared/words';
import { ChangeStep, DropStep, FinishStep } from './StepForm';

type Asked = { act: 'finish' | 'change' | 'drop'; step: StepView };
export function useStepActs(): { buttons: (step: StepView) => ReactNode; dialogue: ReactNode } {
  const { t } = useWords();
  const [asked, setAsked] = useState<Asked | null>(null);
  const begin = useAct('steps.begin', { done: t('steps.done.begin') });
  const close = () => setAsked(null);
  return {
    buttons: (step) =>
      step.may.map((act) => (
        <Button
          key={act}
          size="small"
          type={act === 'finish' ? 'primary' : 'default'}
          aria-label={`${t(`steps.acts.${act}`)}：${step.what}`}
          onClick={() => (act === 'begin' ? begin.act({ params: { id: step.id } }) : setAsked({ act, step }))}
        >
          {t(`steps.acts.${act}`)}
        </Button>
      )),
    dialogue: (
      <>
        {asked?.act === 'finish' && <FinishStep step={asked.step} onClose={close} />}
        {asked?.act === 'change' && <ChangeStep step={asked.step} onClose={close} />}
        {asked?.act === 'drop' && <DropStep step={asked.step} onClose={close} />}
      </>
    ),
  };
}
