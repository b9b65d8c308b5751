// Channels and notices as they are shown: never a secret, an address only masked.
import type { Notice, NoticeChannel } from '#contract';
import { redact } from '#intake';
import type { ChannelRow } from './channel.row';
import type { Counts } from './channel.store';
import type { AttemptFound, NoticeFound } from './notice.store';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const none: Counts = { waiting: 0, failed: 0, delivered: 0, lastDeliveredAt: null };

export function channelView(row: ChannelRow, counts: Counts = none): NoticeChannel {
  const { id, kind, name, quiet, paused, settings } = row;
  const { waiting, failed, delivered, lastDeliveredAt } = counts;
  return {
    ...{ id, kind, name, quiet, paused, settings, waiting, failed, delivered },
    secrets: row.secretNames,
    createdAt: row.createdAt.toISOString(),
    lastDeliveredAt: iso(lastDeliveredAt),
  };
}

export function noticeView(row: NoticeFound, attempts: readonly AttemptFound[]): Notice {
  const { id, about, clockId, incidentId, state, dropped, content } = row;
  return {
    ...{ id, about, clockId, incidentId, state, dropped },
    channel: { id: row.channelId, name: row.channelName, kind: row.channelKind },
    to: row.officerId ? { id: row.officerId, name: row.officerName ?? '' } : null,
    address: row.sentTo ? maskedAddress(row.sentTo) : null,
    subject: content.subject,
    together: row.together,
    path: row.about === 'test' ? null : pathOf(content.body.data.link),
    heldUntil: state === 'waiting' ? iso(row.heldUntil) : null,
    createdAt: row.createdAt.toISOString(),
    nextAttemptAt: iso(row.nextAttemptAt),
    deliveredAt: iso(row.deliveredAt),
    tried: row.attempts,
    attempts: attempts.map(({ at, tookMs, status, head, trouble }) => ({
      at: at.toISOString(),
      tookMs,
      status,
      head,
      trouble: trouble && { zh: trouble.zh, en: trouble.en },
    })),
  };
}

const pathOf = (link: string): string | null => {
  const { pathname, search } = new URL(link);
  return `${pathname}${search}`;
};

/** l***@xinwen.example, 138****1234; whatever else is masked as any text. */
function maskedAddress(text: string): string {
  const mail = /^(.)[^@]*(@.+)$/.exec(text);
  if (mail) return `${mail[1]}***${mail[2]}`;
  return /^\+?\d{5,15}$/.test(text)
    ? text.replace(/^(\+?\d{1,3})\d+(\d{2})$/, '$1****$2')
    : redact(text).text;
}
