// The platform on a real database: one door, one river, a schema that is written down.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Pool } from 'pg';
import { leafHash } from '#accountability';
import * as columns from '../../apps/server/src/platform/columns';
import { Commit, fact } from '../../apps/server/src/platform/commit';
import { each, Follow } from '../../apps/server/src/platform/follow';
import { dropDatabase, freshDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { describeSchema } from '../support/schema';
import { startServer, type TestServer } from '../support/server';

const system = { kind: 'system', id: null, name: '闻应' } as const;
const aFact = (n: number) =>
  fact('ledger.exported', system, { type: 'ledger', id: String(n) }, null, {
    size: n,
    root: 'r',
    from: 1,
    to: n,
  });

describe('the ledger and its followers', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ bare: true });
  });
  afterAll(() => server.close());
  const commit = () => server.serving.app.get(Commit);
  const facts = async () => (await server.db.query('select * from fact order by seq')).rows;
  /** The numbers of those that these tests write: a full hour seals the ledger, which is a fact as well. */
  const own = async () =>
    (await facts()).flatMap(({ seq, kind }) => (kind === 'ledger.exported' ? [Number(seq)] : []));

  it('numbers facts without gaps, in commit order, whoever commits at once', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        commit().commit(async () => ({ value: null, facts: [aFact(i), aFact(i)] })),
      ),
    );
    const rows = await facts();
    expect(rows.map((r) => Number(r.seq))).toEqual(rows.map((_, i) => i + 1));
    const { rows: leaves } = await server.db.query(
      'select hash from ledger_node where level = 0 order by position',
    );
    expect(leaves.map((l) => l.hash.toString('hex'))).toEqual(rows.map((r) => r.leaf_hash.toString('hex')));
  });

  it('gives back from the database exactly what was hashed', async () => {
    for (const row of await facts()) {
      const entry = {
        seq: Number(row.seq),
        at: row.at.toISOString(),
        kind: row.kind,
        actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
        subject: { type: row.subject_type, id: row.subject_id },
        jurisdictionId: row.jurisdiction_id,
        body: row.body,
      };
      expect(Buffer.from(leafHash(entry)).equals(row.leaf_hash)).toBe(true);
    }
  });

  it('takes columns of rows, and gives back what went in', async () => {
    const ids = ['018f3a5e-7c11-7abc-8def-0123456789ab', null];
    const words = ['路灯"坏了"\\，\t三天', '', '𠮷 ok', null];
    const at = [new Date('2026-11-29T23:59:59.123Z'), new Date('1969-07-20T20:17:40.001Z'), null];
    const raw = [Buffer.from([0, 255, 10]), Buffer.alloc(0), null];
    const json = ['{"亡": 3, "近": [1.5]}', null];
    const { rows } = await server.db.query(
      `select $1::uuid[] as ids, $2::text[] as words, $3::timestamptz[] as at, $4::bytea[] as raw, $5::jsonb[] as json,
              $6::boolean[] as said, cardinality($7::text[]) as none, $8::text[] as list`,
      [
        columns.uuids(ids),
        columns.texts(words),
        columns.instants(at),
        columns.bytes(raw),
        columns.jsons(json),
        columns.booleans([true, false, null]),
        columns.texts([]),
        columns.list(['a"b', 'c\\d', '交通']),
      ],
    );
    expect(rows[0]).toEqual({
      ids,
      words,
      at,
      raw,
      json: [{ 亡: 3, 近: [1.5] }, null],
      said: [true, false, null],
      none: 0,
      list: ['a"b', 'c\\d', '交通'],
    });
  });

  it('records nothing when the work fails, and takes the next number for the next', async () => {
    const before = await own();
    await expect(commit().commit(async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await own()).toEqual(before);
  });

  it.each([
    'update fact set kind = $1',
    'delete from fact where kind = $1',
    'delete from ledger_node where $1::text is not null',
  ])('refuses: %s', async (sql) => {
    await expect(server.db.query(sql, ['x'])).rejects.toThrow('append-only');
  });

  it('a follower that fails goes on from where it stopped: nothing lost, nothing twice', async () => {
    const heard: number[] = [];
    let failing = true;
    const twentieth = (await own())[19];
    server.serving.app.get(Follow).follow({
      stage: 'test',
      batch: 7,
      on: {
        'ledger.exported': each(async ({ seq }, tx) => {
          if (failing && seq === twentieth) throw new Error('not yet');
          await tx.query('create table if not exists heard (seq bigint)');
          await tx.query('insert into heard values ($1)', [seq]);
          heard.push(seq);
          return [];
        }),
      },
    });
    await commit().commit(async () => ({ value: null, facts: [aFact(1)] }));
    await eventually(async () =>
      expect(
        (await server.db.query("select failures from stage_cursor where stage = 'test'")).rows[0].failures,
      ).toBeGreaterThan(0),
    );
    failing = false;
    const all = await own();
    await eventually(async () => {
      const { rows } = await server.db.query('select seq from heard order by seq');
      expect(rows.map((r) => Number(r.seq))).toEqual(all);
    });
  });

  it('a stage gives way to the one before it, but not for ever', async () => {
    const heard: string[] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const follow = server.serving.app.get(Follow);
    const last = (await own()).at(-1)!;
    const stage = (name: string, after: string | undefined, work: () => Promise<unknown>) =>
      follow.follow({
        stage: name,
        after,
        on: {
          'ledger.exported': each(async ({ seq }) => {
            if (seq <= last) return [];
            await work();
            heard.push(name);
            return [];
          }),
        },
      });
    stage('first', undefined, () => held);
    stage('then', 'first', async () => {});
    await commit().commit(async () => ({ value: null, facts: [aFact(1)] }));
    // The first is at work for as long as it is held: the other waits some seconds, then works beside it.
    await eventually(async () => expect(heard).toEqual(['then']));
    release();
    await eventually(async () => expect(heard).toEqual(['then', 'first']));
    heard.length = 0;
    await commit().commit(async () => ({ value: null, facts: [aFact(2)] }));
    await eventually(async () => expect(heard).toEqual(['first', 'then']));
  });
});

describe('the schema', () => {
  it('is the one written down in test/data/schema.txt (UPDATE_SCHEMA=1 writes it anew)', async () => {
    const url = await freshDatabase();
    const db = new Pool({ connectionString: url });
    // A connection that is still saying goodbye hears of the drop.
    db.on('error', () => {});
    const schema = await describeSchema(db);
    await db.end();
    await dropDatabase(url);
    const file = path.join(__dirname, '../data/schema.txt');
    if (process.env.UPDATE_SCHEMA) writeFileSync(file, schema);
    expect(schema).toBe(readFileSync(file, 'utf8'));
  });
});
