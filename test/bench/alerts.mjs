// From `POST /api/messages` answered 202 to the `alert` at a socket client and at a page in a real browser, at 20 messages a second.
import { existsSync } from 'node:fs';
import { Pool } from 'pg';
import { io } from 'socket.io-client';
import { figure, latencies, round, say } from './figures.mjs';
import { processorSeconds } from './processor.mjs';
import { password, startCounty } from './server.mjs';
import { message } from './texts.mjs';

const SETTLE_MS = 20_000;
const now = () => performance.timeOrigin + performance.now();
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A socket client; `heard` says when the alert that an incident has opened came in. */
async function listen(county) {
  const heard = new Map();
  const socket = io(`${county.url}/live`, { transports: ['websocket'], auth: { token: county.token } });
  socket.on('alert', ({ kind, incidentId, seq }) => {
    if (kind === 'incident.opened') heard.set(incidentId, { at: now(), seq });
  });
  await new Promise((resolve, reject) => {
    socket.once('tick', resolve);
    socket.once('connect_error', reject);
  });
  return { heard, close: () => socket.disconnect() };
}

const browsers = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const chromiumFlags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

/** Runs in the page before its own scripts: notes when a frame with an alert came, and when its row stood on the screen. */
function watchPage() {
  const seen = { frames: {}, rows: {} };
  globalThis.wenyingBench = seen;
  const at = () => performance.timeOrigin + performance.now();
  globalThis.WebSocket = class extends globalThis.WebSocket {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => {
        const alert = typeof data === 'string' && /\["alert",(.*)\]$/s.exec(data);
        if (alert) seen.frames[JSON.parse(alert[1]).seq] ??= at();
      });
    }
  };
  new MutationObserver(() => {
    const fresh = [...document.querySelectorAll('.alert-row[data-seq]')].filter(
      ({ dataset }) => !seen.rows[dataset.seq],
    );
    if (fresh.length === 0) return;
    requestAnimationFrame(() => {
      for (const { dataset } of fresh) seen.rows[dataset.seq] ??= at();
    });
  }).observe(document, { childList: true, subtree: true });
}

async function openPage(county) {
  const executablePath = browsers.find((file) => file && existsSync(file));
  if (!executablePath) {
    say('no Chromium was found: the browser is not measured (name it in CHROMIUM)');
    return null;
  }
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: chromiumFlags.split(' ') });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(watchPage);
  await page.goto(`${county.url}/sign-in`);
  await page.locator('#sign-in_name').fill('wangmin');
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('.honesty').waitFor();
  if (!page.url().endsWith('/live')) await page.goto(`${county.url}/live`);
  await page.locator('.alerts-list, .alerts').first().waitFor();
  return { seen: () => page.evaluate(() => globalThis.wenyingBench), close: () => browser.close() };
}

/** Sends on the beat, whether or not the one before was answered; message id → when it was handed over and accepted. */
async function sendAll(county, rate, seconds) {
  const sent = new Map();
  const waiting = [];
  const from = now();
  for (let i = 0; i < rate * seconds; i++) {
    const due = from + (i * 1000) / rate;
    if (due > now()) await pause(due - now());
    waiting.push(sendOne(county, message(i, 'alerts'), sent));
  }
  await Promise.all(waiting);
  return { sent, seconds: (now() - from) / 1000 };
}

async function sendOne(county, body, sent) {
  const begun = now();
  const answer = await fetch(`${county.url}/api/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${county.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const accepted = now();
  const told = await answer.json();
  if (answer.status !== 202) throw new Error(`answer ${answer.status}: ${JSON.stringify(told)}`);
  sent.set(told.items[0].id, { begun, accepted });
}

/** Which message opened which incident. */
async function openings(county) {
  const pool = new Pool({ connectionString: county.databaseUrl, max: 1 });
  try {
    const { rows } = await pool.query(
      'select distinct on (incident_id) incident_id, message_id from incident_message order by incident_id, at',
    );
    return new Map(rows.map((row) => [row.message_id, row.incident_id]));
  } finally {
    await pool.end();
  }
}

/** `--rate=20`, `--seconds=30`. */
function numberIn(flags, name, otherwise) {
  const at = flags.findIndex((flag) => flag.startsWith(`--${name}=`));
  return at < 0 ? otherwise : Number(flags[at].split('=')[1]);
}

export async function measure(flags) {
  const [rate, length] = [numberIn(flags, 'rate', 20), numberIn(flags, 'seconds', 30)];
  const county = await startCounty();
  let page = null;
  try {
    const socket = await listen(county);
    page = await openPage(county);
    // One beforehand: models and dictionary are loaded with the first message.
    await sendOne(county, message(1_000_000, 'warm'), new Map());
    while (socket.heard.size < 1) await pause(50);
    socket.heard.clear();
    const before = processorSeconds(county.pid);
    const { sent, seconds } = await sendAll(county, rate, length);
    const until = now() + SETTLE_MS;
    while (socket.heard.size < sent.size && now() < until) await pause(100);
    const used = processorSeconds(county.pid) - before;
    await pause(1000);
    const opened = await openings(county);
    const seen = await page?.seen();
    socket.close();
    const inOrder = [...sent].sort(([, a], [, b]) => a.begun - b.begun);
    const [client, fromSending, frame, row] = [[], [], [], []];
    for (const [messageId, { begun, accepted }] of inOrder) {
      const heard = socket.heard.get(opened.get(messageId));
      if (!heard) continue;
      client.push(heard.at - accepted);
      fromSending.push(heard.at - begun);
      if (seen?.frames[heard.seq]) frame.push(seen.frames[heard.seq] - accepted);
      if (seen?.rows[heard.seq]) row.push(seen.rows[heard.seq] - accepted);
    }
    const more = { sent: sent.size, aSecond: round(sent.size / seconds) };
    latencies('accepted → alert at a socket client', client, more);
    latencies('sent → alert at a socket client', fromSending, more);
    if (seen) latencies('accepted → alert in a browser page', frame, more);
    if (seen) latencies('accepted → alert on the screen', row, more);
    const accepting = inOrder.map(([, { begun, accepted }]) => accepted - begun);
    latencies('POST answered', accepting);
    if (Number.isFinite(used))
      figure('processor time a message, server and database', (used * 1000) / sent.size, 'ms');
    const alone = [...sent.keys()].filter((id) => opened.has(id)).length;
    if (alone < sent.size)
      say(`${sent.size - alone} of ${sent.size} opened no incident of their own by then`);
    if (client.length < alone)
      say(`${alone - client.length} alerts had not come ${SETTLE_MS / 1000} s after the last message`);
  } finally {
    await page?.close();
    await county.stop();
  }
}
