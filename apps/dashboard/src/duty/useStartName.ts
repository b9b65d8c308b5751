// What a clock starts from, in the words of what it is about: a request is received, an incident is noticed.
import type { Clock } from '#contract';
import { useWords } from '../shared/words';

export function useStartName(): (clock: Pick<Clock, 'startsFrom' | 'matter'>) => string {
  const { name } = useWords();
  return ({ startsFrom, matter }) =>
    matter?.kind === 'disclosure-request' && (startsFrom === 'detected' || startsFrom === 'assigned')
      ? name('requestStart', startsFrom)
      : name('startsFrom', startsFrom);
}
