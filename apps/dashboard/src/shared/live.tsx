// Brings the live stream to the page: connects, keeps what it holds fresh, announces what is new.
import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { io, type Socket } from 'socket.io-client';
import { type Alert, type LiveToClient, type LiveToServer, liveNamespace } from '#contract';
import { call, refresh } from './api';
import { LiveStream, type LiveView } from './live-stream';
import { announce } from './notices';
import { serverSays } from './now';
import { pathOf } from './paths';
import { nameIn, saying } from './words';

export type { LiveStatus, LiveView } from './live-stream';

const Context = createContext<LiveStream | null>(null);
const emptyView: LiveView = { status: 'connecting', seq: 0, asOf: null, alerts: [], away: 0 };
const refreshAfterMs = 400;

/** Rooms whose answers an alert makes old, by the first word of its kind. */
const touchedBy: Record<string, readonly string[]> = {
  incident: ['incidents', 'messages', 'figures', 'duties'],
  level: ['incidents', 'duties', 'figures'],
  clock: ['duties', 'incidents', 'figures'],
  release: ['releases', 'incidents', 'duties', 'figures'],
  source: ['sources'],
  import: ['imports', 'messages', 'figures'],
};

/** Collects what many alerts touch and refreshes it once. */
function gatherer(run: (rooms: Set<string>) => void) {
  let rooms = new Set<string>();
  const flush = () => {
    const gathered = rooms;
    rooms = new Set();
    run(gathered);
  };
  return (alert: Alert) => {
    if (rooms.size === 0) setTimeout(flush, refreshAfterMs);
    for (const room of touchedBy[alert.kind.split('.')[0] ?? ''] ?? ['alerts']) rooms.add(room);
  };
}

function tell(alert: Alert, go: (path: string) => void): void {
  const { lang } = saying();
  const title = `${nameIn(lang, 'alert', alert.kind)} · ${alert.title}`;
  announce(alert, { title, body: alert.text[lang] }, () => {
    const path = pathOf(alert.subject, alert.incidentId);
    if (path) go(path);
  });
}

/** Connects while it is on the page. `go` opens a page when a desktop notice is clicked. */
export function LiveProvider({ go, children }: { go: (path: string) => void; children: ReactNode }) {
  const client = useQueryClient();
  const [stream, setStream] = useState<LiveStream | null>(null);
  useEffect(() => {
    const socket: Socket<LiveToClient, LiveToServer> = io(liveNamespace, {
      transports: ['websocket'],
      reconnectionDelayMax: 5000,
      withCredentials: true,
    });
    const touched = gatherer((rooms) => refresh(client, rooms));
    const made = new LiveStream(socket, {
      onAlert: touched,
      onNew: (alert) => tell(alert, go),
      onTick: serverSays,
    });
    const begin = async (): Promise<void> => {
      const page = await call('alerts.list', { query: { limit: 200 } });
      made.begin(page.items, page.seq);
    };
    const beginAgain = () => void begin().catch(() => undefined);
    socket.on('connect', beginAgain);
    // The server closes the socket of a session that has ended, and socket.io does not reconnect by itself then.
    socket.on(
      'disconnect',
      (why) => why === 'io server disconnect' && setTimeout(() => socket.connect(), 3000),
    );
    const timer = setInterval(() => made.watch(), 1000);
    const onOnline = () => socket.connect();
    window.addEventListener('online', onOnline);
    setStream(made);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', onOnline);
      socket.disconnect();
    };
  }, [client, go]);
  return <Context value={stream}>{children}</Context>;
}

const nothing = () => () => undefined;
/** What the live stream holds now, and what the page may tell it. */
export function useLive(): LiveView & {
  acknowledged: (seq: number, by: string) => void;
  awayTold: () => void;
} {
  const stream = useContext(Context);
  const view = useSyncExternalStore(stream?.subscribe ?? nothing, stream?.snapshot ?? (() => emptyView));
  return useMemo(
    () => ({
      ...view,
      acknowledged: (seq: number, by: string) => stream?.acknowledged(seq, by),
      awayTold: () => stream?.awayTold(),
    }),
    [view, stream],
  );
}
