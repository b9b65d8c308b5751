// How much planted personal data is masked, how many look-alikes are touched, and how fast: the trial of libs/intake.
import { createRequire } from 'node:module';
import path from 'node:path';
import { redact } from '#intake';
import { root } from '../../apps/build.mjs';
import { figure, median, round, say } from './figures.mjs';
import { message } from './texts.mjs';

const require = createRequire(import.meta.url);
const TEXTS = 2000;
const ROUNDS = 5;

/** Letters a second, beside walking the same texts with one pattern of digits. */
function speed() {
  const texts = Array.from({ length: TEXTS }, (_, i) => message(i).body);
  const letters = texts.reduce((sum, text) => sum + text.length, 0);
  const seconds = (work) => {
    const times = [];
    for (let i = 0; i <= ROUNDS; i++) {
      const from = performance.now();
      for (const text of texts) work(text);
      if (i > 0) times.push((performance.now() - from) / 1000);
    }
    return median(times);
  };
  const bare = seconds((text) => text.match(/1[3-9]\d{9}/g));
  const ours = seconds(redact);
  figure('masked (one thread)', letters / ours / 1e6, 'million letters/s', { ratio: round(ours / bare) });
}

export async function measure() {
  const { controlTrial, maskingTrial, hardTrial } = require(
    path.join(root, 'dist/libs/intake/redact-trial.js'),
  );
  const { planted, found, missed, alike, touched } = maskingTrial();
  for (const { kind, value } of missed) say(`  missed: ${kind} ${value}`);
  for (const { masked } of touched) say(`  touched: ${masked}`);
  figure('planted personal data masked whole', found / planted, 'share', { found, planted });
  figure('look-alikes touched', touched.length, 'texts', { of: alike });
  const hard = hardTrial();
  for (const { kind, value } of hard.missed) say(`  missed in hard sentences: ${kind} ${value}`);
  figure('the same in hard sentences', hard.found / hard.planted, 'share', {
    found: hard.found,
    planted: hard.planted,
  });
  figure('hard look-alikes touched', hard.touched.length, 'texts', { of: hard.alike });
  const control = controlTrial();
  figure('the same in the control set', control.found / control.planted, 'share', {
    found: control.found,
    planted: control.planted,
  });
  figure('look-alikes of the control set touched', control.touched.length, 'texts', { of: control.alike });
  speed();
}
