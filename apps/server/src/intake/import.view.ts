// An import as it is shown.
import type { ImportRun } from '#contract';
import type { ImportRow } from './import.row';

export const importView = (row: ImportRow): ImportRun => ({
  id: row.id,
  name: row.name,
  bytes: Number(row.bytes),
  state: row.state,
  headings: row.headings,
  sample: row.sample,
  mapping: row.mapping,
  why: row.why,
  mappingName: row.mappingName,
  rows: row.rows,
  received: row.received,
  repeated: row.repeated,
  revised: row.revised,
  refused: row.refused,
  numberTwice: row.numberTwice,
  numberTwiceRows: row.numberTwiceRows,
  error: row.error,
  startedBy: row.startedBy.name,
  createdAt: row.createdAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
});
