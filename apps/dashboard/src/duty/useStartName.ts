// What a clock starts from, in the words of what it is about: a request is received, an incident is noticed.
import type { Clock } from '#contract';
import { useWords } from '../shared/words';

type Started = Pick<Clock, 'startsFrom'> & { matter: { kind: string } | null };

export function useStartName(): (what: Started) => string {
  const { name } = useWords();
  return ({ startsFrom, matter }) =>
    matter?.kind === 'disclosure-request' && (startsFrom === 'detected' || startsFrom === 'assigned')
      ? name('requestStart', startsFrom)
      : name('startsFrom', startsFrom);
}
