// From the instant of a breach to the notice: at a live screen's socket, at a mail server and at a webhook, all on this machine. `--breaches=60 --every=500`.
import { createServer } from 'node:http';
import { Pool } from 'pg';
import { SMTPServer } from 'smtp-server';
import { io } from 'socket.io-client';
import { incidents } from './clocks.mjs';
import { latencies, say } from './figures.mjs';
import { built, password, startCounty } from './server.mjs';

const LEAD_MS = 4_000;
const SETTLE_MS = 30_000;
const now = () => performance.timeOrigin + performance.now();
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const numberIn = (flags, name, otherwise) =>
  Number(flags.find((flag) => flag.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const clocksIn = (text) => [...text.matchAll(/duties\/([0-9a-f-]{36})/g)].map(([, id]) => id);

const gather = (stream, done) => {
  const chunks = [];
  stream.on('data', (chunk) => chunks.push(chunk));
  stream.on('end', () => done(Buffer.concat(chunks).toString()));
};

/** A mail server on this machine that reads each letter out and counts them. */
export async function mailbox(read = () => {}) {
  let letters = 0;
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onData: (stream, _session, done) =>
      gather(stream, (raw) => {
        letters += 1;
        const body = raw
          .split(/\r?\n\r?\n/)
          .slice(1)
          .join('');
        read(Buffer.from(body, 'base64').toString());
        done();
      }),
  });
  await new Promise((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  return { port: smtp.server.address().port, letters: () => letters, close: () => smtp.close() };
}

/** A webhook and a mail server that note when they heard of which clock. */
async function receivers() {
  const [hooks, mails] = [new Map(), new Map()];
  const note = (heard, text) => {
    for (const clockId of clocksIn(text)) if (!heard.has(clockId)) heard.set(clockId, now());
  };
  const http = createServer((req, res) =>
    gather(req, (text) => {
      note(hooks, text);
      res.writeHead(204).end();
    }),
  );
  const post = await mailbox((text) => note(mails, text));
  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
  const close = () => {
    http.closeAllConnections();
    http.close();
    post.close();
  };
  return { hooks, mails, http: http.address().port, smtp: post.port, close };
}

/** A leader with a mail address, and the county's way to send mail. */
export async function supervised(county, smtp) {
  const { Caller } = built('demo/caller.js');
  const admin = new Caller(county.url);
  await admin.signIn('admin', password);
  await admin.call('officers.add', {
    body: { name: '李县长', signInName: 'leader', roles: ['leader'], departmentId: null, password },
  });
  const leader = new Caller(county.url);
  await leader.signIn('leader', password);
  await leader.call('noticeSettings.change', {
    body: { email: 'leader@wanglan.example', phone: '', quiet: null },
  });
  const mail = { host: '127.0.0.1', port: smtp, security: 'none', user: '', from: 'n@wanglan.example' };
  await admin.call('noticeChannels.add', { body: { kind: 'email', name: '邮件', quiet: null, ...mail } });
  return admin;
}

/** Both channels, and a ladder of one rung that uses them. */
async function furnish(county, far) {
  const admin = await supervised(county, far.smtp);
  const hook = await admin.call('noticeChannels.add', {
    body: { kind: 'webhook', name: '推送', quiet: null, url: `http://127.0.0.1:${far.http}/` },
  });
  const rung = { to: 'supervising-leader', since: 'breached', levels: 'all', afterMinutes: 0, repeat: null };
  const rungs = [{ ...rung, by: ['email'], channelIds: [hook.id] }];
  await admin.call('ladder.save', {
    body: { rungs, acknowledgedForMinutes: 60, basedOn: null, reason: '量度' },
  });
}

/** Clocks that run out one after the other; clock id → the instant of its breach. */
async function aboutToBreach(county, count, everyMs) {
  const pool = new Pool({ connectionString: county.databaseUrl, max: 1 });
  try {
    const { rows } = await pool.query('select id from jurisdiction');
    const jurisdictionId = rows[0].id;
    const ids = await incidents({ pool, jurisdictionId }, count);
    const from = Date.now() + LEAD_MS;
    const made = await pool.query(
      `insert into clock (id, jurisdiction_id, incident_id, duty, pack_id, pack_version, round, name, clause, owed_by, answered_by,
                          starts_from, start_at, due_at, basis, explain, state, opened_at, given, next_notice_at)
       select gen_random_uuid(), $1, i, 'response', 'bench', '1', 1, '{"zh": "回应", "en": "Response"}', '{}', 'responsible', '{statement}',
              'detected', at - interval '48 hours', at - interval '1 second', '', '[]', 'open', now(), '{half,near,hour}', at
         from unnest($2::uuid[]) with ordinality u (i, n),
              lateral (select date_trunc('second', to_timestamp(($3::float8 + n * $4) / 1000)) + interval '1 second' as at) t
       returning id, next_notice_at as at`,
      [jurisdictionId, ids, from, everyMs],
    );
    return new Map(made.rows.map(({ id, at }) => [id, at.getTime()]));
  } finally {
    await pool.end();
  }
}

export async function measure(flags) {
  const [count, everyMs] = [numberIn(flags, 'breaches', 60), numberIn(flags, 'every', 500)];
  process.env.FETCH_ALLOW = '127.0.0.1';
  const far = await receivers();
  const county = await startCounty();
  const screen = new Map();
  const socket = io(`${county.url}/live`, { transports: ['websocket'], auth: { token: county.token } });
  try {
    socket.on('alert', ({ kind, subject }) => {
      if (kind === 'clock.escalated' && !screen.has(subject.id)) screen.set(subject.id, now());
    });
    await new Promise((resolve, reject) => {
      socket.once('tick', resolve);
      socket.once('connect_error', reject);
    });
    await furnish(county, far);
    const breaches = await aboutToBreach(county, count, everyMs);
    const last = Math.max(...breaches.values());
    const heard = { screen, mail: far.mails, webhook: far.hooks };
    const isDone = () => Object.values(heard).every((map) => [...breaches.keys()].every((id) => map.has(id)));
    while (!isDone() && now() < last + SETTLE_MS) await pause(100);
    const waits = (map) => [...breaches].flatMap(([id, at]) => (map.has(id) ? [map.get(id) - at] : []));
    latencies('breach → told at a live screen', waits(screen));
    latencies('breach → mail received', waits(far.mails));
    latencies('breach → webhook received', waits(far.hooks));
    for (const [name, map] of Object.entries(heard)) {
      const missing = breaches.size - waits(map).length;
      if (missing > 0) say(`${missing} of ${breaches.size} had not reached ${name} by then`);
    }
  } finally {
    socket.disconnect();
    far.close();
    await county.stop();
  }
}
