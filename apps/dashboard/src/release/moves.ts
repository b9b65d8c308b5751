// The steps of the procedure as the page takes them: which route, which words must be said with it.
import type { Release } from '#contract';
import { call } from '../shared/api';

export const moves = [
  'submit',
  'pass-review',
  'approve',
  'publish',
  'correct',
  'return',
  'withdraw',
] as const;
export type Move = (typeof moves)[number];
export const isMove = (move: string): move is Move => moves.some((one) => one === move);

/** What the person says with a step. */
export const saidWith: Record<Move, 'nothing' | 'note' | 'reason'> = {
  submit: 'nothing',
  'pass-review': 'note',
  approve: 'nothing',
  publish: 'nothing',
  correct: 'reason',
  return: 'reason',
  withdraw: 'reason',
};

export function take(move: Move, id: string, said: string): Promise<Release> {
  const params = { id };
  switch (move) {
    case 'submit':
      return call('releases.submit', { params });
    case 'pass-review':
      return call('releases.review', { params, body: said ? { note: said } : {} });
    case 'approve':
      return call('releases.approve', { params });
    case 'publish':
      return call('releases.publish', { params });
    case 'correct':
      return call('releases.correct', { params, body: { reason: said } });
    case 'return':
      return call('releases.return', { params, body: { reason: said } });
    case 'withdraw':
      return call('releases.withdraw', { params, body: { reason: said } });
  }
}
