// One socket and how far it has been served: every alert once, in order, from the database while it is behind and live once it is not.
import type { Socket } from 'socket.io';
import type { Alert, LiveToClient, LiveToServer } from '#contract';
import { log } from '../platform/log';
import type { Refusal } from '../platform/problem';
import type { Stream } from './stream';

export type LiveSocket = Socket<LiveToServer, LiveToClient>;

const PAGE = 200;
/** A returning page asks for what it missed as soon as it is connected: nothing newer may overtake that. */
const GRACE_MS = 250;
const RETRY_MS = 1000;
/** So many sent that the connection has not taken yet: it is served from the database again, at its own pace. */
const CLOGGED = 400;

export class Viewer {
  private stream: Stream | null = null;
  private sent = 0;
  private mode: 'waiting' | 'catching' | 'live' = 'waiting';
  private timer: NodeJS.Timeout | undefined;
  /** A resume that has not been begun. */
  private asked: number | null = null;
  private owesResumed = false;
  private untaken = 0;
  private heldAcknowledgements: { seq: number; by: string }[] = [];
  private running: Promise<void> = Promise.resolve();
  private gone = false;
  private freed: (() => void) | null = null;

  constructor(readonly socket: LiveSocket) {
    // Engine.IO says so when it hands its whole buffer on: at once to a quick client, later to a slow one.
    socket.conn.on('drain', () => {
      this.untaken = 0;
      this.free();
    });
  }

  /** Begins at the head of the stream. */
  begin(stream: Stream, at: Date): void {
    if (this.gone) return;
    this.stream = stream;
    this.sent = stream.seq;
    this.tick(at);
    if (this.asked !== null) this.catchUp();
    else this.later(GRACE_MS);
  }

  /** Replays everything after a number, then goes on live. */
  resume(after: number): void {
    this.asked = after;
    if (this.stream && this.mode !== 'catching') this.catchUp();
  }

  /** From the tail of the stream, in order. */
  offer(alert: Alert): void {
    if (this.mode !== 'live' || alert.seq <= this.sent) return;
    if (alert.seq === this.sent + 1 && this.untaken < CLOGGED) this.send(alert);
    else this.catchUp();
  }

  acknowledged(ack: { seq: number; by: string }): void {
    if (this.mode === 'live') this.socket.emit('acknowledged', ack);
    else this.heldAcknowledgements.push(ack);
  }

  /** `seq` is what this socket has been served up to. */
  tick(at: Date): void {
    if (this.stream?.isFresh()) this.socket.emit('tick', { seq: this.sent, at: at.toISOString() });
  }

  problem({ code, zh, en }: Pick<Refusal, 'code' | 'zh' | 'en'>): void {
    this.socket.emit('problem', { code, detail: zh, detailEn: en });
  }

  /** Nothing more is read for it; resolves when what was being read is done with. */
  leave(): Promise<void> {
    this.gone = true;
    clearTimeout(this.timer);
    this.free();
    return this.running;
  }

  private send(alert: Alert): void {
    this.sent = alert.seq;
    this.untaken += 1;
    this.socket.emit('alert', alert);
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.mode = 'waiting';
    this.timer = setTimeout(() => this.catchUp(), ms);
  }

  private catchUp(): void {
    clearTimeout(this.timer);
    this.mode = 'catching';
    this.running = this.replay().catch((err) => {
      log.warn({ err }, 'could not replay alerts; trying again');
      if (!this.gone) this.later(RETRY_MS);
    });
  }

  private async replay(): Promise<void> {
    const { stream } = this;
    while (stream && !this.gone) {
      if (this.asked !== null) await this.start(stream, this.asked);
      await this.drained();
      const page = await stream.read(this.sent, PAGE);
      // Another resume came in meanwhile: its number counts, not what was read for the last.
      if (this.asked !== null) continue;
      for (const alert of page) this.send(alert);
      if (page.length < PAGE && this.sent >= stream.seq) return this.goLive();
    }
  }

  private async start(stream: Stream, after: number): Promise<void> {
    // Another process may have shown this client more than this one has read yet.
    if (after > stream.seq) await stream.pump();
    this.asked = null;
    this.owesResumed = true;
    if (after > stream.seq) this.problem(ahead);
    this.sent = Math.min(after, stream.seq);
  }

  private goLive(): void {
    this.mode = 'live';
    if (this.owesResumed) this.socket.emit('resumed', { seq: this.sent });
    this.owesResumed = false;
    for (const ack of this.heldAcknowledgements.splice(0)) this.socket.emit('acknowledged', ack);
  }

  /** Waits until the connection has taken what it was given, or is gone. */
  private async drained(): Promise<void> {
    if (this.untaken === 0 || this.gone) return;
    await new Promise<void>((resolve) => {
      this.freed = resolve;
    });
  }

  private free(): void {
    this.freed?.();
    this.freed = null;
  }
}

const ahead = {
  code: 'live.ahead',
  zh: '页面记得的编号比服务器的还大，已从最新一条继续；请刷新页面。',
  en: 'The page remembers a number beyond the server’s; going on from the newest. Please reload the page.',
};
