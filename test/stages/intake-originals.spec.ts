// Sealed originals: opened by a person with a reason, readable under a changed SECRET_KEY and from before, erased in their time.

import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Retention } from '../../apps/server/src/intake/retention';
import { Intake0009 } from '../../apps/server/src/migrations/0009-intake';
import { Commit } from '../../apps/server/src/platform/commit';
import { connect } from '../../apps/server/src/platform/database';
import { KeyFault, Keyring } from '../../apps/server/src/platform/keyring';
import { deriveKey } from '../../apps/server/src/platform/keys';
import { Now } from '../../apps/server/src/platform/now';
import { SecretBox } from '../../apps/server/src/platform/secret-box';
import { keepNextKey, settleSecretKey } from '../../apps/server/src/platform/secret-key';
import { encrypt, wrappingOf } from '../../apps/server/src/platform/wrap';
import { serve } from '../../apps/server/src/serve';
import type { Client } from '../support/client';
import { startServer, type TestServer } from '../support/server';

const PHONE = '13598761234';
const body = `我住在青竹路，家里断水两天，请回电${PHONE}。`;
// A busy machine takes its time.
jest.setTimeout(150_000);

let server: TestServer;
let staff: Client;
let machine: Client;
beforeAll(async () => {
  server = await startServer({ env: { ORIGINAL_DAYS: '30' } });
  [staff, machine] = [await server.as('news-office'), await server.withToken('intake:write')];
});
afterAll(() => server.close());

let made = 0;
async function message(text = body): Promise<string> {
  const { items } = await machine.call('messages.send', {
    body: {
      channel: 'mailbox',
      title: `断水 ${++made}`,
      body: `${text}（${made}）`,
      place: `青竹路${made}号`,
    },
  });
  return items[0]!.id!;
}
const open = (who: Client, id: string, reason = '需要与来信人核对停水楼栋') =>
  who.call('messages.original', { params: { id }, body: { reason } });
const factsOf = async (kind: string, subject?: string) =>
  (
    await server.db.query(
      'select body, actor_name, jurisdiction_id from fact where kind = $1 and ($2::text is null or subject_id = $2) order by seq',
      [kind, subject ?? null],
    )
  ).rows as { body: Record<string, unknown>; actor_name: string; jurisdiction_id: string | null }[];

describe('opening one', () => {
  it('shows the words as they came, after the reason stands in the ledger', async () => {
    const id = await message();
    expect((await staff.call('messages.read', { params: { id } })).original).toEqual({
      state: 'kept',
      erasedAt: null,
    });
    const reason = `核对情况，已约好回电 ${PHONE}`;
    const shown = await open(staff, id, reason);
    expect(shown).toMatchObject({
      body: expect.stringContaining(PHONE),
      place: expect.stringContaining('号'),
    });
    const told = await factsOf('original.opened', id);
    expect(told).toMatchObject([{ body: { messageId: id }, actor_name: '测试news-office' }]);
    expect(told[0]!.jurisdiction_id).not.toBeNull();
    expect(Object.keys(told[0]!.body).sort()).toEqual(['messageId', 'reason']);
    // What a person writes as the reason stays for good: personal data in it is masked as well.
    expect(told[0]!.body.reason).toMatch(/^核对情况，已约好回电 135/);
    expect(JSON.stringify(told)).not.toContain(PHONE);
    expect(JSON.stringify(told)).not.toContain('断水');
    await open(staff, id);
    expect(await factsOf('original.opened', id)).toHaveLength(2);
  });

  it('is refused in a sentence without the right, a reason, or a view of it; and then nothing is recorded', async () => {
    const id = await message();
    const ask = (who: Client, reason: string) =>
      who.refused('messages.original', { params: { id }, body: { reason } });
    for (const role of ['leader', 'department-officer', 'reviewer', 'auditor', 'administrator'] as const)
      expect(await ask(await server.as(role), '想看看')).toMatchObject({
        status: 403,
        problem: { detail: expect.stringMatching(/\p{Script=Han}.*。/u) },
      });
    expect(await ask(machine, '想看看')).toMatchObject({ status: 403 });
    expect(await ask(server.anonymous(), '想看看')).toMatchObject({ status: 401 });
    expect(await ask(staff, '')).toMatchObject({ status: 400 });
    expect(await ask(staff, '   ')).toMatchObject({ status: 400 });
    await server.db.query(
      "with j as (insert into jurisdiction (name, level) values ('邻县', 'county') returning id) update message set jurisdiction_id = j.id from j where message.id = $1",
      [id],
    );
    expect(await ask(staff, '想看看')).toMatchObject({ status: 404 });
    expect(await factsOf('original.opened', id)).toEqual([]);
  });

  it('says that it was altered, and records no opening', async () => {
    const [id, other] = [await message(), await message()];
    await server.db.query(
      'update message set sealed = (select sealed from message where id = $2) where id = $1',
      [id, other],
    );
    const refused = await staff.refused('messages.original', {
      params: { id },
      body: { reason: '核对' },
    });
    expect(refused).toMatchObject({ status: 500, code: 'original.altered' });
    expect(await factsOf('original.opened', id)).toEqual([]);
  });
});

