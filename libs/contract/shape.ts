// The small shapes every route shares: identifiers, instants, pages by cursor, problem details.
import { z } from 'zod';

export const id = z.uuid();
/** ISO 8601 with zone, milliseconds, UTC: how every instant leaves the server. */
export const instant = z.iso.datetime({ offset: true });
export const words = z.object({ zh: z.string(), en: z.string() });
export type Words = z.infer<typeof words>;
export const reason = z.string().trim().min(2).max(500);

/** A list by cursor: `next` is null on the last page; cursors are opaque. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable(),
    total: z.number().int().nullable().optional(),
  });
}
export const pageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** RFC 9457 problem details with a stable `code`; `errors` names the fields at fault. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  detailEn: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;

/** Who did it: an officer, a machine's token, or the system itself. */
export const actor = z.object({
  kind: z.enum(['officer', 'token', 'system']),
  id: z.string().nullable(),
  name: z.string(),
});
export type Actor = z.infer<typeof actor>;

/** A department as other things name it. */
export const named = z.object({ id, name: z.string() });
export type Named = z.infer<typeof named>;

export const levels = ['特别重大', '重大', '较大', '一般'] as const;
export const level = z.enum(levels);
export const roles = [
  'news-office',
  'department-officer',
  'reviewer',
  'leader',
  'auditor',
  'administrator',
] as const;
export const role = z.enum(roles);
export const scopes = [
  'intake:write',
  'messages:read',
  'incidents:read',
  'duties:read',
  'releases:read',
  'ledger:read',
  'live:read',
] as const;
export const scope = z.enum(scopes);
export const channels = [
  'feed',
  'hotline',
  'mailbox',
  'online-inquiry',
  'tv-inquiry',
  'interview',
  'comment',
  'phone',
] as const;
export const channel = z.enum(channels);
/** The level-1 topics of the tree, as labels name them. */
export const topicNames = [
  '城乡建设',
  '党务政务',
  '国土资源',
  '环境保护',
  '纪检监察',
  '交通运输',
  '经济管理',
  '科技与信息产业',
  '民政',
  '农村农业',
  '商贸旅游',
  '卫生计生',
  '政法',
  '教育文体',
  '劳动和社会保障',
] as const;
export const topicName = z.enum(topicNames);
