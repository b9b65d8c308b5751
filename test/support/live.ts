// The live stream as a test's caller hears it.
import { io, type Socket } from 'socket.io-client';
import { type Alert, type LiveToClient, type LiveToServer, liveNamespace } from '#contract';
import type { Client } from './client';

export type Listening = {
  socket: Socket<LiveToClient, LiveToServer>;
  alerts: Alert[];
  ticks: { seq: number; at: string }[];
  close: () => void;
};

/** Connects and waits for the first tick; rejects with the server's words when it is refused. */
export function connectLive(client: Client, after?: number, url = client.url): Promise<Listening> {
  const socket: Socket<LiveToClient, LiveToServer> = io(`${url}${liveNamespace}`, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: client.headers,
  });
  const listening: Listening = { socket, alerts: [], ticks: [], close: () => socket.disconnect() };
  socket.on('alert', (alert) => listening.alerts.push(alert));
  socket.on('tick', (tick) => listening.ticks.push(tick));
  return new Promise((resolve, reject) => {
    socket.once('connect_error', (cause) => {
      socket.disconnect();
      reject(cause);
    });
    socket.once('tick', () => {
      if (after !== undefined) socket.emit('resume', { after });
      resolve(listening);
    });
  });
}
