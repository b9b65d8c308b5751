// Hands messages in over HTTP as machines do, and tells when each stage has worked them in.
import { message } from './texts.mjs';

const BATCH = 500;
/** While one batch is masked, another is stored, a third waits for the disk. */
const CALLERS = 3;

/** So many messages as they are handed in, written before the time is taken; `count` is a multiple of 500. */
export const batchesOf = (first, count, run) =>
  Array.from({ length: count / BATCH }, (_, batch) =>
    JSON.stringify(Array.from({ length: BATCH }, (_, i) => message(first + batch * BATCH + i, run))),
  );

async function send(county, body) {
  const answer = await fetch(`${county.url}/api/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${county.token}`, 'content-type': 'application/json' },
    body,
  });
  const told = await answer.json();
  if (answer.status !== 202 || told.received !== BATCH)
    throw new Error(`handed in ${BATCH}, answer ${answer.status}: ${JSON.stringify(told).slice(0, 300)}`);
}

/** All of them, by a few callers side by side. */
export async function sendAll(county, batches) {
  const left = [...batches];
  const caller = async () => {
    for (let batch = left.shift(); batch; batch = left.shift()) await send(county, batch);
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
}

async function until(pool, sql) {
  for (;;) {
    const { rows } = await pool.query(sql);
    if (rows[0].done) return performance.now();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
/** Whether a stage has worked in every fact of a kind. Rows are not counted meanwhile: that would be work for the database too. */
const followed = (stage, kind) =>
  `select coalesce(max(f.seq), 0) <= (select seq from stage_cursor where stage = '${stage}') as done from fact f where kind = '${kind}'`;
/** The moment at which all that was received is labelled, and all that is labelled is placed. */
export const labelledAll = (pool) => until(pool, followed('labelling', 'intake.received'));
export const placedAll = (pool) => until(pool, followed('understanding', 'message.labelled'));
