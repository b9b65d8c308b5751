// One pass over the rows: each is read, spelt and hashed again, put in its place, and handed to the judge.
import type { LeafFile, LineReader } from './files';
import type { Judge } from './judge';
import { readRow } from './row';
import { leafOf } from './tree';
import type { Finding, Findings } from './verdict';

export type LeafFiles = { database: LeafFile | null; outside: LeafFile | null };

type Gap = { from: number; to: number; finding: Finding };

export class RowWalk {
  /** Lines read. */
  lines = 0;
  private expected = 1;
  private readonly gaps: Gap[] = [];

  constructor(
    private readonly leaves: LeafFiles,
    private readonly judge: Judge,
    private readonly findings: Findings,
  ) {}

  async walk(reader: LineReader): Promise<void> {
    for await (const group of reader.groups()) {
      for (const line of group) {
        this.lines++;
        const waiting = this.take(line);
        if (waiting !== undefined) await waiting;
      }
    }
  }

  /** To be called at the end: `most` is the size that manifest, checkpoints and leaf files speak of. */
  async finish(most: number): Promise<void> {
    if (this.expected <= most) await this.skipTo(most + 1);
  }

  /** The last entry that has a place, read or lost. */
  get size(): number {
    return this.expected - 1;
  }

  private take(line: Buffer): void | Promise<void> {
    const row = readRow(line);
    if (!row.readable) {
      this.findings.add({ code: 'entry.unreadable', seq: this.expected });
      return this.place(null);
    }
    if (row.seq < this.expected) return this.late(row.seq);
    if (!row.exact) this.findings.add({ code: 'entry.not-canonical', seq: row.seq });
    const leaf = leafOf(row.canonical);
    if (row.seq === this.expected) return this.place(leaf);
    return this.skipTo(row.seq).then(() => this.place(leaf));
  }

  private place(row: Buffer | null): void | Promise<void> {
    const seq = this.expected++;
    const database = this.leaves.database?.at(seq);
    const outside = this.leaves.outside?.at(seq);
    // Awaiting a million leaves that are in memory already would double the time of the pass.
    if (database instanceof Promise || outside instanceof Promise) {
      return Promise.all([database, outside]).then(([kept, out]) =>
        this.judge.take(seq, { row, database: kept, outside: out }),
      );
    }
    this.judge.take(seq, { row, database, outside });
  }

  private late(seq: number): void {
    const gap = this.gaps.find(({ from, to }) => from <= seq && seq <= to);
    if (gap === undefined) this.findings.add({ code: 'entry.repeated', seq });
    else gap.finding.code = 'entry.out-of-order';
  }

  private async skipTo(seq: number): Promise<void> {
    const [from, to] = [this.expected, seq - 1];
    const finding = this.findings.addApart({ code: 'entry.missing', seq: from, until: to });
    this.gaps.push({ from, to, finding });
    const kept = Math.max(this.leaves.database?.leaves ?? 0, this.leaves.outside?.leaves ?? 0);
    while (this.expected <= Math.min(to, kept)) await this.place(null);
    if (this.expected > to) return;
    this.judge.loseTrack();
    this.expected = seq;
  }
}
