// What a partner is told of a fact: ids, kind, masked title, level, times, a link; never a citizen's words. Pure.
import type { FactKind, FactMap, SharedKind, WebhookBody } from '#contract';
import { sharedKinds } from '#contract';
import { redact } from '#intake';

type Level = WebhookBody['data']['level'];
/** What the stages publish of the subject, read when the fact is followed. */
export type Subject = {
  title: string | null;
  level: Level;
  proposedLevel: Level;
  occurredAt: Date | null;
  detectedAt: Date | null;
  confirmedAt: Date | null;
};
export type Told = {
  seq: number;
  at: Date;
  kind: SharedKind;
  subject: { type: string; id: string };
  body: unknown;
};
export type Where = { publicUrl: string; jurisdiction: { id: string; name: string } };

export const isShared = (kind: FactKind): kind is SharedKind =>
  (sharedKinds as readonly FactKind[]).includes(kind);

/** What is old and only filed is no news to anybody, and a matter of the registry is no incident to share. */
export function isNews({ kind, body }: Pick<Told, 'kind' | 'body'>): boolean {
  if (kind === 'duty.breached') return (body as FactMap['duty.breached']).incidentId !== null;
  return kind !== 'incident.opened' || !(body as FactMap['incident.opened']).old;
}

const untitled = '未命名事件';
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
export const maskedTitle = (title: string | null): string =>
  redact(title?.trim() || untitled).text.slice(0, 200);

export function bodyOf(told: Told, about: Subject, { publicUrl, jurisdiction }: Where): WebhookBody {
  const body = told.body as { incidentId?: string | null; releaseId?: string; url?: string; dueAt?: string };
  const incidentId = body.incidentId ?? null;
  const page = body.releaseId ? `/releases/${body.releaseId}` : `/incidents/${incidentId ?? ''}`;
  return {
    type: told.kind,
    timestamp: told.at.toISOString(),
    data: {
      fact: told.seq,
      subject: told.subject,
      incidentId,
      title: maskedTitle(about.title),
      level: about.level,
      proposedLevel: about.proposedLevel,
      occurredAt: iso(about.occurredAt),
      detectedAt: iso(about.detectedAt),
      confirmedAt: iso(about.confirmedAt),
      dueAt: body.dueAt ?? null,
      jurisdiction,
      link: (told.kind === 'release.published' && body.url) || `${publicUrl}${page}`,
    },
  };
}

/** A trial message, in the same form. */
export function pingOf(at: Date, { publicUrl, jurisdiction }: Where): WebhookBody {
  return {
    type: 'ping',
    timestamp: at.toISOString(),
    data: {
      fact: null,
      subject: null,
      incidentId: null,
      title: '试推：收到即说明地址和签名都对。',
      level: null,
      proposedLevel: null,
      occurredAt: null,
      detectedAt: null,
      confirmedAt: null,
      dueAt: null,
      jurisdiction,
      link: publicUrl,
    },
  };
}
