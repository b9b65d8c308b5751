// The incidents that messages may join: a bounded number, the longest untouched forgotten first, found by their heaviest terms.
import { type Incident, NONE } from './group-incident';
import { TermTable, type Vector } from './group-terms';

/** How many terms of a message are looked up, and how many incidents a term leads to. */
const LOOKED_UP = 32;
const POSTINGS = 200;

/** The terms that led to the incident in hand before: once, and those that still do twice. */
const before = new TermTable(256);

/**
 * All work for a message is bounded: it looks up 32 terms of at most 200 incidents each, and changes some 64 such lists,
 * whether a thousand incidents are remembered or thirty thousand.
 */
export class IncidentMemory {
  private readonly byId = new Map<string, Incident>();
  private readonly bySlot: (Incident | undefined)[] = [undefined];
  private readonly free: number[] = [];
  /** Slots of the incidents a term leads to, the newest last. */
  private readonly index = new Map<number, number[]>();
  /** A ring through the slots in order of last touch; slot 0 stands between newest and oldest. */
  private readonly newer: Int32Array;
  private readonly older: Int32Array;
  private readonly scores: Float64Array;

  constructor(private readonly most: number) {
    this.newer = new Int32Array(most + 2);
    this.older = new Int32Array(most + 2);
    this.scores = new Float64Array(most + 2);
  }

  get size(): number {
    return this.byId.size;
  }

  get(id: string): Incident | undefined {
    return this.byId.get(id);
  }

  /** Takes an incident in, or notes that it was touched and may have changed. */
  remember(incident: Incident): void {
    if (incident.slot < 0) {
      incident.slot = this.free.pop() ?? this.bySlot.length;
      this.bySlot[incident.slot] = incident;
      this.byId.set(incident.id, incident);
    } else this.unlink(incident.slot);
    const { slot } = incident;
    const newest = this.older[0]!;
    this.newer[newest] = slot;
    this.older[slot] = newest;
    this.newer[slot] = 0;
    this.older[0] = slot;
    this.reindex(incident);
    if (this.byId.size > this.most) this.forget(this.bySlot[this.newer[0]!]!.id);
  }

  forget(id: string): void {
    const incident = this.byId.get(id);
    if (!incident) return;
    for (const hash of incident.indexed) this.unlist(hash, incident.slot);
    this.byId.delete(id);
    this.unlink(incident.slot);
    this.bySlot[incident.slot] = undefined;
    this.free.push(incident.slot);
    incident.slot = -1;
    incident.indexed = NONE;
  }

  /** Those who share the most weight with a message's heaviest terms, at most so many, the best first. */
  candidates({ hashes, weights }: Vector, most: number): Incident[] {
    const { scores } = this;
    const met: number[] = [];
    const looked = Math.min(LOOKED_UP, hashes.length);
    for (let i = 0; i < looked; i++)
      for (const slot of this.index.get(hashes[i]!) ?? []) {
        if (scores[slot] === 0) met.push(slot);
        scores[slot]! += weights[i]!;
      }
    const best: number[] = [];
    for (const slot of met) {
      const score = scores[slot]!;
      if (best.length === most && score <= scores[best[most - 1]!]!) continue;
      let at = best.length < most ? best.length : most - 1;
      for (; at > 0 && scores[best[at - 1]!]! < score; at--) best[at] = best[at - 1]!;
      best[at] = slot;
    }
    for (const slot of met) scores[slot] = 0;
    return best.map((slot) => this.bySlot[slot]!);
  }

  private unlink(slot: number): void {
    const [older, newer] = [this.older[slot]!, this.newer[slot]!];
    this.newer[older] = newer;
    this.older[newer] = older;
  }

  /** The index leads to an incident by its heaviest terms and by no others; a list that is full forgets its oldest. */
  private reindex(incident: Incident): void {
    // A part of the sum, not a set of its own: tens of thousands of these are remembered.
    const wanted = incident.sum.hashes.subarray(0, LOOKED_UP * 2);
    before.clear();
    for (const hash of incident.indexed) before.add(hash, 1);
    for (const hash of wanted) {
      const isListed = before.get(hash) > 0;
      if (isListed) before.add(hash, 1);
      const list = this.index.get(hash);
      if (!list) {
        this.index.set(hash, [incident.slot]);
        continue;
      }
      if (list.length >= POSTINGS) {
        if (list.at(-1) === incident.slot) continue;
        const at = isListed ? list.indexOf(incident.slot) : 0;
        list.splice(Math.max(0, at), 1);
      } else if (isListed) continue;
      list.push(incident.slot);
    }
    for (const hash of incident.indexed) if (before.get(hash) === 1) this.unlist(hash, incident.slot);
    incident.indexed = wanted;
  }

  private unlist(hash: number, slot: number): void {
    const list = this.index.get(hash);
    const at = list?.indexOf(slot) ?? -1;
    if (!list || at < 0) return;
    if (list.length === 1) this.index.delete(hash);
    else list.splice(at, 1);
  }
}
