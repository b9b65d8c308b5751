// Who may do what: the six roles, every right there is, and which role or token scope holds which right.
import type { Refusal, Words } from './words';

export type Role = 'news-office' | 'department-officer' | 'reviewer' | 'leader' | 'auditor' | 'administrator';

/** The roles in the order a page offers them, with their names. */
export const roles: readonly { role: Role; name: Words }[] = [
  { role: 'news-office', name: { zh: '新闻办工作人员', en: 'News-office staff' } },
  { role: 'department-officer', name: { zh: '部门经办人', en: 'Department officer' } },
  { role: 'reviewer', name: { zh: '保密审查员', en: 'Reviewer (secrecy review)' } },
  { role: 'leader', name: { zh: '领导', en: 'Leader' } },
  { role: 'auditor', name: { zh: '审计监督员', en: 'Auditor' } },
  { role: 'administrator', name: { zh: '系统管理员', en: 'Administrator' } },
];

/** Every right there is. A door names one of these; nothing is open that no role grants. */
export const rights = [
  'organisation.read',
  'organisation.manage',
  'spelling.decide',
  'officer.manage',
  'roster.manage',
  'roster.swap',
  'token.manage',
  'source.read',
  'source.manage',
  'message.read',
  'message.open-original',
  'message.enter',
  'search.save',
  'import.run',
  'incident.read',
  'incident.assess',
  'incident.accept',
  'consultation.read',
  'consultation.keep',
  'policy-risk.read',
  'policy-risk.draft',
  'policy-risk.assess',
  'policy-risk.approve',
  'rule.read',
  'rule.manage',
  'label.correct',
  'model.read',
  'model.train',
  'model.promote',
  'duty.read',
  'duty.acknowledge',
  'duty.extend',
  'matter.keep',
  'matter.answer',
  'order.issue',
  'order.answer',
  'step.plan',
  'step.work',
  'plan.write',
  'plan.approve',
  'drill.run',
  'drill.answer',
  'rule.change',
  'rule.sign',
  'release.read',
  'release.draft',
  'release.review',
  'release.approve',
  'release.publish',
  'ledger.read',
  'ledger.export',
  'overview.read',
  'live.read',
  'partner.read',
  'partner.manage',
  'partner.resend',
  'notice.read',
  'notice.manage',
  'notice.resend',
  'ladder.manage',
  'escalation.take-up',
  'job.read',
] as const;

export type Right = (typeof rights)[number];

/** The rights that only look. */
const reads: readonly Right[] = rights.filter((right) => right.endsWith('.read'));

/** What everybody who has signed in may see: whose duty it is, and what was answered, is no secret inside. */
const everyone: readonly Right[] = [
  'live.read',
  'incident.read',
  'consultation.read',
  'duty.read',
  'release.read',
  'organisation.read',
];

