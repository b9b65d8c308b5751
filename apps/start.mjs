// `npm start` and `npm run demo`: install what is missing, build what is stale, then serve.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, root } from './build.mjs';

await prepare().catch((cause) => {
  process.stderr.write(`${cause.message}\n`);
  process.exit(2);
});
const program = process.argv.includes('--demo') ? 'demo.js' : 'main.js';
await import(pathToFileURL(path.join(root, 'dist/apps/server/src', program)).href);
