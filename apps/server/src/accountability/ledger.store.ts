// Reads of the ledger and its tree; the only writing here is a checkpoint.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { LedgerEntry, TreeNode } from '#accountability';
import type { Tx } from '../platform/commit';
import { type FactRow, factOf } from '../platform/follow';
import { readNodes } from '../platform/ledger';

const columns =
  'seq, at, kind, actor_kind, actor_id, actor_name, subject_type, subject_id, jurisdiction_id, body';

export type CheckpointRow = { size: string; at: Date; root: Buffer; text: string; places: string[] };
export type LedgerFilter = {
  jurisdictionIds: string[];
  before: number | null;
  limit: number;
  q?: string;
  kind?: string;
  subject?: string;
  actorId?: string;
  from?: string;
  to?: string;
};

/** The row as the entry that was hashed. */
export function entryOf(row: FactRow): LedgerEntry {
  const { at, ...fact } = factOf(row);
  return { ...fact, kind: String(fact.kind), at: at.toISOString() } as LedgerEntry;
}

@Injectable()
export class LedgerStore {
  constructor(private readonly db: DataSource) {}

  /** Newest first. Entries of no jurisdiction (sign-ins refused, checkpoints) are everybody's. */
  async list(f: LedgerFilter): Promise<LedgerEntry[]> {
    const rows: FactRow[] = await this.db.query(
      `select ${columns} from fact
        where (jurisdiction_id is null or jurisdiction_id = any($1))
          and ($2::int8 is null or seq < $2)
          and ($3::text is null or kind = $3 or kind like $3 || '.%')
          and ($4::text is null or subject_id = $4 or body->>'incidentId' = $4 or body->>'matterId' = $4)
          and ($5::text is null or actor_id = $5)
          and ($6::timestamptz is null or at >= $6)
          and ($7::timestamptz is null or at < $7)
          and ($8::text is null or actor_name ilike $8 or kind ilike $8 or subject_id ilike $8)
        order by seq desc limit $9`,
      [
        f.jurisdictionIds,
        f.before,
        f.kind ?? null,
        f.subject ?? null,
        f.actorId ?? null,
        f.from ?? null,
        f.to ?? null,
        f.q ? `%${f.q.replace(/[\\%_]/g, '\\$&')}%` : null,
        f.limit,
      ],
    );
    return rows.map(entryOf);
  }

  async read(seq: number): Promise<{ entry: LedgerEntry; leafHash: Buffer } | null> {
    const [row] = await this.db.query(`select ${columns}, leaf_hash from fact where seq = $1`, [seq]);
    return row ? { entry: entryOf(row), leafHash: row.leaf_hash } : null;
  }

  /** The facts of an incident and of those merged into it, oldest first. */
  async ofIncident(incidentId: string): Promise<LedgerEntry[]> {
    const rows: FactRow[] = await this.db.query(
      `with ids as (select id::text as id from incident_card where id = $1 or merged_into = $1)
       select ${columns} from fact where subject_type = 'incident' and subject_id in (select id from ids)
       union
       select ${columns} from fact where body ? 'incidentId' and body->>'incidentId' in (select id from ids)
       order by seq`,
      [incidentId],
    );
    return rows.map(entryOf);
  }

  /** What became of the matters that an incident has to do with: their own facts and those of their clocks. */
  async ofMattersBeside(incidentId: string): Promise<LedgerEntry[]> {
    const rows: FactRow[] = await this.db.query(
      `with matters as (
         select im.matter_id as id from incident_matter_card im join incident_card i on i.id = im.incident_id
          where i.id = $1 or i.merged_into = $1),
       about as (
         select 'matter' as type, id::text from matters
         union select 'clock', c.id::text from clock_card c join matters m on m.id = c.matter_id)
       select ${columns} from fact
        where (subject_type, subject_id) in (select type, id from about) and not (body ? 'incidentId' and body->>'incidentId' is not null)
        order by seq`,
      [incidentId],
    );
    return rows.map(entryOf);
  }

  async jurisdictionOfIncident(incidentId: string): Promise<string | null> {
    const [row] = await this.db.query('select jurisdiction_id from incident_card where id = $1', [
      incidentId,
    ]);
    return row?.jurisdiction_id ?? null;
  }

  /** What departments are called; facts know them by id only. */
  async departmentNames(ids: readonly string[]): Promise<Map<string, string>> {
    const rows: { id: string; name: string }[] = ids.length
      ? await this.db.query('select id, name from department_card where id = any($1::uuid[])', [ids])
      : [];
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Every entry up to `size`, in order, a thousand at a time: as the database shows it now. */
  async *entries(size: number): AsyncGenerator<LedgerEntry> {
    for (let after = 0; after < size; ) {
      const rows: FactRow[] = await this.db.query(
        `select ${columns} from fact where seq > $1 and seq <= $2 order by seq limit 1000`,
        [after, size],
      );
      if (rows.length === 0) return;
      for (const row of rows) yield entryOf(row);
      after = Number(rows.at(-1)!.seq);
    }
  }

  /** The leaf hashes the database keeps, from index `from` up to `size`; 32 zero bytes where one is missing. */
  async *leaves(from: number, size: number): AsyncGenerator<Buffer> {
    for (let start = from; start < size; start += 8192) {
      const end = Math.min(start + 8192, size);
      const rows: { position: string; hash: Buffer }[] = await this.db.query(
        'select position, hash from ledger_node where level = 0 and position >= $1 and position < $2 order by position',
        [start, end],
      );
      const block = Buffer.alloc((end - start) * 32);
      for (const { position, hash } of rows) hash.copy(block, (Number(position) - start) * 32);
      yield block;
    }
  }

  async size(tx?: Tx): Promise<number> {
    const [row] = await (tx ?? this.db).query('select coalesce(max(seq), 0)::int8 as size from fact');
    return Number(row.size);
  }

  async nodes(
    wanted: readonly TreeNode[],
    tx?: Tx,
  ): Promise<(level: number, index: number) => Uint8Array | undefined> {
    const found = await readNodes(tx ?? this.db, wanted);
    return (level, index) => found.get(`${level}/${index}`);
  }

  /** The smallest checkpoint that covers an entry. */
  async checkpointOver(seq: number): Promise<CheckpointRow | null> {
    const [row] = await this.db.query(
      'select * from ledger_checkpoint where size >= $1 order by size limit 1',
      [seq],
    );
    return row ?? null;
  }

  async newestCheckpoint(tx?: Tx): Promise<CheckpointRow | null> {
    const [row] = await (tx ?? this.db).query('select * from ledger_checkpoint order by size desc limit 1');
    return row ?? null;
  }

  async checkpoints(limit = 200): Promise<CheckpointRow[]> {
    return this.db.query('select * from ledger_checkpoint order by size desc limit $1', [limit]);
  }

  /** Whether anything but checkpoints happened since the ledger had `size` entries. */
  async grewSince(size: number): Promise<boolean> {
    const [row] = await this.db.query(
      "select exists (select 1 from fact where seq > $1 and kind <> 'ledger.checkpoint') as grew",
      [size],
    );
    return row.grew;
  }

  async addCheckpoint(
    tx: Tx,
    c: { size: number; at: Date; root: Uint8Array; text: string; places: string[] },
  ): Promise<void> {
    await tx.query(
      'insert into ledger_checkpoint (size, at, root, text, places) values ($1, $2, $3, $4, $5) on conflict (size) do nothing',
      [c.size, c.at, Buffer.from(c.root), c.text, c.places],
    );
  }
}
