#!/usr/bin/env node
// The command line: builds what is stale (saying so on standard error), then hands over to the compiled program.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, root } from './build.mjs';

await prepare(['server']).catch((cause) => {
  process.stderr.write(`${cause.message}\n`);
  process.exit(2);
});
await import(pathToFileURL(path.join(root, 'dist/apps/server/src/cli.js')).href);
