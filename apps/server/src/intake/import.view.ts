// An import as it is shown.
import type { ImportRun } from '#contract';
import type { ImportRow } from './import.row';

export function importView(row: ImportRow): ImportRun {
  const {
    id,
    name,
    state,
    headings,
    sample,
    mapping,
    why,
    mappingName,
    rows,
    received,
    repeated,
    revised,
    refused,
    error,
  } = row;
  return {
    id,
    name,
    bytes: Number(row.bytes),
    state,
    headings,
    sample,
    mapping,
    why,
    mappingName,
    rows,
    received,
    repeated,
    revised,
    refused,
    error,
    startedBy: row.startedBy.name,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
