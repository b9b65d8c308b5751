// Partners and deliveries as they are shown.
import type { Delivery, Partner } from '#contract';
import type { DeliveryRow } from './delivery.row';
import type { PartnerRow } from './partner.row';
import type { Counts } from './partner.store';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const none: Counts = { waiting: 0, failed: 0, delivered: 0, lastDeliveredAt: null };

export function partnerView(row: PartnerRow, counts: Counts = none): Partner {
  const { id, name, kind, url, kinds, paused } = row;
  const { waiting, failed, delivered, lastDeliveredAt } = counts;
  return {
    id,
    name,
    kind,
    url,
    kinds,
    paused,
    createdAt: row.createdAt.toISOString(),
    earlierUntil: iso(row.earlierUntil),
    waiting,
    failed,
    delivered,
    lastDeliveredAt: iso(lastDeliveredAt),
  };
}

export function deliveryView(row: DeliveryRow, partnerName: string): Delivery {
  const { trouble, answerStatus, answerHead } = row;
  return {
    id: row.id,
    partnerId: row.partnerId,
    partnerName,
    kind: row.kind,
    title: row.title,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.createdAt.toISOString(),
    lastAttemptAt: iso(row.lastAttemptAt),
    nextAttemptAt: iso(row.nextAttemptAt),
    deliveredAt: iso(row.deliveredAt),
    answer: row.lastAttemptAt && {
      status: answerStatus,
      head: answerHead,
      trouble: trouble && { zh: trouble.zh, en: trouble.en },
    },
  };
}
