// The live stream without React: numbered alerts over a socket, gaps found and asked for again, freshness known.
import type { Alert, LiveToClient } from '#contract';

export type LiveStatus = 'connecting' | 'live' | 'stale' | 'offline';
export type LiveView = {
  status: LiveStatus;
  /** The newest number this page holds. */
  seq: number;
  /** The server's time of the last sign of life; null before the first. */
  asOf: string | null;
  /** Newest first, at most 500. */
  alerts: readonly Alert[];
  /** How many arrived by replay after the last reconnect; 0 once told. */
  away: number;
};

/** The socket as this stream needs it; socket.io-client's fits. */
export type Wire = {
  on<E extends keyof LiveToClient>(event: E, listener: LiveToClient[E]): unknown;
  on(event: 'connect' | 'disconnect' | 'connect_error', listener: () => void): unknown;
  emit(event: 'resume', from: { after: number }): unknown;
  connected: boolean;
};

const kept = 500;
/** Ticks come every 5 s: after two missing ones the page says that it is stale. */
const staleAfterMs = 12_000;
/** After a minute without the server it says that it is offline. */
const offlineAfterMs = 60_000;
/** A replay that has not ended by then is asked for again. */
const resumePatienceMs = 8_000;

type Hooks = {
  /** A new alert that arrived live (not by replay): sound and notices. */
  onNew?: (alert: Alert) => void;
  /** Any alert that is new to this page: what it touches is asked for again. */
  onAlert?: (alert: Alert) => void;
  onTick?: (at: string) => void;
};

export class LiveStream {
  private listeners = new Set<() => void>();
  private view: LiveView = { status: 'connecting', seq: 0, asOf: null, alerts: [], away: 0 };
  private started = false;
  private lastSignMs: number;
  private resumeSince: number | null = null;
  private replaying = false;
  private reconnected = false;
  /** Alerts that came ahead of their turn, kept until the gap before them is filled. */
  private early = new Map<number, Alert>();

  constructor(
    private readonly wire: Wire,
    private readonly hooks: Hooks = {},
    private readonly now: () => number = Date.now,
  ) {
    this.lastSignMs = now();
    wire.on('connect', () => this.onConnect());
    wire.on('disconnect', () => this.watch());
    wire.on('alert', (alert) => this.onAlert(alert));
    wire.on('resumed', ({ seq }) => this.onResumed(seq));
    wire.on('tick', ({ seq, at }) => this.onTick(seq, at));
    wire.on('acknowledged', ({ seq, by }) => this.acknowledged(seq, by));
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  snapshot = (): LiveView => this.view;

  /** The first page of GET /api/alerts: from `seq` on the stream is without gaps. */
  begin(alerts: readonly Alert[], seq: number): void {
    const first = !this.started;
    this.started = true;
    this.change({ alerts: newestFirst([...alerts, ...this.view.alerts]), ...(first ? { seq } : {}) });
    this.watch();
    if (!first) return;
    if (this.wire.connected) this.askResume();
  }

  /** Called now and then by the page's timer: decides live, stale or offline, and repeats a lost resume. */
  watch(): void {
    const quiet = this.now() - this.lastSignMs;
    const cut = !this.wire.connected;
    // Without a first page and a first sign of life there is nothing yet that could be called live.
    const begun = this.started && this.view.asOf !== null;
    let status: LiveStatus = begun ? 'live' : 'connecting';
    if (quiet > offlineAfterMs && cut) status = 'offline';
    else if (quiet > staleAfterMs || (cut && begun)) status = 'stale';
    if (status !== this.view.status) this.change({ status });
    if (this.resumeSince !== null && this.now() - this.resumeSince > resumePatienceMs && !cut)
      this.askResume();
  }

  /** The note "received while away" has been shown. */
  awayTold(): void {
    if (this.view.away > 0) this.change({ away: 0 });
  }

  acknowledged(seq: number, by: string): void {
    if (!this.view.alerts.some((alert) => alert.seq === seq && alert.acknowledgedBy !== by)) return;
    this.change({
      alerts: this.view.alerts.map((alert) => (alert.seq === seq ? { ...alert, acknowledgedBy: by } : alert)),
    });
  }

  private onConnect(): void {
    this.reconnected = this.view.asOf !== null;
    this.lastSignMs = this.now();
    if (this.started) this.askResume();
    this.watch();
  }

  private askResume(): void {
    this.resumeSince = this.now();
    this.replaying = true;
    this.wire.emit('resume', { after: this.view.seq });
  }

  private onAlert(alert: Alert): void {
    this.sign(null);
    if (!this.started) {
      this.early.set(alert.seq, alert);
      return;
    }
    if (alert.seq <= this.view.seq) {
      if (alert.acknowledgedBy) this.acknowledged(alert.seq, alert.acknowledgedBy);
      return;
    }
    this.early.set(alert.seq, alert);
    this.takeInOrder();
    if (this.early.size > 0 && this.resumeSince === null) this.askResume();
  }

  /** Takes what follows without a gap. */
  private takeInOrder(): void {
    const taken: Alert[] = [];
    for (let next = this.view.seq + 1; this.early.has(next); next += 1) {
      const alert = this.early.get(next);
      this.early.delete(next);
      if (alert) taken.push(alert);
    }
    this.take(taken);
  }

  private take(taken: readonly Alert[]): void {
    const last = taken.at(-1);
    if (!last) return;
    const away = this.reconnected && this.replaying ? this.view.away + taken.length : this.view.away;
    this.change({ alerts: newestFirst([...taken, ...this.view.alerts]), seq: last.seq, away });
    for (const alert of taken) {
      this.hooks.onAlert?.(alert);
      if (!this.replaying) this.hooks.onNew?.(alert);
    }
  }

  /** The replay is complete up to `seq`: a number still missing below it is not in this viewer's scope. */
  private onResumed(seq: number): void {
    this.sign(null);
    const due = [...this.early.values()].filter((alert) => alert.seq <= seq).sort((a, b) => a.seq - b.seq);
    for (const alert of due) this.early.delete(alert.seq);
    this.take(due);
    if (seq > this.view.seq) this.change({ seq });
    this.resumeSince = null;
    this.replaying = false;
    this.reconnected = false;
    this.takeInOrder();
    if (this.early.size > 0) this.askResume();
  }

  private onTick(seq: number, at: string): void {
    this.hooks.onTick?.(at);
    this.sign(at);
    if (this.started && seq > this.view.seq && this.resumeSince === null) this.askResume();
  }

  private sign(at: string | null): void {
    this.lastSignMs = this.now();
    if (at !== null) this.change({ asOf: at });
    this.watch();
  }

  private change(part: Partial<LiveView>): void {
    this.view = { ...this.view, ...part };
    for (const told of this.listeners) told();
  }
}

/** One of each number, newest first, at most as many as are kept; of two copies the first given stands. */
function newestFirst(alerts: readonly Alert[]): Alert[] {
  const bySeq = new Map<number, Alert>();
  for (const alert of alerts) if (!bySeq.has(alert.seq)) bySeq.set(alert.seq, alert);
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq).slice(0, kept);
}
