// Accountability on a real database: what an auditor sees, proves, takes home; and that an altered row is named.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { verifyBundle, verifyCheckpoint } from '#accountability';
import { BundleService } from '../../apps/server/src/accountability/bundle.service';
import { CheckpointService } from '../../apps/server/src/accountability/checkpoint.service';
import { fromBase64, leafHash, verifyInclusion } from '../../libs/accountability/in-browser';
import { startServer, type TestServer } from '../support/server';

const auditorActor = { kind: 'officer', id: 'x', name: '审计员' } as const;

describe('the ledger as an auditor has it', () => {
  let server: TestServer;
  const dirs: string[] = [];
  const fresh = () => {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'wenying-bundle-'));
    dirs.push(dir);
    return dir;
  };
  beforeAll(async () => {
    server = await startServer();
    for (const role of ['news-office', 'leader', 'auditor'] as const) await server.as(role);
  });
  afterAll(async () => {
    await server.close();
    for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
  });

  it('lists every act with its actor, newest first, by cursor without gap or repeat', async () => {
    const auditor = await server.as('auditor');
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await auditor.call('ledger.list', { query: { limit: 3, cursor } });
      seen.push(...page.items.map((e) => e.seq));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, i) => seen.length - i));
    const { items } = await auditor.call('ledger.list', { query: { kind: 'officer.added' } });
    expect(items[0]?.actor.name).toBe('管理员');
    expect(
      (await auditor.call('ledger.list', { query: { kind: 'officer', q: '管理员' } })).items.length,
    ).toBeGreaterThan(1);
  });

  it('proves an entry to a page that recomputes everything itself', async () => {
    const auditor = await server.as('auditor');
    const sealed = await auditor.call('ledger.seal');
    const { publicKey } = await auditor.call('ledger.checkpoints');
    expect(verifyCheckpoint(sealed.text, publicKey)).toMatchObject({ ok: true });
    for (const seq of [1, 2, sealed.size]) {
      const proof = await auditor.call('ledger.read', { params: { seq } });
      const claim = {
        index: seq - 1,
        size: proof.size,
        proof: proof.path.map(fromBase64),
        root: fromBase64(proof.root),
      };
      const leaf = await leafHash(proof.entry as Parameters<typeof leafHash>[0]);
      expect(await verifyInclusion({ ...claim, leaf })).toBe(true);
      const altered = { ...proof.entry, actor: { ...proof.entry.actor, name: '别人' } };
      expect(
        await verifyInclusion({ ...claim, leaf: await leafHash(altered as Parameters<typeof leafHash>[0]) }),
      ).toBe(false);
    }
  });

  it('refuses those who may not: a leader reads nothing here, an administrator exports nothing', async () => {
    expect(await (await server.as('news-office')).refused('ledger.export')).toMatchObject({ status: 403 });
    expect(await (await server.as('administrator')).refused('ledger.export')).toMatchObject({ status: 403 });
    expect(await server.anonymous().refused('ledger.list')).toMatchObject({
      status: 401,
      code: 'access.sign-in',
    });
  });

  it('exports a zip that the stand-alone verifier accepts', async () => {
    const auditor = await server.as('auditor');
    const res = await auditor.fetch('/api/ledger/export', { method: 'POST' });
    expect(res.status).toBe(200);
    const dir = fresh();
    for (const [name, bytes] of Object.entries(unzipSync(new Uint8Array(await res.arrayBuffer())))) {
      const file = path.join(dir, name.replace('wenying-ledger/', ''));
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
    expect(await verifyBundle(dir)).toMatchObject({ ok: true });
    // The export is itself on record.
    expect(
      (await auditor.call('ledger.list', { query: { kind: 'ledger.exported' } })).items[0]?.actor.name,
    ).toBe('测试auditor');
  });

  it('names the entry when one row of the bundle is altered', async () => {
    const dir = fresh();
    await server.serving.app.get(BundleService).exportTo(dir, auditorActor);
    const file = path.join(dir, 'entries.jsonl');
    const lines = readFileSync(file, 'utf8').split('\n');
    lines[3] = lines[3]!.replace(/"name":"[^"]+"/, '"name":"无名氏"');
    writeFileSync(file, lines.join('\n'));
    const verdict = await verifyBundle(dir);
    expect(verdict).toMatchObject({ ok: false, firstBad: 4 });
  });

  it('keeps checkpoints and leaf hashes outside the database', async () => {
    const sealed = await server.serving.app.get(CheckpointService).seal(auditorActor);
    const kept = path.join(server.config.dataDir, 'ledger');
    expect(readFileSync(path.join(kept, 'leaves.bin')).length).toBe(Number(sealed.size) * 32);
    expect(readdirSync(path.join(kept, 'checkpoints')).at(-1)).toBe(
      `${String(sealed.size).padStart(12, '0')}.txt`,
    );
  });

  it('names the entry when one row of the database is altered, even with its own hash made to fit', async () => {
    const { db } = server;
    const alter = async (sql: string, values: unknown[]) => {
      const client = await db.connect();
      await client.query("set session_replication_role = 'replica'"); // as whoever owns the database could
      await client.query(sql, values);
      await client.query("set session_replication_role = 'origin'");
      client.release();
    };
    const { rows } = await db.query('select * from fact where seq = 5');
    await alter("update fact set actor_name = '别人' where seq = 5", []);
    const plain = fresh();
    await server.serving.app.get(BundleService).exportTo(plain, auditorActor);
    expect(await verifyBundle(plain)).toMatchObject({ ok: false, firstBad: 5 });

    // The forger also makes the stored hashes agree with the altered row.
    const { leafHash: leafOnServer } = await import('#accountability');
    const auditor = await server.as('auditor');
    const forged = leafOnServer(
      (await auditor.call('ledger.read', { params: { seq: 5 } })).entry as Parameters<typeof leafOnServer>[0],
    );
    await alter('update fact set leaf_hash = $1 where seq = 5', [Buffer.from(forged)]);
    await alter('update ledger_node set hash = $1 where level = 0 and position = 4', [Buffer.from(forged)]);
    const clever = fresh();
    await server.serving.app.get(BundleService).exportTo(clever, auditorActor);
    expect(await verifyBundle(clever)).toMatchObject({ ok: false, firstBad: 5 });
    await alter('update fact set actor_name = $1, leaf_hash = $2 where seq = 5', [
      rows[0].actor_name,
      rows[0].leaf_hash,
    ]);
  });
});
