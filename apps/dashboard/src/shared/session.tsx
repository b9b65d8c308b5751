// Who is signed in, and what they may do; the whole page asks here.
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Session } from '#contract';
import { call, keyOf, useAsk } from './api';
import { keepCsrfToken, ProblemError } from './client';
import { held, isLost, lost, whenLostChanges } from './lost-session';

export type Role = Session['officer']['roles'][number];
type Signed = {
  session: Session;
  /** Whether a role of theirs grants the right (`incident.assess`). */
  may: (right: string) => boolean;
};
const lookAgainMs = 3000;
const Context = createContext<Signed | null>(null);

/**
 * The session as the server knows it: `undefined` while asking, `null` when nobody is signed in. One that ended under an
 * open page stays, `hasEnded`, until its holder is back or gives up: what was typed must not be lost.
 */
export function useSessionState(): {
  session: Session | null | undefined;
  hasEnded: boolean;
  error: ProblemError | null;
  retry: () => void;
} {
  const client = useQueryClient();
  const asked = useAsk('session.read', {}, { staleMs: 300_000 });
  const { data, dataUpdatedAt, errorUpdatedAt } = asked;
  const isRefused = asked.error?.status === 401;
  const hasEnded = useSyncExternalStore(whenLostChanges, isLost);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer that says the same again is news as well
  useEffect(() => {
    if (isRefused && data) void lost();
    else if (isRefused) took(null);
    else if (data) took(data);
  }, [data, isRefused, dataUpdatedAt, errorUpdatedAt]);
  useEffect(() => {
    if (!hasEnded) return;
    // Perhaps the same person is signed in again already, in another window.
    const look = () => void client.invalidateQueries({ queryKey: keyOf('session.read') });
    look();
    const timer = setInterval(look, lookAgainMs);
    return () => clearInterval(timer);
  }, [hasEnded, client]);
  return {
    session: isRefused && !data ? null : data,
    hasEnded,
    error: asked.error && !isRefused && !data ? asked.error : null,
    retry: () => void asked.refetch(),
  };
}

function took(session: Session | null): void {
  keepCsrfToken(session?.csrfToken ?? null);
  held(session?.officer.id ?? null);
}

/** What one person was shown is not left for the next. */
const forgetRest = (client: QueryClient) =>
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session.read' });

/** The holder of an open page has signed in again: what waited goes on, and what is shown is asked for anew. */
export function useReturn(): (session: Session) => void {
  const client = useQueryClient();
  return (session) => {
    client.setQueryData(keyOf('session.read', {}), session);
    took(session);
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session.read' });
  };
}

/** The page of a session that ended is left, for somebody else to sign in. */
export function useLeaving(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    took(null);
    await client.resetQueries({ queryKey: keyOf('session.read') });
    forgetRest(client);
  };
}

/** After signing in: the new session replaces whatever was known of the old one. */
export function useWelcome(): (session: Session) => void {
  const client = useQueryClient();
  return (session) => {
    took(session);
    forgetRest(client);
    client.setQueryData(keyOf('session.read', {}), session);
  };
}

export function useSignOut(): () => Promise<void> {
  const leave = useLeaving();
  return async () => {
    try {
      await call('session.close', {});
    } catch (thrown) {
      if (!(thrown instanceof ProblemError) || thrown.status !== 401) throw thrown;
    }
    await leave();
  };
}

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  const value = useMemo(() => {
    const rights = new Set(session.rights);
    return { session, may: (right: string) => rights.has(right) };
  }, [session]);
  return <Context value={value}>{children}</Context>;
}

/** The signed-in person; only inside the pages behind the sign-in. */
export function useSession(): Signed {
  const signed = useContext(Context);
  if (!signed) throw new Error('useSession outside SessionProvider');
  return signed;
}
