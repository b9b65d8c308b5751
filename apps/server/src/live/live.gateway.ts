// The live stream over Socket.IO: lets in who may read it, beats every five seconds, replays on request.
import type { OnModuleDestroy } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import type { Namespace } from 'socket.io';
import { type LiveToClient, type LiveToServer, liveNamespace, resume } from '#contract';
import type { Principal } from '../platform/access';
import { log } from '../platform/log';
import { Now } from '../platform/now';
import { asRefusal, Refusal } from '../platform/problem';
import { type Admitted, Doorkeeper } from './doorkeeper';
import { Streams } from './streams';
import { type LiveSocket, Viewer } from './viewer';

const TICK_MS = 5000;
const SWEEP_MS = 1000;
type Watching = { viewer: Viewer; admitted: Admitted };

@WebSocketGateway({ namespace: liveNamespace })
export class LiveGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect, OnModuleDestroy {
  private readonly admitted = new WeakMap<LiveSocket, Admitted>();
  private readonly watching = new Map<string, Watching>();
  private timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly door: Doorkeeper,
    private readonly streams: Streams,
    private readonly now: Now,
  ) {}

  afterInit(namespace: Namespace<LiveToServer, LiveToClient>): void {
    namespace.use((socket, next) => {
      this.door.admit(socket).then(
        (admitted) => {
          this.admitted.set(socket, admitted);
          next();
        },
        (thrown) => next(connectError(thrown)),
      );
    });
    // Socket.IO always has a namespace '/', open to all; here there is nothing in it for anybody.
    namespace.server.of('/').use((_socket, next) => next(connectError(nothingHere())));
    this.timers = [
      setInterval(() => void this.streams.pump(), SWEEP_MS),
      setInterval(() => void this.beat(), TICK_MS),
    ];
  }

  handleConnection(socket: LiveSocket): void {
    const admitted = this.admitted.get(socket);
    if (!admitted) return void socket.disconnect(true);
    const viewer = new Viewer(socket);
    this.watching.set(socket.id, { viewer, admitted });
    this.streams.join(admitted.who.jurisdictionId, viewer).then(
      (stream) => viewer.begin(stream, this.now.at()),
      (err) => {
        log.warn({ err }, 'could not open a stream of alerts');
        // Not told as a disconnect by the server, after which a client would not come back by itself.
        socket.conn.close();
      },
    );
  }

  handleDisconnect(socket: LiveSocket): void {
    const watching = this.watching.get(socket.id);
    if (!watching) return;
    this.watching.delete(socket.id);
    void watching.viewer.leave();
    this.streams.leave(watching.admitted.who.jurisdictionId, watching.viewer);
  }

  @SubscribeMessage('resume')
  resume(@ConnectedSocket() socket: LiveSocket, @MessageBody() from: unknown): void {
    const viewer = this.watching.get(socket.id)?.viewer;
    const asked = resume.safeParse(from);
    if (asked.success) viewer?.resume(asked.data.after);
    else viewer?.problem(badResume);
  }

  async onModuleDestroy(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    const leaving = [...this.watching.values()].map(({ viewer }) => viewer.leave());
    await Promise.all([...leaving, this.streams.stop()]);
  }

  /** A tick to each socket that may still be here; a farewell to each that may not. */
  private async beat(): Promise<void> {
    const asked = new Map<string, Promise<Principal | null>>();
    await Promise.all(
      [...this.watching.values()].map(async ({ viewer, admitted }) => {
        try {
          const refusal = await this.door.recheck(admitted, asked);
          if (!refusal) return viewer.tick(this.now.at());
          viewer.problem(refusal);
          viewer.socket.disconnect(true);
        } catch (err) {
          // The database does not answer: no tick, and the page says that it may be stale.
          log.warn({ err }, 'could not ask whether a socket may stay');
        }
      }),
    );
  }
}

/** The refusal as socket.io hands it to the client: a sentence in both languages, and the code beside it. */
function connectError(thrown: unknown): Error {
  const { code, zh, en } = asRefusal(thrown);
  return Object.assign(new Error(`${zh} / ${en}`), { data: { code, detail: zh, detailEn: en } });
}

const nothingHere = () =>
  new Refusal(
    404,
    'live.namespace',
    `这里没有内容，请连接 ${liveNamespace}。`,
    `There is nothing here; connect to ${liveNamespace}.`,
  );
const badResume = {
  code: 'live.resume',
  zh: 'resume 需要 {after: 已收到的最后一个编号}，为不小于 0 的整数。',
  en: 'resume needs {after: the last number received}, a whole number of 0 or more.',
};
