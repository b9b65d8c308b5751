// A port that somebody else took between the look for a free one and the start is no fault: another is tried.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import net, { type AddressInfo, type Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { type Embedded, startEmbedded } from './embedded-postgres';

const dir = mkdtempSync(path.join(os.tmpdir(), 'wenying-port-'));
chmodSync(dir, 0o755); // PostgreSQL runs as another user when we are root
let other: Server;
let database: Embedded | undefined;
beforeAll(async () => {
  other = net.createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  jest.restoreAllMocks();
  await database?.stop();
  other.close();
  rmSync(dir, { recursive: true, force: true });
});

test('the database begins on another port where its own was taken meanwhile', async () => {
  const { port: taken } = other.address() as AddressInfo;
  const probe = {
    listen: (_port: number, _host: string, ready: () => void) => {
      setImmediate(ready);
      return probe;
    },
    address: () => ({ port: taken }),
    close: (done: () => void) => done(),
  };
  const looks = jest.spyOn(net, 'createServer').mockImplementationOnce(() => probe as never);
  database = await startEmbedded(dir);
  expect(looks).toHaveBeenCalledTimes(2);
  expect(new URL(database.url).port).not.toBe(String(taken));
  const client = new Client({ connectionString: database.url });
  await client.connect();
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await client.end();
});
