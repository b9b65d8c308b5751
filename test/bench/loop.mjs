// How long the process that serves people ever keeps them waiting while 300 messages a second arrive and are understood.
import { figure, say } from './figures.mjs';
import { behind, settled, startCounty } from './server.mjs';
import { message } from './texts.mjs';

const WARM = 3000;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function send(county, rows) {
  const answer = await fetch(`${county.url}/api/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${county.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(rows),
  });
  if (answer.status !== 202)
    throw new Error(`answer ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
}

/** Milliseconds of delay of the server's event loop since this was last asked, and how far its stages are behind. */
async function loopOf(county) {
  const text = await (await fetch(`${county.url}/metrics`)).text();
  const value = (name) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]) * 1000;
  return {
    p50: value('nodejs_eventloop_lag_p50_seconds'),
    p99: value('nodejs_eventloop_lag_p99_seconds'),
    most: value('nodejs_eventloop_lag_max_seconds'),
  };
}

const number = (flags, name, otherwise) =>
  Number(flags.find((flag) => flag.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);

export async function measure(flags) {
  const [rate, seconds, batch] = [
    number(flags, 'rate', 300),
    number(flags, 'seconds', 20),
    number(flags, 'batch', 30),
  ];
  const county = await startCounty();
  try {
    for (let i = 0; i < WARM; i += 500)
      await send(
        county,
        Array.from({ length: 500 }, (_, n) => message(i + n, 'warm')),
      );
    await settled(county);
    await loopOf(county);
    const from = performance.now();
    const answers = [];
    for (let i = 0; i < rate * seconds; i += batch) {
      const due = from + (i / rate) * 1000;
      if (performance.now() < due) await pause(due - performance.now());
      answers.push(
        send(
          county,
          Array.from({ length: batch }, (_, n) => message(WARM + i + n, 'loop')),
        ),
      );
    }
    await Promise.all(answers);
    const { p50, p99, most } = await loopOf(county);
    const left = await behind(county);
    const sent = ((rate * seconds) / (performance.now() - from)) * 1000;
    figure('event-loop delay while messages arrive', p99, 'ms p99', {
      p50: Math.round(p50),
      most: Math.round(most),
      'messages/s': Math.round(sent),
    });
    if (Object.keys(left).length) say(`stages behind at the end, in facts: ${JSON.stringify(left)}`);
    await settled(county);
    const all = (performance.now() - from) / 1000;
    figure('the same messages until all is worked in', (rate * seconds) / all, 'messages/s');
  } finally {
    await county.stop();
  }
}
