// `npm test`: installs and builds what is missing, checks types, runs every test, and says what was skipped.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { prepare, root } from '../apps/build.mjs';

const bin = (name) => path.join(root, 'node_modules', name);
const run = (args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;

await prepare().catch((cause) => {
  process.stderr.write(`${cause.message}\n`);
  process.exit(1);
});
const rest = process.argv.slice(2);
if (rest.length === 0) {
  for (const project of ['test/tsconfig.json', 'apps/dashboard/tsconfig.json']) {
    if (run([bin('typescript/bin/tsc'), '--noEmit', '-p', project]) !== 0) process.exit(1);
  }
}
process.exit(run([bin('jest/bin/jest.js'), '-c', 'test/jest.config.cjs', ...rest]));
