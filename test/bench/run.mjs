// `npm run bench [-- alerts start intake topics grouping emergencies ledger]`: figures, measured here; ratios where time is meant. `start --clone` also times a fresh clone.
import { say, table } from './figures.mjs';

const all = ['start', 'topics', 'grouping', 'emergencies', 'ledger', 'intake', 'alerts'];
const asked = process.argv.slice(2);
const flags = asked.filter((word) => word.startsWith('--'));
const names = asked.filter((word) => !word.startsWith('--'));
const unknown = names.filter((name) => !all.includes(name));
if (unknown.length) {
  say(`no such figures: ${unknown.join(', ')}; there are: ${all.join(', ')}`);
  process.exit(2);
}
let failed = false;
for (const name of names.length ? names : all) {
  say(`— ${name} …`);
  try {
    const { measure } = await import(`./${name}.mjs`);
    await measure(flags);
  } catch (cause) {
    failed = true;
    say(`${name} could not be measured: ${cause.stack ?? cause}`);
  }
}
table();
process.exit(failed ? 1 : 0);
