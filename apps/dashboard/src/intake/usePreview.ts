// Asks, a moment after the last key, how a message would be stored; only the newest answer counts.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, MessageSent } from '#contract';
import { asProblem, call, type ProblemError } from '../shared/api';

export type Preview = {
  answer: Answer<'messages.preview'> | null;
  problem: ProblemError | null;
  /** Whether what is shown is of an older text. */
  asking: boolean;
};
const nothing: Preview = { answer: null, problem: null, asking: false };
const waitMs = 500;

export function usePreview(): { preview: Preview; look: (message: MessageSent | null) => void } {
  const [preview, setPreview] = useState<Preview>(nothing);
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; abort: AbortController } | null>(null);
  const stop = useCallback(() => {
    clearTimeout(waiting.current?.timer);
    waiting.current?.abort.abort();
    waiting.current = null;
  }, []);
  useEffect(() => stop, [stop]);
  const look = useCallback(
    (message: MessageSent | null) => {
      stop();
      if (!message) return setPreview(nothing);
      setPreview((shown) => ({ ...shown, asking: true }));
      const abort = new AbortController();
      const ask = async () => {
        try {
          const answer = await call('messages.preview', { body: message }, abort.signal);
          if (!abort.signal.aborted) setPreview({ answer, problem: null, asking: false });
        } catch (thrown) {
          if (!abort.signal.aborted) setPreview({ answer: null, problem: asProblem(thrown), asking: false });
        }
      };
      waiting.current = { abort, timer: setTimeout(() => void ask(), waitMs) };
    },
    [stop],
  );
  return { preview, look };
}