const grants: Record<Role, readonly Right[]> = {
  'news-office': [
    // The news office keeps the duty roster of everybody who is to answer.
    'roster.manage',
    'roster.swap',
    // Who reads the records every day knows which office a spelling means.
    'spelling.decide',
    'source.read',
    'source.manage',
    'message.read',
    'message.open-original',
    'message.enter',
    'search.save',
    'import.run',
    'incident.assess',
    'incident.accept',
    'consultation.keep',
    'policy-risk.read',
    'policy-risk.draft',
    'policy-risk.assess',
    'rule.read',
    'rule.manage',
    'label.correct',
    'model.read',
    'model.train',
    // A clock may be owed by the news office itself; whoever owes must be able to take it up.
    'duty.acknowledge',
    'matter.keep',
    'matter.answer',
    'order.issue',
    'order.answer',
    'step.plan',
    'step.work',
    'plan.write',
    'drill.run',
    'drill.answer',
    'rule.change',
    'release.draft',
    'release.publish',
    'overview.read',
    'partner.read',
    'partner.resend',
    'notice.read',
    'notice.resend',
    'escalation.take-up',
  ],
  'department-officer': [
    'roster.swap',
    'message.read',
    'search.save',
    'duty.acknowledge',
    'escalation.take-up',
    // Whoever is named to lead takes it on, or hands it on with a reason.
    'incident.accept',
    // Whoever is responsible records what they sent out; whose matter it is, the door looks at.
    'matter.answer',
    'order.answer',
    'step.work',
    'drill.answer',
    'release.draft',
    // The department that makes a policy knows its risks first.
    'policy-risk.read',
    'policy-risk.draft',
  ],
  reviewer: ['roster.swap', 'message.read', 'search.save', 'release.review'],
  // Who corrects and trains does not also put the model in force: somebody else looks at what it changes.
  leader: [
    ...reads,
    'roster.swap',
    'search.save',
    'release.approve',
    'duty.extend',
    'ladder.manage',
    'escalation.take-up',
    'order.issue',
    'step.plan',
    'step.work',
    // Who writes a plan does not put it in force.
    'plan.approve',
    'drill.run',
    'drill.answer',
    'rule.change',
    'rule.sign',
    'incident.assess',
    'incident.accept',
    'consultation.keep',
    'policy-risk.approve',
    'model.promote',
  ],
  auditor: [...reads, 'ledger.export'],
  administrator: [
    ...reads,
    'search.save',
    'organisation.manage',
    'spelling.decide',
    'officer.manage',
    'roster.manage',
    'roster.swap',
    'token.manage',
    'source.manage',
    'rule.manage',
    'model.train',
    'model.promote',
    'rule.change',
    'rule.sign',
    'partner.manage',
    'partner.resend',
    'notice.manage',
    'notice.resend',
    'ladder.manage',
  ],
};

/** What a machine's token may be allowed to do. */
export type Scope =
  | 'intake:write'
  | 'messages:read'
  | 'incidents:read'
  | 'duties:read'
  | 'releases:read'
  | 'ledger:read'
  | 'live:read';

const scopeGrants: Record<Scope, Right> = {
  'intake:write': 'message.enter',
  'messages:read': 'message.read',
  'incidents:read': 'incident.read',
  'duties:read': 'duty.read',
  'releases:read': 'release.read',
  'ledger:read': 'ledger.read',
  'live:read': 'live.read',
};

/** The scopes a token may carry, in the order a page offers them. */
export const scopes = Object.keys(scopeGrants) as readonly Scope[];

/** True for the name of a role; for text from outside. */
export function isRole(text: string): text is Role {
  return Object.hasOwn(grants, text);
}

/** True for the name of a scope; for text from outside. */
export function isScope(text: string): text is Scope {
  return Object.hasOwn(scopeGrants, text);
}

/**
 * The rights of an officer who has signed in, all roles together. With no role at all: what everyone may read.
 * Source: A4; gaoqing-2016-12 四(二), 五(2).
 */
export function rightsOf(held: readonly Role[]): ReadonlySet<Right> {
  return new Set([...everyone, ...held.flatMap((role) => grants[role])]);
}

/** The rights of a token: exactly what its scopes name, and nothing that people have by signing in. */
export function rightsOfScopes(held: readonly Scope[]): ReadonlySet<Right> {
  return new Set(held.map((scope) => scopeGrants[scope]));
}

/**
 * Whether one person may hold these roles together; null when they may.
 * The auditor reads all and changes nothing, so holds no other role, and least of all the administrator's.
 * Codes: `role.auditor-administrator`, `role.auditor-writes`. Source: gaoqing-2016-12 五(2).
 */
export function roleConflict(held: readonly Role[]): Refusal | null {
  if (!held.includes('auditor')) return null;
  if (held.includes('administrator')) {
    return {
      code: 'role.auditor-administrator',
      reason: {
        zh: '审计监督员不得同时是系统管理员：监督的人不能管理被监督的系统。',
        en: 'An auditor is never the administrator: whoever watches the system must not run it.',
      },
    };
  }
  const other = roles.find(({ role }) => role !== 'auditor' && held.includes(role));
  if (!other) return null;
  return {
    code: 'role.auditor-writes',
    reason: {
      zh: `审计监督员只看不改，不能同时担任“${other.name.zh}”。`,
      en: `An auditor reads all and changes nothing, and so cannot also be "${other.name.en}".`,
    },
  };
}
