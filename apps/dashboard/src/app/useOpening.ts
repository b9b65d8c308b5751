// Asks for a session and goes in with it, or keeps what stood against it: the same for every way to sign in.
import { useState } from 'react';
import { asProblem, type ProblemError } from '../shared/api';
import type { useWelcome } from '../shared/session';

type Welcome = ReturnType<typeof useWelcome>;
type Welcomed = Parameters<Welcome>[0];

export function useOpening(welcome: Welcome) {
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [asking, setAsking] = useState(false);
  const open = async (ask: () => Promise<Welcomed>) => {
    setAsking(true);
    setProblem(null);
    try {
      welcome(await ask());
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setAsking(false);
    }
  };
  return { open, problem, asking };
}
