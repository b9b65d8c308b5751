// Lets the signed-in in; leads everybody else to sign in, or to the first run of an empty system.
import { useCallback } from 'react';
import { Navigate, Outlet, useNavigate } from 'react-router';
import { useAsk } from '../shared/api';
import { LiveProvider } from '../shared/live';
import { SessionProvider, useSessionState } from '../shared/session';
import { ErrorState, Loading } from '../shared/ui';
import { SignIn } from './SignIn';
import { SignInAgain } from './SignInAgain';

export function Gate() {
  const { session, hasEnded, error, retry } = useSessionState();
  const setup = useAsk('setup.read', {}, { when: session === null });
  const navigate = useNavigate();
  const go = useCallback((path: string) => void navigate(path), [navigate]);
  if (session) {
    return (
      <SessionProvider key={session.officer.id} session={session}>
        <LiveProvider go={go}>
          <Outlet />
        </LiveProvider>
        <SignInAgain open={hasEnded} />
      </SessionProvider>
    );
  }
  if (error) return <ErrorState problem={error} retry={retry} />;
  if (session === undefined || setup.isPending) return <Loading />;
  if (setup.data?.needed) return <Navigate to="/setup" replace />;
  return <SignIn />;
}
