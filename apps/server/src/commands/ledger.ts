// `wenying ledger export DIR` with the database, `wenying ledger verify DIR` without one.
import { readFileSync } from 'node:fs';
import { verifyBundle } from '#accountability';
import { commandLine, complain, print } from './lines';

export async function verifyDirectory(dir: string, { key }: { key?: string }): Promise<number> {
  const publicKey = key && (key.includes('+') ? key : readFileSync(key, 'utf8').trim());
  const verdict = await verifyBundle(dir, publicKey ? { publicKey } : {});
  await print(verdict);
  if (verdict.ok) {
    complain(
      `核验通过：${verdict.entries} 条存证，${verdict.checkpoints} 个检查点。 / Verified: ${verdict.entries} entries, ${verdict.checkpoints} checkpoints.`,
    );
    return 0;
  }
  for (const problem of verdict.problems.slice(0, 5))
    complain(`${problem.sentence.zh} / ${problem.sentence.en}`);
  // 2 where there was nothing to check, as for every command.
  return verdict.problems.some(({ code, file }) => code === 'bundle.unreadable' && file === dir) ? 2 : 1;
}

export async function exportBundle(dir: string): Promise<number> {
  const { withServer } = await import('./with-server.js');
  const { BundleService } = await import('../accountability/bundle.service.js');
  return withServer(async (context) => {
    const manifest = await context.get(BundleService).exportTo(dir, commandLine);
    await print({ dir, size: manifest.size });
    return 0;
  });
}
