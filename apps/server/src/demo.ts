// `npm run demo`: the same server on a throw-away database, with an invented county already in motion and new messages arriving.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Caller } from './demo/caller';
import { demoPassword } from './demo/county';
import { nextMessage } from './demo/messages';
import { openNewspaper } from './demo/newspaper';
import { Play } from './demo/play';
import { cast, demoSecret } from './demo/seed';
import { readConfig } from './platform/config';
import { migrate } from './platform/database';
import { startEmbedded } from './platform/embedded-postgres';
import { serve } from './serve';

/** One message every so often, as on a quiet day. */
const EVERY_MS = Number(process.env.DEMO_EVERY_MS) || 8_000;

async function main(): Promise<void> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'wenying-demo-'));
  chmodSync(dir, 0o755);
  const config = readConfig({
    ...process.env,
    DATABASE_URL: '',
    DATA_DIR: dir,
    SECRET_KEY: demoSecret(),
    NODE_ENV: '',
    FETCH_ALLOW: '127.0.0.1',
  });
  const quick = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];
  const database = await startEmbedded(dir, quick);
  await migrate(database.url);
  const serving = await serve(config, database.url);
  const newspaper = await openNewspaper(new Date());
  let arriving: NodeJS.Timeout | undefined;
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    clearInterval(arriving);
    await serving.close().catch(() => {});
    await database.stop().catch(() => {});
    rmSync(dir, { recursive: true, force: true });
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
  try {
    process.stdout.write('\n  正在布置望澜县 / setting up an invented county …\n');
    const { machine } = await new Play(serving.url, config, new Date()).all(newspaper);
    arriving = keepArriving(machine);
    process.stdout.write(invitation(serving.url));
  } catch (cause) {
    process.stderr.write(`\n${(cause as Error).message}\n`);
    await stop(1);
  }
}

function keepArriving(machine: Caller): NodeJS.Timeout {
  let i = 0;
  return setInterval(() => {
    // One that cannot be sent now is not worth stopping the demo for; the next is on its way.
    machine.call('messages.send', { body: { ...nextMessage(i++) } }).catch(() => {});
  }, EVERY_MS);
}

function invitation(url: string): string {
  const rows = cast.map((p) => `    ${p.signIn.padEnd(10)} ${p.name}  ${p.role}`);
  return [
    '',
    `  闻应演示 Wenying demo:  ${url}`,
    '',
    `  口令 password（所有人 / everyone）:  ${demoPassword}`,
    '  登录名 sign-in names:',
    ...rows,
    '',
    '  数据是虚构的，停止后即删除 / invented, and gone when you stop (Ctrl-C)',
    '',
    '',
  ].join('\n');
}

void main().catch((cause) => {
  process.stderr.write(`\n${(cause as Error).message}\n\n`);
  process.exit(1);
});
