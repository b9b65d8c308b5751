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
const comeBackAfterMs = 3000;

/** Rooms whose answers an alert makes old, by the first word of its kind. */
const touchedBy: Record<string, readonly string[]> = {
  incident: ['incidents', 'messages', 'figures', 'duties'],
  level: ['incidents', 'duties', 'figures'],
  clock: ['duties', 'incidents', 'matters', 'figures'],
  release: ['releases', 'incidents', 'duties', 'figures'],
  rule: ['rules'],
  burst: ['bursts'],
  order: ['orders'],
  step: ['steps'],
  plan: ['plans'],
  drill: ['drills'],
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

type Connection = { stream: LiveStream; close: () => void };
type Client = ReturnType<typeof useQueryClient>;

/** Opens the socket and keeps coming back until it is closed. */
function connect(client: Client, go: (path: string) => void): Connection {
  let closed = false;
  const later = (run: () => void) => setTimeout(() => !closed && run(), comeBackAfterMs);
  const socket: Socket<LiveToClient, LiveToServer> = io(liveNamespace, {
    transports: ['websocket'],
    reconnectionDelayMax: 5000,
    withCredentials: true,
  });
  const stream = new LiveStream(socket, {
    onAlert: gatherer((rooms) => refresh(client, rooms)),
    onNew: (alert) => tell(alert, go),
    onTick: serverSays,
  });
  const begin = (): Promise<unknown> =>
    call('alerts.list', { query: { limit: 200 } }).then(
      (page) => stream.begin(page.items, page.seq),
      () => socket.connected && later(begin),
    );
  let before = false;
  socket.on('connect', () => {
    void begin();
    // Whatever changed while away is asked for again.
    if (before) void client.invalidateQueries();
    before = true;
  });
  // Where the server said farewell or would not let in, socket.io does not come back by itself: we do, and ask
  // meanwhile whether anybody is still signed in.
  const comeBack = () => {
    if (socket.active || closed) return;
    void client.invalidateQueries({ queryKey: ['session.read'] });
    later(() => socket.connect());
  };
  socket.on('disconnect', comeBack);
  socket.on('connect_error', comeBack);
  const onOnline = () => socket.connect();
  window.addEventListener('online', onOnline);
  const timer = setInterval(() => stream.watch(), 1000);
  const close = () => {
    closed = true;
    clearInterval(timer);
    window.removeEventListener('online', onOnline);
    socket.disconnect();
  };
  return { stream, close };
}

/** Connected while it is on the page. `go` opens a page when a desktop notice is clicked. */
export function LiveProvider({ go, children }: { go: (path: string) => void; children: ReactNode }) {
  const client = useQueryClient();
  const [stream, setStream] = useState<LiveStream | null>(null);
  useEffect(() => {
    const connection = connect(client, go);
    setStream(connection.stream);
    return connection.close;
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
