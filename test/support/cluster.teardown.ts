// Stops the test run's cluster and removes its files.
import { rmSync } from 'node:fs';
import type { Embedded } from '../../apps/server/src/platform/embedded-postgres';

export default async function tearDown(): Promise<void> {
  const { wenyingTestCluster: held } = globalThis as {
    wenyingTestCluster?: { cluster: Embedded; dir: string };
  };
  await held?.cluster.stop();
  if (held) rmSync(held.dir, { recursive: true, force: true });
}
