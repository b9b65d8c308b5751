// What crosses the wire of early signs (苗头): bursts against the own baseline of a topic, a source or a channel.
import { z } from 'zod';
import { routes } from './route';
import { id, instant } from './shape';

export const seriesKinds = ['topic', 'source', 'channel'] as const;
export const burstBases = ['week', 'day', 'flat', 'none'] as const;
const series = z.object({
  jurisdictionId: id,
  kind: z.enum(seriesKinds),
  /** A topic's name, a source's id, a channel. */
  key: z.string(),
  /** How people call it; for topics and channels the key. */
  name: z.string(),
});
export const burstCard = series.extend({
  id,
  /** The hour in which it began, and where it is over the end of its last hour. */
  startedAt: instant,
  endedAt: instant.nullable(),
  raisedAt: instant,
  /** Hours of the window in which it was found, messages in it, what was expected there, how many were too many. */
  window: z.number().int(),
  count: z.number().int(),
  expected: z.number(),
  threshold: z.number().int(),
  basis: z.enum(burstBases),
  /** Most messages in one hour, and all of them, so far. */
  peak: z.number().int(),
  messages: z.number().int(),
});
export type BurstCard = z.infer<typeof burstCard>;

export const burstRoutes = routes({
  'bursts.list': {
    method: 'GET',
    path: '/api/bursts',
    summary: {
      zh: '苗头：高于自身基线的主题、来源和渠道',
      en: 'Early signs: topics, sources and channels above their own baseline',
    },
    answer: z.object({
      /** Those that last, and those of the last 14 days; newest first. */
      items: z.array(burstCard),
      /** What the thresholds are set for: false alarms a week in each jurisdiction, over all its series. */
      falseAlarmsAWeek: z.number(),
      /** Every series that is watched, and on what its baseline stands. */
      series: z.array(
        series.extend({ since: instant, basis: z.enum(burstBases), lastDay: z.number().int() }),
      ),
    }),
  },
  'bursts.simulation': {
    method: 'GET',
    path: '/api/bursts/simulation',
    summary: {
      zh: '模拟：按本辖区平时的信息量，一周会误报几次、多久看出真的苗头',
      en: 'A simulation over the own usual: false alarms a week, and how soon a real burst is seen',
    },
    query: z.object({ jurisdictionId: id }),
    answer: z.object({
      madeAt: instant,
      /** False: too little history of its own, so an invented county stands for it. */
      own: z.boolean(),
      series: z.number().int(),
      historyWeeks: z.number().int(),
      /** What the thresholds are set for. */
      allowed: z.number(),
      /** False alarms in each of the simulated weeks. */
      byWeek: z.array(z.number().int()),
      aWeek: z.number(),
      bursts: z.array(
        z.object({
          times: z.number(),
          tried: z.number().int(),
          seen: z.number().int(),
          /** Hours until half, and nine tenths, of those seen were raised. */
          median: z.number().nullable(),
          p90: z.number().nullable(),
        }),
      ),
      /** Early signs really raised in the last four weeks. */
      raised: z.number().int(),
    }),
  },
  'bursts.series': {
    method: 'GET',
    path: '/api/bursts/series',
    summary: { zh: '一个序列近几天每小时的信息量与基线', en: 'A series hour by hour beside its baseline' },
    query: z.object({
      jurisdictionId: id,
      kind: z.enum(seriesKinds),
      key: z.string().max(100),
      hours: z.coerce.number().int().min(24).max(336).default(72),
    }),
    answer: series.extend({
      basis: z.enum(burstBases),
      hours: z.array(
        z.object({
          at: instant,
          count: z.number().int(),
          expected: z.number(),
          threshold: z.number().int().nullable(),
        }),
      ),
    }),
  },
});
