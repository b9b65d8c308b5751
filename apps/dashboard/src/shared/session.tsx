// Who is signed in, and what they may do; the whole page asks here.
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import type { Session } from '#contract';
import { call, keyOf, useAsk } from './api';
import { keepCsrfToken, ProblemError, whenSessionLost } from './client';

export type Role = Session['officer']['roles'][number];
type Signed = {
  session: Session;
  /** Whether a role of theirs grants the right (`incident.assess`). */
  may: (right: string) => boolean;
};
const Context = createContext<Signed | null>(null);

/** The session as the server knows it: `undefined` while asking, `null` when nobody is signed in. */
export function useSessionState(): {
  session: Session | null | undefined;
  error: ProblemError | null;
  retry: () => void;
} {
  const client = useQueryClient();
  const asked = useAsk('session.read', {}, { staleMs: 300_000 });
  const session = asked.error?.status === 401 ? null : asked.data;
  useEffect(() => {
    if (session !== undefined) keepCsrfToken(session?.csrfToken ?? null);
  }, [session]);
  useEffect(() => {
    whenSessionLost(() => void client.invalidateQueries({ queryKey: keyOf('session.read') }));
  }, [client]);
  return {
    session,
    error: asked.error && asked.error.status !== 401 ? asked.error : null,
    retry: () => void asked.refetch(),
  };
}

/** What one person was shown is not left for the next. */
const forgetRest = (client: QueryClient) =>
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session.read' });

/** After signing in: the new session replaces whatever was known of the old one. */
export function useWelcome(): (session: Session) => void {
  const client = useQueryClient();
  return (session) => {
    keepCsrfToken(session.csrfToken);
    forgetRest(client);
    client.setQueryData(keyOf('session.read', {}), session);
  };
}

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    try {
      await call('session.close', {});
    } catch (thrown) {
      if (!(thrown instanceof ProblemError) || thrown.status !== 401) throw thrown;
    }
    keepCsrfToken(null);
    await client.resetQueries({ queryKey: keyOf('session.read') });
    forgetRest(client);
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
