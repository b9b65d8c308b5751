// Asks, a moment after the last change, how something would be stored; only the newest answer counts.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer } from '#contract';
import { asProblem, call, type ProblemError } from '../shared/api';

type Previewed = 'messages.preview' | 'imports.preview';
type Asked<N extends Previewed> = Parameters<typeof call<N>>[1];
export type Preview<N extends Previewed> = {
  answer: Answer<N> | null;
  problem: ProblemError | null;
  /** Whether what is shown is of what stood there before. */
  asking: boolean;
};
const waitMs = 500;

export function usePreview<N extends Previewed>(
  route: N,
): { preview: Preview<N>; look: (asked: Asked<N> | null) => void } {
  const [preview, setPreview] = useState<Preview<N>>({ answer: null, problem: null, asking: false });
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; abort: AbortController } | null>(null);
  const stop = useCallback(() => {
    clearTimeout(waiting.current?.timer);
    waiting.current?.abort.abort();
    waiting.current = null;
  }, []);
  useEffect(() => stop, [stop]);
  const look = useCallback(
    (asked: Asked<N> | null) => {
      stop();
      if (!asked) return setPreview({ answer: null, problem: null, asking: false });
      setPreview((shown) => ({ ...shown, asking: true }));
      const abort = new AbortController();
      const ask = async () => {
        try {
          const answer = await call(route, asked, abort.signal);
          if (!abort.signal.aborted) setPreview({ answer, problem: null, asking: false });
        } catch (thrown) {
          if (!abort.signal.aborted) setPreview({ answer: null, problem: asProblem(thrown), asking: false });
        }
      };
      waiting.current = { abort, timer: setTimeout(() => void ask(), waitMs) };
    },
    [route, stop],
  );
  return { preview, look };
}
