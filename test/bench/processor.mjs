// How much processor time a process and everything it started have used; on Linux, elsewhere not a number.
import { readdirSync, readFileSync } from 'node:fs';

const TICKS_A_SECOND = 100;

/** Parent and ticks of a process: its own, and those of children that have ended. */
function read(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { parent: Number(fields[1]), ticks: fields.slice(11, 15).reduce((sum, n) => sum + Number(n), 0) };
  } catch {
    return null; // gone meanwhile
  }
}

export function processorSeconds(pid) {
  if (process.platform !== 'linux') return Number.NaN;
  const all = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), read(name)]),
  );
  let ticks = 0;
  const visit = (one) => {
    ticks += all.get(one)?.ticks ?? 0;
    for (const [other, found] of all) if (found?.parent === one) visit(other);
  };
  visit(pid);
  return ticks / TICKS_A_SECOND;
}
