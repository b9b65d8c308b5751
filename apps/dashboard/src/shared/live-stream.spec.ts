// The live stream: no number missed, none shown twice, and never fresher than it is.
import type { Alert } from '#contract';
import { LiveStream, type Wire } from './live-stream';

type Listener = (...given: never[]) => void;
/** A socket in the test's hand: what the server would send is said by `say`, what the page sends is in `sent`. */
class HandWire implements Wire {
  connected = false;
  sent: number[] = [];
  private listeners = new Map<string, Listener[]>();
  on(event: string, listener: Listener): void {
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
  }
  emit(_event: 'resume', { after }: { after: number }): void {
    this.sent.push(after);
  }
  say(event: string, given?: unknown): void {
    for (const listener of this.listeners.get(event) ?? []) (listener as (given: unknown) => void)(given);
  }
  plug(on: boolean): void {
    this.connected = on;
    this.say(on ? 'connect' : 'disconnect');
  }
}
const alert = (seq: number, more: Partial<Alert> = {}): Alert => ({
  seq,
  at: '2026-11-20T06:00:00.000Z',
  kind: 'incident.opened',
  severity: 'notice',
  subject: { type: 'incident', id: 'x' },
  title: `事件 ${seq}`,
  text: { zh: '', en: '' },
  incidentId: null,
  fact: seq,
  acknowledgedBy: null,
  to: [],
  ...more,
});
const at = '2026-11-20T06:00:05.000Z';

/** Connected, with alerts 1 to 3 on the page and the first replay ended. */
function running() {
  const wire = new HandWire();
  const clock = { ms: 0 };
  const fresh: number[] = [];
  const stream = new LiveStream(wire, { onNew: ({ seq }) => fresh.push(seq) }, () => clock.ms);
  wire.plug(true);
  stream.begin([alert(3), alert(2), alert(1)], 3);
  wire.say('resumed', { seq: 3 });
  wire.say('tick', { seq: 3, at });
  wire.sent = [];
  const seqs = () => stream.snapshot().alerts.map(({ seq }) => seq);
  return { wire, clock, stream, fresh, seqs };
}

describe('alerts in order', () => {
  it('takes what follows and announces it', () => {
    const { wire, fresh, seqs } = running();
    wire.say('alert', alert(4));
    expect(seqs()).toEqual([4, 3, 2, 1]);
    expect(fresh).toEqual([4]);
    expect(wire.sent).toEqual([]);
  });

  it('holds back what came too early and asks for the gap', () => {
    const { wire, seqs } = running();
    wire.say('alert', alert(6));
    expect(seqs()).toEqual([3, 2, 1]);
    expect(wire.sent).toEqual([3]);
    for (const seq of [4, 5, 6]) wire.say('alert', alert(seq));
    wire.say('resumed', { seq: 6 });
    expect(seqs()).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('asks once for a gap, however much comes meanwhile', () => {
    const { wire } = running();
    for (const seq of [6, 7, 8]) wire.say('alert', alert(seq));
    wire.say('tick', { seq: 8, at });
    expect(wire.sent).toEqual([3]);
  });

  it('notices by the tick that it has missed the last ones', () => {
    const { wire } = running();
    wire.say('tick', { seq: 5, at });
    expect(wire.sent).toEqual([3]);
  });

  it('shows a repeat once', () => {
    const { wire, fresh, seqs } = running();
    wire.say('alert', alert(4));
    wire.say('alert', alert(4));
    expect(seqs()).toEqual([4, 3, 2, 1]);
    expect(fresh).toEqual([4]);
  });

  it('does not wait for ever for a number outside the viewer’s scope', () => {
    const { wire, seqs, stream } = running();
    wire.say('alert', alert(6));
    wire.say('resumed', { seq: 6 });
    expect(seqs()).toEqual([6, 3, 2, 1]);
    expect(stream.snapshot().seq).toBe(6);
    wire.say('alert', alert(7));
    expect(wire.sent).toEqual([3]);
  });

  it('repeats a resume that was not answered', () => {
    const { wire, clock, stream } = running();
    wire.say('tick', { seq: 5, at });
    clock.ms += 9000;
    stream.watch();
    expect(wire.sent).toEqual([3, 3]);
  });

  it('keeps the newest 500', () => {
    const { wire, stream } = running();
    for (let seq = 4; seq <= 600; seq += 1) wire.say('alert', alert(seq));
    expect(stream.snapshot().alerts).toHaveLength(500);
    expect(stream.snapshot().alerts[0]?.seq).toBe(600);
  });

  it('waits for the first page before it shows what came live', () => {
    const wire = new HandWire();
    const stream = new LiveStream(wire, {}, () => 0);
    wire.plug(true);
    wire.say('alert', alert(5));
    expect(stream.snapshot().alerts).toEqual([]);
    stream.begin([alert(4)], 4);
    expect(wire.sent).toEqual([4]);
    wire.say('resumed', { seq: 5 });
    expect(stream.snapshot().alerts.map(({ seq }) => seq)).toEqual([5, 4]);
  });
});

describe('after a break', () => {
  it('asks for what it missed and counts it, without announcing each', () => {
    const { wire, fresh, stream, seqs } = running();
    wire.plug(false);
    wire.plug(true);
    expect(wire.sent).toEqual([3]);
    for (const seq of [4, 5, 6]) wire.say('alert', alert(seq));
    wire.say('resumed', { seq: 6 });
    expect(seqs()).toEqual([6, 5, 4, 3, 2, 1]);
    expect(stream.snapshot().away).toBe(3);
    expect(fresh).toEqual([]);
    stream.awayTold();
    expect(stream.snapshot().away).toBe(0);
    wire.say('alert', alert(7));
    expect(fresh).toEqual([7]);
  });

  it('takes acknowledgements of alerts that it holds', () => {
    const { wire, stream } = running();
    wire.say('acknowledged', { seq: 2, by: '王敏' });
    expect(stream.snapshot().alerts.find(({ seq }) => seq === 2)?.acknowledgedBy).toBe('王敏');
  });
});

describe('how fresh it says it is', () => {
  const cases: [silentMs: number, plugged: boolean, status: string][] = [
    [0, true, 'live'],
    [11_000, true, 'live'],
    [13_000, true, 'stale'],
    [70_000, true, 'stale'],
    [1000, false, 'stale'],
    [59_000, false, 'stale'],
    [61_000, false, 'offline'],
  ];
  it.each(cases)('silent for %d ms, socket open: %s → %s', (silentMs, plugged, status) => {
    const { wire, clock, stream } = running();
    wire.connected = plugged;
    clock.ms += silentMs;
    stream.watch();
    expect(stream.snapshot().status).toBe(status);
  });

  it('is not live before the first page of alerts', () => {
    const wire = new HandWire();
    const stream = new LiveStream(wire, {}, () => 0);
    wire.plug(true);
    wire.say('tick', { seq: 4, at });
    expect(stream.snapshot().status).toBe('connecting');
    stream.begin([alert(4)], 4);
    expect(stream.snapshot().status).toBe('live');
  });

  it('is live again with the next sign of life', () => {
    const { wire, clock, stream } = running();
    clock.ms += 20_000;
    stream.watch();
    wire.say('tick', { seq: 3, at });
    expect(stream.snapshot().status).toBe('live');
  });
});
