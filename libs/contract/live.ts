// The live stream: numbered alerts over Socket.IO, replayed after a reconnect; and which fact becomes which alert.
import { z } from 'zod';
import { routes } from './route';
import { id, instant, page, pageQuery, words } from './shape';

export const severities = ['critical', 'warning', 'notice', 'info'] as const;
export const alertKinds = [
  'incident.opened',
  'incident.confirmed',
  'incident.lead-named',
  'level.proposed',
  'level.changed',
  'clock.opened',
  'clock.half',
  'clock.near',
  'clock.hour',
  'clock.very-overdue',
  'clock.paused',
  'clock.resumed',
  'clock.breached',
  'clock.escalated',
  'clock.unheard',
  'clock.holder-left',
  'clock.met',
  'release.submitted',
  'release.published',
  'release.withdrawn',
  'source.failing',
  'source.empty',
  'source.quiet',
  'source.recovered',
  'partner.failing',
  'channel.failing',
  'import.finished',
  'import.failed',
  'rule.raised',
  'consultation.tasked',
  'consultation.task-overdue',
  'burst.began',
  'roster.gap-found',
  'roster.gap-began',
  'order.issued',
  'order.reminded',
  'order.near',
  'order.overdue',
  'order.answered',
  'order.returned',
  'order.closed',
  'step.planned',
  'step.overdue',
  'step.escalated',
  'plan.proposed',
  'rules.proposed',
  'rules.changed',
  'drill.started',
  'drill.injected',
  'drill.noticed',
  'drill.escalated',
  'drill.ended',
] as const;
export type AlertKind = (typeof alertKinds)[number];
export const alert = z.object({
  /** Rises by one, without gaps, within the viewer's scope. */
  seq: z.number().int(),
  at: instant,
  kind: z.enum(alertKinds),
  severity: z.enum(severities),
  subject: z.object({ type: z.string(), id: z.string() }),
  /** What it is about, in one line (an incident's title, a source's name). */
  title: z.string(),
  /** What happened, in a sentence. */
  text: words,
  incidentId: id.nullable(),
  /** The ledger's number of the fact behind it. */
  fact: z.number().int(),
  acknowledgedBy: z.string().nullable(),
  /** Officers whom a rule names to be told; everybody in view sees the alert. */
  to: z.array(id),
});
export type Alert = z.infer<typeof alert>;

export const liveNamespace = '/live';
/** Server → client. */
export type LiveToClient = {
  alert: (alert: Alert) => void;
  resumed: (done: { seq: number }) => void;
  tick: (tick: { seq: number; at: string }) => void;
  problem: (problem: { code: string; detail: string; detailEn: string }) => void;
  acknowledged: (ack: { seq: number; by: string }) => void;
};
/** Client → server. */
export type LiveToServer = { resume: (from: { after: number }) => void };
export const resume = z.object({ after: z.number().int().min(0) });

export const liveRoutes = routes({
  'alerts.list': {
    method: 'GET',
    path: '/api/alerts',
    summary: { zh: '告警（编号连续）', en: 'Alerts, numbered without gaps; newest first' },
    query: pageQuery.extend({ kind: z.enum(alertKinds).optional(), severity: z.enum(severities).optional() }),
    answer: page(alert).extend({ seq: z.number().int() }),
  },
  'alerts.acknowledge': {
    method: 'POST',
    path: '/api/alerts/:seq/acknowledge',
    summary: { zh: '知悉一条告警', en: 'Acknowledge an alert' },
    params: z.object({ seq: z.coerce.number().int().min(1) }),
    answer: alert,
  },
});
