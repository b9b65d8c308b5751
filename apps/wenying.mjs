#!/usr/bin/env node
// The command line: builds what is stale (saying so on standard error), then hands over to the compiled program.
import { buildServer } from './build.mjs';

buildServer({ quiet: true });
await import('../dist/apps/server/src/cli.js');
