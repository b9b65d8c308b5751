// What changed between two texts, sentence by sentence, in a form that a reader understands.
import { sentencesOf } from './sentences';

export type Change = { kind: 'same' | 'added' | 'removed'; text: string };

/** Above this many pairs of sentences the middle is told as a whole: nobody reads such a comparison anyway. */
const MOST_PAIRS = 4_000_000;

/**
 * The difference of two texts by sentence, in reading order, what was removed before what was added in its place.
 * The `same` and `removed` parts joined are the old text, the `same` and `added` parts the new one.
 */
export function differenceOf(before: string, after: string): Change[] {
  const old = sentencesOf(before);
  const now = sentencesOf(after);
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (
    tail < Math.min(old.length, now.length) - head &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  ) {
    tail += 1;
  }
  return joined([
    ...told('same', old.slice(0, head)),
    ...middle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...told('same', old.slice(old.length - tail)),
  ]);
}

/** The difference of two editions: title and body apart. */
export function differenceOfEditions(
  before: { title: string; body: string },
  after: { title: string; body: string },
): { title: Change[]; body: Change[] } {
  return { title: differenceOf(before.title, after.title), body: differenceOf(before.body, after.body) };
}

function told(kind: Change['kind'], sentences: readonly string[]): Change[] {
  return sentences.map((text) => ({ kind, text }));
}

function middle(old: readonly string[], now: readonly string[]): Change[] {
  if (old.length === 0 || now.length === 0 || old.length * now.length > MOST_PAIRS) {
    return [...told('removed', old), ...told('added', now)];
  }
  const lengths = common(old, now);
  const width = now.length + 1;
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  const changes: Change[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length && j < now.length) {
    const was = old[i] ?? '';
    const is = now[j] ?? '';
    if (was === is) {
      changes.push({ kind: 'same', text: was });
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      changes.push({ kind: 'removed', text: was });
      i += 1;
    } else {
      changes.push({ kind: 'added', text: is });
      j += 1;
    }
  }
  return [...changes, ...told('removed', old.slice(i)), ...told('added', now.slice(j))];
}

/** Length of the longest common run-with-gaps of old[i…] and now[j…], at i × (now.length + 1) + j. */
function common(old: readonly string[], now: readonly string[]): Uint32Array {
  const width = now.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        old[i] === now[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  return lengths;
}

/** Neighbours of one kind become one piece. */
function joined(changes: readonly Change[]): Change[] {
  const pieces: Change[] = [];
  for (const { kind, text } of changes) {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  }
  return pieces;
}
