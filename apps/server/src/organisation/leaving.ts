// What falls away with officers who leave: swaps that still await an answer from them or to them. Their shifts stay, and show as gaps.
import { actorOf, type Principal } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { endSwapsOf } from './swap.store';

export async function endWhatAwaits(
  tx: Tx,
  who: Principal,
  officerIds: readonly string[],
  at: Date,
): Promise<NewFact[]> {
  if (officerIds.length === 0) return [];
  return (await endSwapsOf(tx, officerIds, who.name, at)).map((swap) => {
    const { id: swapId, shiftId, otherShiftId, fromOfficerId, toOfficerId, jurisdictionId } = swap;
    const body = { swapId, shiftId, otherShiftId, fromOfficerId, toOfficerId, as: 'taken-back' as const };
    return fact('roster.swap-decided', actorOf(who), { type: 'shift', id: shiftId }, jurisdictionId, body);
  });
}
