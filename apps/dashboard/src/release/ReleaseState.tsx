// The state of a release in words with its shape.
import type { ReleaseCard } from '#contract';
import { StateTag, type Tone } from '../shared/ui';
import { useWords } from '../shared/words';

const tones: Record<ReleaseCard['state'], Tone> = {
  draft: 'plain',
  'secrecy-review': 'warn',
  approval: 'warn',
  approved: 'warn',
  published: 'good',
  withdrawn: 'bad',
};
export function ReleaseState({ state }: { state: ReleaseCard['state'] }) {
  const { name } = useWords();
  return <StateTag tone={tones[state]}>{name('releaseState', state)}</StateTag>;
}
