// `npm run bench [-- names]`: figures, measured here; ratios where time is meant. `start --clone` also times a fresh clone; `intake --stored=1000000` measures over an archive.
import { say, table } from './figures.mjs';

/** Those that take minutes are measured when they are asked for. */
const long = ['sweep', 'recompute', 'kill'];
const all = [
  'start',
  'feeds',
  'masking',
  'sheets',
  'topics',
  'grouping',
  'emergencies',
  'learning',
  'bursts',
  'ledger',
  'intake',
  'loop',
  'alerts',
  'notices',
  'climbs',
];
const asked = process.argv.slice(2);
const flags = asked.filter((word) => word.startsWith('--'));
const names = asked.filter((word) => !word.startsWith('--'));
const known = [...all, ...long];
const unknown = names.filter((name) => !known.includes(name));
if (unknown.length) {
  say(`no such figures: ${unknown.join(', ')}; there are: ${known.join(', ')}`);
  process.exit(2);
}
let failed = false;
for (const name of names.length ? names : all) {
  say(`— ${name} …`);
  try {
    const deep = name === 'intake' && flags.some((flag) => flag.startsWith('--stored='));
    const { measure } = await import(`./${deep ? 'intake-depth' : name}.mjs`);
    await measure(flags);
  } catch (cause) {
    failed = true;
    say(`${name} could not be measured: ${cause.stack ?? cause}`);
  }
}
table();
process.exit(failed ? 1 : 0);
