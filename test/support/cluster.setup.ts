// One PostgreSQL cluster for a whole test run: quick rather than safe, gone when jest is gone.
import { chmodSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbedded } from '../../apps/server/src/platform/embedded-postgres';

export default async function setUp(): Promise<void> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'wenying-test-'));
  chmodSync(dir, 0o755); // PostgreSQL runs as another user when we are root
  const quick = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=400'];
  const cluster = await startEmbedded(
    dir,
    quick.flatMap((setting) => ['-c', setting]),
  );
  process.env.WENYING_TEST_CLUSTER = cluster.url;
  Object.assign(globalThis, { wenyingTestCluster: { cluster, dir } });
}
