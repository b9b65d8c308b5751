// Weighs three witnesses of each entry (its row, the database's hash, the hash outside) by the signed checkpoints.
import type { SealedHead } from './note';
import { GrowingTree } from './tree';
import type { Finding, Findings } from './verdict';

/** Leaf hashes of one entry. `row` is `null` where the row is missing or unreadable. */
export type Witnesses = { row: Buffer | null; database?: Buffer; outside?: Buffer };

/** Who disagrees with the row: the database's hash, the outside one, or both. */
type Against = 'database' | 'outside' | 'both';
type Truth = 'row' | 'database' | 'outside';
type Doubt = { finding: Finding; against: Against; alone: boolean };

const fileOf = { database: 'leaves-database.bin', outside: 'leaves.bin' } as const;

/*
 * Each witness grows a tree of its own. While all agree one tree serves for all; from the first difference on they are
 * apart, until a checkpoint shows them equal again. `healed` takes up, at each checkpoint, whichever witness the
 * signature confirmed, so that one altered entry does not make every later checkpoint look wrong.
 */
export class Judge {
  /** The rows 1 … sealed give the root of a signed checkpoint. */
  sealed = 0;
  private rows: GrowingTree | null = new GrowingTree();
  private database: GrowingTree | null;
  private outside: GrowingTree | null;
  private healed: GrowingTree | null = this.rows;
  private agreed = true;
  private confirmed = 0;
  private broken: SealedHead | null = null;
  private doubts: Doubt[] = [];
  private next = 0;

  constructor(
    private readonly heads: readonly SealedHead[],
    private readonly has: { database: boolean; outside: boolean },
    private readonly findings: Findings,
  ) {
    this.database = has.database ? this.rows : null;
    this.outside = has.outside ? this.rows : null;
    this.judgeAt(0);
  }

  /** Takes the next entry; `seq` must rise by one from 1. */
  take(seq: number, witnesses: Witnesses): void {
    const { row, database, outside } = witnesses;
    if (row !== null) this.compare(seq, row, database, outside);
    // Where the row is gone, a kept hash keeps the later rows in their places; the loss itself is already told.
    const leaf = row ?? outside ?? database ?? null;
    if (this.agreed && !this.unanimous(leaf, witnesses)) this.part();
    if (this.agreed) this.rows?.push(leaf!);
    else {
      this.rows = grown(this.rows, leaf);
      this.healed = grown(this.healed, leaf);
      this.database = grown(this.database, database ?? null);
      this.outside = grown(this.outside, outside ?? null);
    }
    this.judgeAt(seq);
  }

  /** Entries that are gone and have left no hash: nothing after them can be placed in the tree. */
  loseTrack(): void {
    if (this.agreed) this.part();
    this.rows = this.healed = this.database = this.outside = null;
  }

  private unanimous(leaf: Buffer | null, { database, outside }: Witnesses): boolean {
    if (leaf === null) return false;
    if (this.has.database && !database?.equals(leaf)) return false;
    return !this.has.outside || outside?.equals(leaf) === true;
  }

  private part(): void {
    this.agreed = false;
    this.database = this.has.database ? this.rows!.clone() : null;
    this.outside = this.has.outside ? this.rows!.clone() : null;
    this.healed = this.rows!.clone();
  }

  private compare(seq: number, row: Buffer, database?: Buffer, outside?: Buffer): void {
    const withDatabase = database === undefined || database.equals(row);
    const withOutside = outside === undefined || outside.equals(row);
    if (withDatabase && withOutside) return;
    const against = withDatabase ? 'outside' : withOutside ? 'database' : 'both';
    const last = this.doubts.at(-1);
    if (last?.against === against && (last.finding.until ?? last.finding.seq!) + 1 === seq) {
      last.finding.until = seq;
      return;
    }
    // Two against one is told at once; one against one waits for the next checkpoint to say who is right.
    const other = against === 'database' ? outside : database;
    const alone = against !== 'both' && other === undefined;
    const code =
      against === 'both'
        ? 'entry.altered'
        : against === 'database' && !alone
          ? 'leaf.database-altered'
          : 'entry.disagrees';
    const file = against === 'both' ? undefined : fileOf[against];
    this.doubts.push({ finding: this.findings.addApart({ code, seq, file }), against, alone });
  }

  private judgeAt(size: number): void {
    for (let head = this.heads[this.next]; head?.size === size; head = this.heads[++this.next])
      this.judge(head);
    // Heads whose size was jumped over by lost entries can never be judged.
    while ((this.heads[this.next]?.size ?? Infinity) < size) this.next++;
  }

  private judge(head: SealedHead): void {
    const gives = (tree: GrowingTree | null): boolean => tree !== null && tree.root() === head.root;
    if (gives(this.rows)) {
      if (this.broken !== null) this.contradict(this.broken, head);
      this.sealed = head.size;
      this.settle('row', head, this.rows);
      return;
    }
    if (this.agreed) this.part();
    if (gives(this.healed)) this.settle('row', head, this.healed);
    else if (gives(this.outside)) this.refute(head, 'outside');
    else if (gives(this.database)) this.refute(head, 'database');
    else this.giveUp(head);
  }

  /** No witness gives the signed root: later checkpoints can be judged again only once one of them does. */
  private giveUp(head: SealedHead): void {
    if (this.healed !== null) this.mismatch(head);
    this.healed = null;
    this.doubts = [];
  }

  private refute(head: SealedHead, truth: 'database' | 'outside'): void {
    if (this.healed !== null) this.mismatch(head, truth);
    this.settle(truth, head, this[truth]);
  }

  private settle(truth: Truth, head: SealedHead, tree: GrowingTree | null): void {
    for (const { finding, against, alone } of this.doubts) {
      const rowStands = truth === 'row' || (against !== 'both' && !alone && against !== truth);
      finding.code = rowStands ? (`leaf.${against}-altered` as const) : 'entry.altered';
    }
    this.doubts = [];
    this.confirmed = head.size;
    if (this.agreed) return;
    this.healed = tree!.clone();
    const all = [
      this.rows,
      ...(this.has.database ? [this.database] : []),
      ...(this.has.outside ? [this.outside] : []),
    ];
    this.agreed = all.every((one) => one !== null && one.root() === head.root);
  }

  private mismatch(head: SealedHead, truth?: 'database' | 'outside'): void {
    const detail = truth && {
      zh: `；${fileOf[truth]} 与签名根相符`,
      en: `; ${fileOf[truth]} does give the signed root`,
    };
    const seq = Math.min(this.confirmed + 1, head.size);
    this.findings.addApart({
      code: 'checkpoint.root-mismatch',
      seq,
      until: head.size,
      file: head.file,
      detail,
    });
    this.broken ??= head;
  }

  private contradict(older: SealedHead, newer: SealedHead): void {
    this.findings.add({ code: 'checkpoint.contradiction', detail: `${older.file}, ${newer.file}` });
    this.broken = null;
  }
}

function grown(tree: GrowingTree | null, leaf: Buffer | null): GrowingTree | null {
  if (leaf === null) return null;
  tree?.push(leaf);
  return tree;
}
