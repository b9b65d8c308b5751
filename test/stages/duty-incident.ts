// For the tests of duty and release: an incident as the room before would have left it, and the facts that it would have told.
import { randomUUID } from 'node:crypto';
import type { FactKind, FactMap } from '#contract';
import { Commit, fact } from '../../apps/server/src/platform/commit';
import { serve } from '../../apps/server/src/serve';
import type { TestServer } from '../support/server';

export const actor = { kind: 'officer', id: null, name: '测试人员' } as const;
export const hoursAgo = (n: number, now = Date.now()) => new Date(now - n * 3_600_000).toISOString();

export async function tell<K extends FactKind>(
  server: TestServer,
  kind: K,
  subject: { type: string; id: string },
  body: FactMap[K],
): Promise<void> {
  const { rows } = await server.db.query('select id from jurisdiction order by created_at limit 1');
  await server.serving.app
    .get(Commit)
    .commit(async () => ({ value: null, facts: [fact(kind, actor, subject, rows[0].id, body)] }));
}

export async function departmentId(server: TestServer, name: string): Promise<string> {
  const { rows } = await server.db.query('select id from department where name = $1', [name]);
  return rows[0].id;
}

type Wanted = {
  title?: string;
  level?: '特别重大' | '重大' | '较大' | '一般';
  occurredAt?: string | null;
  detectedAt?: string;
  lead?: string | null;
  /** False leaves it proposed. */
  confirmed?: boolean;
};

/** A confirmed incident with its fact. */
export async function anIncident(server: TestServer, wanted: Wanted = {}): Promise<string> {
  const id = randomUUID();
  const { title = '清水桥路面塌陷', level = '一般', lead = '交通运输局', confirmed = true } = wanted;
  const occurredAt = wanted.occurredAt ?? null;
  const detectedAt = wanted.detectedAt ?? new Date().toISOString();
  const leadDepartmentId = lead === null ? null : await departmentId(server, lead);
  await server.db.query(
    `insert into incident (id, jurisdiction_id, state, title, level, occurred_at, detected_at, first_at, last_at,
                           confirmed_at, lead_department_id, profile, search)
     select $1, id, $2, $3, $4, $5, $6, $6, $6, $7, $8, '{}', ''::tsvector from jurisdiction order by created_at limit 1`,
    [
      id,
      confirmed ? 'confirmed' : 'proposed',
      title,
      confirmed ? level : null,
      occurredAt,
      detectedAt,
      confirmed ? new Date() : null,
      leadDepartmentId,
    ],
  );
  if (confirmed)
    await tell(
      server,
      'incident.confirmed',
      { type: 'incident', id },
      {
        incidentId: id,
        level,
        emergency: false,
        emergencyKind: null,
        topic: null,
        areas: [],
        occurredAt,
        detectedAt,
        leadDepartmentId,
        supportDepartmentIds: [],
        rule: 'topic',
        reason: null,
      },
    );
  return id;
}

/** The level changes, as the desk would change it. */
export async function changeLevel(
  server: TestServer,
  id: string,
  from: NonNullable<Wanted['level']>,
  to: NonNullable<Wanted['level']>,
): Promise<void> {
  await server.db.query('update incident set level = $2 where id = $1', [id, to]);
  await tell(
    server,
    'incident.level-changed',
    { type: 'incident', id },
    { incidentId: id, from, to, reason: '核实后调整' },
  );
}

/** Works on a process that serves people but follows nothing; then the workers come back, as after a kill. */
export async function whileNobodyHears(server: TestServer, work: () => Promise<void>): Promise<void> {
  await server.serving.close();
  server.serving = await serve({ ...server.config, role: 'web' }, server.databaseUrl);
  server.url = server.serving.url;
  await work();
  await server.restart();
}
