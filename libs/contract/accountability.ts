// What crosses the wire of accountability: the ledger, its proofs, its checkpoints, an incident's timeline.
import { z } from 'zod';
import { routes } from './route';
import { actor, id, instant, page, pageQuery } from './shape';

export const ledgerEntry = z.object({
  seq: z.number().int(),
  at: instant,
  kind: z.string(),
  actor,
  subject: z.object({ type: z.string(), id: z.string() }),
  jurisdictionId: id.nullable(),
  body: z.record(z.string(), z.unknown()),
});
export type LedgerEntryView = z.infer<typeof ledgerEntry>;
export const ledgerProof = z.object({
  entry: ledgerEntry,
  /** Base64 SHA-256, as stored; the page recomputes it from the entry. */
  leafHash: z.string(),
  /** Against a signed checkpoint where one covers the entry, else against the ledger's present size. */
  size: z.number().int(),
  root: z.string(),
  path: z.array(z.string()),
  checkpoint: z.string().nullable(),
});
export type LedgerProof = z.infer<typeof ledgerProof>;
export const checkpoint = z.object({
  size: z.number().int(),
  root: z.string(),
  at: instant,
  text: z.string(),
  places: z.array(z.string()),
});
export const timelineFact = ledgerEntry.extend({ stage: z.string() });
export const timeline = z.object({
  facts: z.array(timelineFact),
  stages: z.array(
    z.object({
      stage: z.string(),
      at: instant,
      until: instant.nullable(),
      holder: z.string().nullable(),
      ms: z.number().nullable(),
    }),
  ),
});
export type Timeline = z.infer<typeof timeline>;

export const accountabilityRoutes = routes({
  'ledger.list': {
    method: 'GET',
    path: '/api/ledger',
    summary: { zh: '存证账本', en: 'The ledger' },
    query: pageQuery.extend({
      q: z.string().max(200).optional(),
      kind: z.string().max(60).optional(),
      subject: z.string().max(80).optional(),
      actorId: z.string().max(80).optional(),
      from: instant.optional(),
      to: instant.optional(),
    }),
    answer: page(ledgerEntry),
  },
  'ledger.read': {
    method: 'GET',
    path: '/api/ledger/:seq',
    summary: { zh: '一条存证及其证明', en: 'One entry and its proof' },
    params: z.object({ seq: z.coerce.number().int().min(1) }),
    answer: ledgerProof,
  },
  'ledger.checkpoints': {
    method: 'GET',
    path: '/api/ledger/checkpoints',
    summary: { zh: '签名检查点', en: 'Signed checkpoints' },
    answer: z.object({ publicKey: z.string(), items: z.array(checkpoint) }),
  },
  'ledger.seal': {
    method: 'POST',
    path: '/api/ledger/checkpoints',
    status: 201,
    summary: { zh: '立即签发检查点', en: 'Sign a checkpoint now' },
    answer: checkpoint,
  },
  'ledger.export': {
    method: 'POST',
    path: '/api/ledger/export',
    summary: { zh: '导出存证包（zip）', en: 'Export an evidence bundle (zip)' },
    file: 'application/zip',
  },
  'incidents.timeline': {
    method: 'GET',
    path: '/api/incidents/:id/timeline',
    summary: { zh: '事件时间线与各环节用时', en: 'Timeline of an incident, and the time each stage took' },
    params: z.object({ id }),
    answer: timeline,
  },
});
