// What may be done with a model in which state, and the sentences of refusal: pure.
import type { ModelCard } from '#contract';
import { conflict, invalid, type Refusal } from '../../platform/problem';

type State = ModelCard['state'];
export type ModelAct = 'cancel' | 'promote' | 'refuse';

const possible: Record<ModelAct, readonly State[]> = {
  cancel: ['waiting', 'training'],
  // A retired one was in force before: the way back.
  promote: ['candidate', 'retired'],
  refuse: ['candidate'],
};

/** @throws Refusal 409 where the state does not allow it */
export function mayDo(act: ModelAct, state: State): void {
  if (possible[act].includes(state)) return;
  throw refusals[act];
}

const refusals: Record<ModelAct, Refusal> = {
  cancel: conflict(
    'model.not-training',
    '这次训练已经结束，不能再停止。',
    'This training is over and cannot be stopped.',
  ),
  promote: conflict(
    'model.not-promotable',
    '只有候选模型和曾经启用过的模型可以启用。',
    'Only a candidate, or a model that was in force before, can be put in force.',
  ),
  refuse: conflict('model.not-candidate', '只有候选模型可以不予启用。', 'Only a candidate can be refused.'),
};

export const tooFew = (usable: number, needed: number) =>
  invalid(
    'model.too-few',
    `现有 ${usable} 条可用于训练的更正，至少需要 ${needed} 条。请在信息页按 t 更正主题。`,
    `There are ${usable} corrections to train from; ${needed} are needed. Press t on a message to put its topic right.`,
  );
export const alreadyTraining = () =>
  conflict(
    'model.training',
    '已有一次训练在进行，请等它结束或先停止它。',
    'A training is under way; wait for it or stop it first.',
  );
export const doesNotFit = () =>
  conflict(
    'model.other-base',
    '产品升级后随附的模型已更换，这个模型不再适用，请重新训练。',
    'The product has since brought another model, on which this one does not fit; train anew.',
  );
export const alreadyShipped = () =>
  conflict(
    'model.already-shipped',
    '现行的就是随产品发布的模型。',
    'The model that came with the product is in force already.',
  );
