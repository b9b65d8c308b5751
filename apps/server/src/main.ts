// Starts the server: configuration, database, migrations, then everything on one port; says in plain words where to go.
import { createServer } from 'node:net';
import { readConfig } from './platform/config';
import { migrate, openForServer } from './platform/database';
import { keepHeapSmall } from './platform/heap';
import { log } from './platform/log';
import { settleSecretKey } from './platform/secret-key';
import { serve } from './serve';
import { welcome } from './welcome';

async function main(): Promise<void> {
  keepHeapSmall();
  const given = readConfig();
  await portIsFree(given.port);
  const database = await openForServer(given);
  let close = database.close;
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    await close().catch((err) => log.error({ err }, 'could not stop cleanly'));
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
  process.on('unhandledRejection', (err) => {
    log.fatal({ err }, 'something failed that nothing handled');
    void stop(1);
  });
  try {
    await migrate(database.url);
    const config = await settleSecretKey(given, database.url);
    const serving = await serve(config, database.url);
    close = async () => {
      await serving.close();
      await database.close();
    };
    process.stdout.write(await welcome(config, database.url, serving.url));
  } catch (cause) {
    await database.close().catch(() => {});
    throw cause;
  }
}

/** A port in use is told before a database is made for nothing. */
function portIsFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(port, () => probe.close(() => resolve()));
  });
}

/** One clear sentence, no stack trace. */
function sentenceOf(cause: unknown): string {
  const error = cause as NodeJS.ErrnoException & { port?: number };
  if (error.code === 'EADDRINUSE') {
    return `端口 ${error.port} 已被占用。请关闭占用它的程序，或换一个端口：PORT=3001 npm start / Port ${error.port} is in use: stop what uses it, or choose another with PORT=3001 npm start`;
  }
  if (error.code === 'EACCES' && error.port)
    return `没有权限使用端口 ${error.port}。请换一个 1024 以上的端口。 / No permission for port ${error.port}: choose one above 1024.`;
  return error instanceof Error ? error.message : String(cause);
}

main().catch((cause) => {
  log.debug({ err: cause }, 'could not start');
  process.stderr.write(`\n${sentenceOf(cause)}\n\n`);
  process.exit(1);
});
