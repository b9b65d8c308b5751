// Appends facts to the ledger and its Merkle tree within the caller's transaction; sequence numbers are taken last, under one lock.
import {
  appendLeaves,
  type LedgerEntry,
  leafHash,
  nodesNeededForAppend,
  type StoredNode,
  type TreeNode,
} from '#accountability';
import type { NewFact, Tx } from './commit';

/** Held until the transaction ends, so that sequence numbers come in commit order and without gaps. */
const LEDGER_LOCK = 0x6c656467;

/**
 * Appends, in order. Call it last in a transaction: from here until the commit, no one else can append.
 */
export async function appendFacts(tx: Tx, facts: NewFact[], at: Date): Promise<LedgerEntry[]> {
  if (facts.length === 0) return [];
  await tx.query('select pg_advisory_xact_lock($1)', [LEDGER_LOCK]);
  const [{ size }] = await tx.query('select coalesce(max(seq), 0)::int8 as size from fact');
  const before = Number(size);
  const entries = facts.map((fact, i) => entryOf(fact, before + 1 + i, at));
  const leaves = entries.map(leafHash);
  const nodes = await readNodes(tx, nodesNeededForAppend(before));
  const written = await appendLeaves(before, leaves, (level, index) => nodes.get(`${level}/${index}`));
  await insert(tx, entries, leaves, written);
  return entries;
}

function entryOf(fact: NewFact, seq: number, at: Date): LedgerEntry {
  return {
    seq,
    at: at.toISOString(),
    kind: String(fact.kind),
    actor: fact.actor,
    subject: fact.subject,
    jurisdictionId: fact.jurisdictionId,
    // Through JSON once, so that what is hashed is what the database will give back: no undefined, no Date.
    body: JSON.parse(JSON.stringify(fact.body)),
  };
}

/** The hashes of some complete subtrees, in one query. */
export async function readNodes(
  tx: Pick<Tx, 'query'>,
  wanted: readonly TreeNode[],
): Promise<Map<string, Uint8Array>> {
  if (wanted.length === 0) return new Map();
  const rows: { level: number; position: string; hash: Buffer }[] = await tx.query(
    'select level, position, hash from ledger_node join unnest($1::int2[], $2::int8[]) as w (level, position) using (level, position)',
    [wanted.map((n) => n.level), wanted.map((n) => n.index)],
  );
  return new Map(rows.map((r) => [`${r.level}/${r.position}`, new Uint8Array(r.hash)]));
}

/** Facts and tree nodes in one statement, which also tells every listening process the kinds, once the commit holds. */
async function insert(
  tx: Tx,
  entries: LedgerEntry[],
  leaves: Uint8Array[],
  nodes: StoredNode[],
): Promise<void> {
  await tx.query(
    `with facts as (
       insert into fact (seq, at, kind, actor_kind, actor_id, actor_name, subject_type, subject_id, jurisdiction_id, body, leaf_hash)
       select * from unnest($1::int8[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::jsonb[], $11::bytea[])),
     nodes as (
       insert into ledger_node (level, position, hash) select * from unnest($12::int2[], $13::int8[], $14::bytea[]))
     select pg_notify('fact', $15)`,
    [
      entries.map((e) => e.seq),
      entries.map((e) => e.at),
      entries.map((e) => e.kind),
      entries.map((e) => e.actor.kind),
      entries.map((e) => e.actor.id),
      entries.map((e) => e.actor.name),
      entries.map((e) => e.subject.type),
      entries.map((e) => e.subject.id),
      entries.map((e) => e.jurisdictionId),
      entries.map((e) => JSON.stringify(e.body)),
      leaves.map((l) => Buffer.from(l)),
      nodes.map((n) => n.level),
      nodes.map((n) => n.index),
      nodes.map((n) => Buffer.from(n.hash)),
      [...new Set(entries.map((e) => e.kind))].join(','),
    ],
  );
}
