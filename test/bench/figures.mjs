// How figures are told: one JSON line each on standard output, a small table on standard error at the end.
import os from 'node:os';

const told = [];
export const round = (n, digits = 1) => Math.round(n * 10 ** digits) / 10 ** digits;

/** One figure. `against` is what it was measured beside, in the same run on the same machine; `ratio` is what matters. */
export function figure(name, value, unit, more = {}) {
  const load = round(os.loadavg()[0]);
  const row = {
    figure: name,
    value: round(value, value < 10 ? 3 : 1),
    unit,
    ...more,
    load,
    cores: os.cpus().length,
  };
  told.push(row);
  process.stdout.write(`${JSON.stringify(row)}\n`);
}

export const say = (line) => process.stderr.write(`${line}\n`);

/** The value below which a share of them lies (nearest rank). */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

/** p50, p95 and p99 of some milliseconds as one figure. */
export function latencies(name, values, more = {}) {
  if (values.length === 0) return say(`${name}: nothing was measured`);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => round(percentile(values, share), 0));
  // In the order in which they were sent: where the last are much later than the first, work piles up.
  const third = Math.ceil(values.length / 3);
  const [early, late] = [values.slice(0, third), values.slice(-third)].map((part) => round(median(part), 0));
  figure(name, p50, 'ms', {
    p95,
    p99,
    most: round(Math.max(...values), 0),
    'p50 of first and last third': [early, late],
    n: values.length,
    ...more,
  });
}

export const median = (values) => percentile(values, 0.5);

export function table() {
  say('');
  for (const { figure: name, value, unit, load, cores: _, ...more } of told) {
    const rest = Object.entries(more)
      .map(([key, of]) => `${key} ${Array.isArray(of) ? of.join(' ') : of}`)
      .join('  ');
    say(`${name.padEnd(44)} ${String(value).padStart(9)} ${unit.padEnd(12)} ${rest}  (load ${load})`);
  }
}