describe('keys', () => {
  const keyRows = async () =>
    (await server.db.query('select name, wrapped_by, wrapped from wrapped_key order by name')).rows as {
      name: string;
      wrapped_by: string;
      wrapped: Buffer;
    }[];
  const sealedOf = async (id: string): Promise<Buffer> =>
    (await server.db.query('select sealed from message where id = $1', [id])).rows[0].sealed;

  it('one a month, wrapped under SECRET_KEY, beside those for good', async () => {
    const id = await message();
    const month = (await sealedOf(id)).toString('latin1', 7, 14);
    const rows = await keyRows();
    expect(rows.map((row) => row.name)).toEqual([
      'fingerprint',
      'ledger-checkpoint',
      `original:${month}`,
      'webhook-secret',
    ]);
    expect(rows.every((row) => row.wrapped_by === wrappingOf(server.config.secretKey).id)).toBe(true);
    expect(JSON.stringify(await keyRows())).not.toContain(server.config.secretKey);
  });

  it('four processes that need the same new month at once agree on one key', async () => {
    const rings = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const db = await connect(server.databaseUrl);
        return { db, ring: await Keyring.open(db, server.config) };
      }),
    );
    try {
      const found = await Promise.all(rings.map(({ ring }) => ring.named('original:2031-01')));
      expect(new Set(found.map((key) => key.toString('hex'))).size).toBe(1);
    } finally {
      await Promise.all(rings.map(({ db }) => db.destroy()));
      await server.db.query("delete from wrapped_key where name = 'original:2031-01'");
    }
  });

  it('another SECRET_KEY is told in a sentence, and changes nothing', async () => {
    const before = await keyRows();
    const wrong = {
      ...server.config,
      secretKey: 'another secret of thirty-two characters',
      secretKeyFile: null,
    };
    await expect(serve(wrong, server.databaseUrl)).rejects.toThrow(/SECRET_KEY/);
    await expect(settleSecretKey(wrong, server.databaseUrl)).rejects.toThrow(KeyFault);
    expect(await keyRows()).toEqual(before);
  });

  /** What `wenying rotate-key` does, up to a point at which it may be killed. */
  const rotateTo = async (next: string, at: 'before the commit' | 'after the commit') => {
    const killed = new Error('killed');
    await server.serving.app
      .get(Commit)
      .commit(async (tx) => {
        await server.serving.app
          .get(Keyring)
          .rewrap(tx, next, () => keepNextKey(server.config.secretKeyFile!, next));
        if (at === 'before the commit') throw killed;
        return { value: null, facts: [] };
      })
      .catch((cause) => {
        if (cause !== killed) throw cause;
      });
  };

  it('a change of SECRET_KEY that breaks off before the commit leaves the old one; after it, the new one takes over', async () => {
    const id = await message();
    const sealed = await sealedOf(id);
    const next = 'the next secret, long enough for the rule';
    const before = await keyRows();
    await rotateTo(next, 'before the commit');
    expect(await keyRows()).toEqual(before);
    expect(await settleSecretKey(server.config, server.databaseUrl)).toBe(server.config);

    await rotateTo(next, 'after the commit');
    const after = await keyRows();
    expect(after.map((row) => row.name)).toEqual(before.map((row) => row.name));
    expect(after.every((row) => row.wrapped_by === wrappingOf(next).id)).toBe(true);
    // Nothing but the keys was encrypted anew.
    expect((await sealedOf(id)).equals(sealed)).toBe(true);
    // The process that still runs on the old key reads and seals on.
    expect((await open(staff, id)).body).toContain(PHONE);
    expect((await open(staff, await message())).body).toContain(PHONE);

    const file = server.config.secretKeyFile!;
    expect(readFileSync(file, 'utf8').trim()).not.toBe(next);
    const settled = await settleSecretKey(server.config, server.databaseUrl);
    expect(settled.secretKey).toBe(next);
    expect(readFileSync(file, 'utf8').trim()).toBe(next);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(path.dirname(file)).toBe(server.config.dataDir);
    Object.assign(server.config, settled);
  });

  it('under the new key: old originals and the secrets of partners open, the same words are still a repeat, the ledger keeps its name', async () => {
    const secret = server.serving.app.get(SecretBox).seal('a partner', 'whsec_agreed');
    const words = { channel: 'comment' as const, title: '桥面积水', body: '下雨后北渡桥桥面积水。' };
    await machine.call('messages.send', { body: words });
    const id = await message();
    const { publicKey } = await (await server.as('auditor')).call('ledger.checkpoints', {});
    await server.restart();
    staff = await server.as('news-office');
    expect((await open(staff, id)).body).toContain(PHONE);
    expect(server.serving.app.get(SecretBox).open('a partner', secret)).toBe('whsec_agreed');
    machine = await server.withToken('intake:write');
    expect(await machine.call('messages.send', { body: words })).toMatchObject({ received: 0, repeated: 1 });
    const auditor = await server.as('auditor');
    expect((await auditor.call('ledger.checkpoints', {})).publicKey).toBe(publicKey);
  });

  it('what was sealed before there were keys by the month opens after the migration, and its words are known again', async () => {
    const words = { channel: 'phone' as const, title: '老信', body: `旧制封存的来信，电话${PHONE}。` };
    const { items } = await machine.call('messages.send', { body: words });
    const id = items[0]!.id!;
    await server.serving.close();
    const db = await connect(server.databaseUrl);
    try {
      const { secretKey } = server.config;
      const derived = (purpose: 'original-text' | 'fingerprint') => deriveKey(secretKey, purpose);
      const [runner, migration] = [db.createQueryRunner(), new Intake0009()];
      await migration.down(runner);
      const { createHmac } = await import('node:crypto');
      const { fingerprint } = await import('#intake');
      const print = createHmac('sha256', derived('fingerprint'))
        .update(fingerprint(words.title, words.body))
        .digest();
      const sealed = encrypt(derived('original-text'), id, Buffer.from(JSON.stringify(words)));
      await db.query('delete from sighting where message_id = $1', [id]);
      await db.query('update message set sealed = $2, fingerprint = $3 where id = $1', [id, sealed, print]);
      await migration.up(runner);
      await runner.release();
    } finally {
      await db.destroy();
    }
    server.serving = await serve(server.config, server.databaseUrl);
    await server.restart();
    staff = await server.as('news-office');
    machine = await server.withToken('intake:write');
    expect((await open(staff, id)).body).toBe(words.body);
    expect(await machine.call('messages.send', { body: words })).toMatchObject({
      received: 0,
      repeated: 1,
      items: [{ id }],
    });
    const rows = await keyRows();
    expect(rows.map((row) => row.name)).toEqual(
      expect.arrayContaining(['fingerprint', 'ledger-checkpoint', 'original:first']),
    );
    expect(rows.every((row) => row.wrapped_by === wrappingOf(server.config.secretKey).id)).toBe(true);
  });
});

