// Reads what the stages publish of a fact's subject: the incident or the release, its level and times, the jurisdiction's name.
import type { Tx } from '../platform/commit';
import type { Subject } from './told';

const nothing: Subject = {
  title: null,
  level: null,
  proposedLevel: null,
  occurredAt: null,
  detectedAt: null,
  confirmedAt: null,
};

export async function readIncident(tx: Tx, id: string | null): Promise<Subject> {
  if (id === null) return nothing;
  const [row] = await tx.query(
    `select title, level, proposed_level as "proposedLevel", occurred_at as "occurredAt",
            detected_at as "detectedAt", confirmed_at as "confirmedAt"
       from incident_card where id = $1`,
    [id],
  );
  return row ?? nothing;
}

export async function readReleaseTitle(tx: Tx, id: string): Promise<string | null> {
  const [row] = await tx.query('select title from release_card where id = $1', [id]);
  return row?.title ?? null;
}

export async function readJurisdiction(tx: Tx, id: string): Promise<{ id: string; name: string }> {
  const [row] = await tx.query('select id, name from jurisdiction_card where id = $1', [id]);
  return row ?? { id, name: '' };
}
