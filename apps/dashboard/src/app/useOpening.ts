// Asks for a session and goes in with it, or keeps what stood against it: the same for both ways to sign in.
import { useState } from 'react';
import { asProblem, type ProblemError } from '../shared/api';
import { useWelcome } from '../shared/session';

type Welcomed = Parameters<ReturnType<typeof useWelcome>>[0];

export function useOpening() {
  const welcome = useWelcome();
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [asking, setAsking] = useState(false);
  const open = async (ask: () => Promise<Welcomed>) => {
    setAsking(true);
    setProblem(null);
    try {
      welcome(await ask());
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setAsking(false);
    }
  };
  return { open, problem, asking };
}