describe('their time', () => {
  const later = async <T>(days: number, work: () => Promise<T>): Promise<T> => {
    const clock = server.serving.app.get(Now);
    clock.at = () => new Date(Date.now() + days * 24 * 3600_000);
    try {
      return await work();
    } finally {
      clock.at = () => new Date();
    }
  };

  it('after the days that the environment names, the words go and the digest stays; it is said, and never twice', async () => {
    const id = await message();
    const retention = server.serving.app.get(Retention);
    expect(await later(29, () => retention.erase())).toBe(0);
    const before = await server.db.query('select title, body, fingerprint from message where id = $1', [id]);
    const { rows: all } = await server.db.query(
      'select jurisdiction_id, count(*)::int as n from message where sealed is not null group by 1 order by 2 desc',
    );
    const total = all.reduce((sum, row) => sum + row.n, 0);
    // Two at once, as in two processes: each message is erased once.
    const gone = await later(31, () => Promise.all([retention.erase(), retention.erase()]));
    expect(gone[0] + gone[1]).toBe(total);
    const { rows } = await server.db.query('select count(*)::int as n from message where sealed is not null');
    expect(rows[0].n).toBe(0);
    const after = await server.db.query('select title, body, fingerprint from message where id = $1', [id]);
    expect(after.rows).toEqual(before.rows);
    const told = await factsOf('original.erased');
    expect(told.reduce((sum, { body: said }) => sum + Number(said.count), 0)).toBe(total);
    expect(told[0]!.body).toMatchObject({ days: 30, digest: expect.stringMatching(/^[\da-f]{64}$/) });
    expect(await later(31, () => retention.erase())).toBe(0);

    const read = await staff.call('messages.read', { params: { id } });
    expect(read.original).toEqual({ state: 'erased', erasedAt: expect.any(String) });
    expect(
      await staff.refused('messages.original', { params: { id }, body: { reason: '核对' } }),
    ).toMatchObject({
      status: 410,
      code: 'original.erased',
      problem: { detail: expect.stringContaining('原文已按保存期限清除') },
    });
    // The same words again are still the same message, and do not bring its original back.
    const { title } = before.rows[0];
    const again = { channel: 'mailbox', title, body: `${body}（${made}）`, place: `青竹路${made}号` };
    expect(await machine.call('messages.send', { body: again })).toMatchObject({
      repeated: 1,
      items: [{ id }],
    });
    expect((await staff.call('messages.read', { params: { id } })).original.state).toBe('erased');
  });

  it('without a limit nothing is erased', async () => {
    await message();
    const retention = server.serving.app.get(Retention);
    const { originalDays } = server.config;
    Object.assign(server.config, { originalDays: null });
    try {
      expect(await later(3650, () => retention.erase())).toBe(0);
    } finally {
      Object.assign(server.config, { originalDays });
    }
  });

  it('comes for every text that a message has had', async () => {
    const send = async (text: string) =>
      (
        await machine.call('messages.send', {
          body: { channel: 'mailbox', externalId: 'edited-1', title: '断水', body: text },
        })
      ).items[0]!;
    const { id } = await send(`${body}（改前）`);
    expect(await send(`${body}（改后）`)).toMatchObject({ id, state: 'revised' });
    const sealed = async () =>
      (
        await server.db.query(
          'select no, sealed is not null as kept from message_revision where message_id = $1',
          [id],
        )
      ).rows.map((row) => row.kept);
    expect(await sealed()).toEqual([true, true]);
    await later(31, () => server.serving.app.get(Retention).erase());
    expect(await sealed()).toEqual([false, false]);
  });
});
