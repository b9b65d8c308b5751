// Early signs over simulated weeks with the rhythm of days and weeks: false alarms a week against what was allowed for, and how soon real bursts are seen.
import { sampleRates as rates, seededRandom, simulateCounty } from '#understanding';
import { figure, percentile, round } from './figures.mjs';

const AWEEK = 1;
const WEEKS = 6;

function falseAlarms(counties, historyWeeks) {
  let [found, weeks] = [0, 0];
  for (let seed = 1; seed <= counties; seed += 1) {
    const county = { rates, historyWeeks, weeks: WEEKS, aWeek: AWEEK, burst: null };
    const seen = simulateCounty(seededRandom(seed), county);
    found += seen.falseAlarms;
    weeks += seen.weeks;
  }
  figure(`false alarms a week, ${historyWeeks} weeks of history`, found / weeks, 'a week', {
    'allowed for': AWEEK,
    series: rates.length,
    weeks,
  });
}

function delays(times, counties) {
  for (const rate of [0.2, 1, 5]) {
    const all = [];
    for (let seed = 1; seed <= counties; seed += 1) {
      // The threshold is that of a whole county, so all its series stand beside.
      const county = {
        rates: rates.map(() => rate),
        historyWeeks: 8,
        weeks: 1,
        aWeek: AWEEK,
        burst: { times, hours: 24 },
      };
      all.push(...simulateCounty(seededRandom(1_000 + seed), county).delays);
    }
    const seen = all.filter((delay) => delay !== null);
    const share = `${round((100 * seen.length) / all.length)} %`;
    figure(
      `${times} × ${rate} an hour for a day: seen after`,
      seen.length ? percentile(seen, 0.5) : Number.NaN,
      'hours',
      {
        p90: seen.length ? percentile(seen, 0.9) : '-',
        seen: share,
        bursts: all.length,
      },
    );
  }
}

export async function measure() {
  for (const weeks of [8, 4, 2]) falseAlarms(12, weeks);
  for (const times of [3, 5]) delays(times, 3);
}
