// What people may do with an incident in which state, and what each act needs: decided here, without database or clock.
import type { EmergencySeen } from '#contract';
import {
  type AnsweringDepartment,
  type Matter as Asked,
  citationOf,
  type EmergencyKind,
  type MatrixLine,
  proposeResponsible,
  type Responsibility,
} from '#organisation';
import type { Level } from '#understanding';
import type { AgainstClosing } from '../platform/closing';
import { conflict, invalid, Refusal } from '../platform/problem';
import type { IncidentState } from './incident.row';

export type IncidentAct =
  | 'confirm'
  | 'dismiss'
  | 'level'
  | 'assign'
  | 'accept'
  | 'merge'
  | 'receive'
  | 'move'
  | 'split'
  | 'title'
  | 'place'
  | 'close';

/** In which states an act is possible; `receive` is being the target of a merge or a move. */
const possible: Record<IncidentAct, readonly IncidentState[]> = {
  confirm: ['proposed'],
  dismiss: ['proposed'],
  level: ['confirmed'],
  assign: ['confirmed'],
  accept: ['confirmed'],
  merge: ['proposed', 'confirmed'],
  receive: ['proposed', 'confirmed'],
  move: ['proposed', 'confirmed'],
  split: ['proposed', 'confirmed'],
  title: ['proposed', 'confirmed'],
  place: ['proposed', 'confirmed'],
  close: ['confirmed'],
};
const named: Record<IncidentState, readonly [zh: string, en: string]> = {
  proposed: ['待确认', 'still proposed'],
  confirmed: ['已确认', 'already confirmed'],
  dismissed: ['已判定不作为事件', 'dismissed'],
  merged: ['已并入其他事件', 'merged into another'],
  closed: ['已办结', 'closed'],
};
/** Whether messages still join the incident by themselves. */
export const isOpen = (state: IncidentState): boolean => possible.receive.includes(state);

/** @throws Refusal 409 `incident.wrong-state` */
export function mayDo(act: IncidentAct, state: IncidentState): void {
  if (possible[act].includes(state)) return;
  const [zh, en] = named[state];
  const [whichZh, whichEn] =
    act === 'receive' ? ['目标事件', 'The target incident'] : ['该事件', 'This incident'];
  throw conflict(
    'incident.wrong-state',
    `${whichZh}${zh}，不能进行此操作。请刷新后查看现状。`,
    `${whichEn} is ${en}, so this cannot be done. Reload to see how it stands.`,
  );
}

/** The rule's name where a person chose. */
const CHOSEN = 'chosen-by-person';

const ranks: Record<Level, number> = { 一般: 1, 较大: 2, 重大: 3, 特别重大: 4 };
export const rankOf = (level: Level | null | undefined): number => (level ? ranks[level] : 0);
export const isGrave = (level: Level | null): boolean => rankOf(level) >= 3;

/** The graver of two emergencies as read; the first between equals. */
export function graver(a: EmergencySeen | null, b: EmergencySeen | null): EmergencySeen | null {
  return rankOf(b?.level) > rankOf(a?.level) ? b : a;
}

/**
 * A person sets a level of their own: they say why.
 * @throws Refusal 422 `incident.reason-needed` where the level is not the proposed one (or, none proposed, not 一般)
 */
export function reasonHolds(proposed: Level | null, level: Level, reason: string | undefined): void {
  if (reason || level === (proposed ?? '一般')) return;
  throw invalid(
    'incident.reason-needed',
    proposed
      ? `所定级别（${level}）与建议级别（${proposed}）不同，请说明理由。`
      : `没有建议级别，定为${level}须说明理由。`,
    proposed
      ? `The level (${level}) differs from the proposed one (${proposed}); say why.`
      : `No level was proposed; say why it is ${level}.`,
    [{ path: 'body.reason', message: 'required' }],
  );
}

/**
 * The one proposed to answer first is passed over: a person says why.
 * @throws Refusal 422 `incident.hand-on-reason`
 */
export function handOnHolds(ruleName: string, reason: string | undefined): void {
  if (reason || ruleName !== CHOSEN) return;
  throw invalid(
    'incident.hand-on-reason',
    '没有采用建议的第一责任主体，请说明理由。',
    'Another than the proposed department is to answer first; say why.',
    [{ path: 'body.reason', message: 'required' }],
  );
}

/** Whether whoever names the department is of it: then it has taken the matter on with that. */
export function namedLead(
  leadDepartmentId: string | null,
  who: { departmentId: string | null; name: string },
  at: Date,
): { leadNamedAt: Date | null; acceptedAt: Date | null; acceptedBy: string | null } {
  const own = leadDepartmentId !== null && who.departmentId === leadDepartmentId;
  const leadNamedAt = leadDepartmentId === null ? null : at;
  return { leadNamedAt, acceptedAt: own ? at : null, acceptedBy: own ? who.name : null };
}

/** @throws Refusal 403 `incident.not-lead` where the caller is not of the department named */
export function mustLead(departmentId: string | null, leadDepartmentId: string | null): void {
  if (departmentId !== null && departmentId === leadDepartmentId) return;
  throw new Refusal(
    403,
    'incident.not-lead',
    '只有被指定为第一责任主体的部门才能接办或转交。',
    'Only the department named to lead takes it on or hands it on.',
  );
}
export const alreadyAccepted = () =>
  conflict('incident.accepted', '本部门已接办。', 'Your department has taken it on already.');

/** @throws Refusal 422 `incident.future` when it is said to have happened later than now */
export function hasHappened(occurredAt: Date | null, now: Date): void {
  if (!occurredAt || occurredAt <= now) return;
  throw invalid('incident.future', '发生时间不能晚于现在。', 'It cannot have occurred later than now.', [
    { path: 'body.occurredAt', message: 'in the future' },
  ]);
}

export const noSuchDepartment = (path: string) =>
  invalid(
    'incident.no-such-department',
    '该辖区没有这个部门，或部门已停用。',
    'The jurisdiction has no such department, or it is no longer active.',
    [{ path, message: 'unknown department' }],
  );
export const ownTarget = () =>
  invalid('incident.own-target', '不能并入或移到自身。', 'An incident cannot be its own target.');
export const otherJurisdiction = () =>
  invalid(
    'incident.other-jurisdiction',
    '两起事件不属同一辖区，不能合并或移动。',
    'The two incidents belong to different jurisdictions.',
  );
export const mergeConfirmed = () =>
  conflict(
    'incident.merge-confirmed',
    '已确认的事件不能并入待确认的事件；请把对方并入本事件，或先确认对方。',
    'A confirmed incident cannot be merged into one that is only proposed; merge the other way, or confirm that one first.',
  );
export const sameLevel = () =>
  conflict('incident.same-level', '级别没有变化。', 'That is already its level.');
export const sameDepartment = () =>
  conflict('incident.same-department', '该部门已是第一责任主体。', 'That department is already responsible.');
export const sameTitle = () =>
  conflict('incident.same-title', '标题没有变化。', 'That is already its title.');
export const samePlace = () =>
  conflict('incident.same-place', '地点没有变化。', 'That is already its place.');
export const splitAll = () =>
  conflict(
    'incident.split-all',
    '不能把全部信息都拆出去：至少留一条在原事件中。',
    'At least one message must stay in the incident.',
  );
export const notHere = () =>
  new Refusal(
    409,
    'incident.message-elsewhere',
    '这条信息已不在该事件中，请刷新。',
    'That message is no longer part of this incident; reload.',
  );
export const hasIncident = () =>
  conflict(
    'incident.message-placed',
    '这条信息已在一起事件中；请在那起事件里移动它。',
    'That message is in an incident already; move it from there.',
  );
export const lastMessage = () =>
  conflict(
    'incident.last-message',
    '这是该事件仅有的一条信息；请改用合并，或判定不作为事件。',
    'It is the only message of the incident; merge the incident, or dismiss it.',
  );

export type Parties = {
  leadDepartmentId: string | null;
  supportDepartmentIds: string[];
  spokespersonDepartmentId: string | null;
  /** Officers; null where nobody is named. */
  spokespersonId: string | null;
  supervisorId: string | null;
  rule: { zh: string; en: string; clause: string };
  /** The rule's stable name, for the ledger. */
  ruleName: string;
};
type Matter = {
  topic: string | null;
  areas: readonly string[];
  emergencyKind: string | null;
  level: Level | null;
};
export type Department = AnsweringDepartment & { active: boolean };
/** Who could answer: the departments and matrix of the place, and those of the jurisdiction above where several are touched. */
export type Answering = {
  departments: readonly Department[];
  lines: readonly MatrixLine[];
  /** Whom most of its records were given to; null where that cannot be said. */
  handlerId: string | null;
  above: (Omit<NonNullable<Asked['above']>, 'departments'> & { departments: readonly Department[] }) | null;
};
const inUse = (departments: readonly Department[]) => departments.filter(({ active }) => active);
/** Whom a person may choose: the place's own, and those above where several jurisdictions are touched. */
export const choices = ({ departments, above }: Answering): Department[] =>
  inUse([...departments, ...(above?.departments ?? [])]);

const kinds: readonly string[] = ['自然灾害', '事故灾难', '公共卫生', '社会安全'] satisfies EmergencyKind[];
const isKind = (kind: string | null): kind is EmergencyKind => kind !== null && kinds.includes(kind);

function propose(matter: Matter, { departments, lines, handlerId, above }: Answering): Responsibility {
  return proposeResponsible({
    topic: matter.topic,
    areas: matter.areas,
    emergencyKind: isKind(matter.emergencyKind) ? matter.emergencyKind : null,
    level: matter.level,
    handlerId,
    departments: inUse(departments),
    lines,
    above: above && { ...above, departments: inUse(above.departments) },
  });
}

const ruleOf = ({ reason, clause }: Responsibility) => ({
  ...reason,
  clause: citationOf(clause),
});

/**
 * Who answers for a confirmed incident: as the rules propose, or led by the department a person has chosen.
 * @throws Refusal 422 `incident.no-such-department` when the chosen one is not an active department of the place
 */
export function partiesFor(
  matter: Matter,
  answering: Answering,
  chosen: { departmentId: string; by: string } | null,
): Parties {
  const proposal = propose(matter, answering);
  const asProposed: Parties = {
    leadDepartmentId: proposal.leadId,
    supportDepartmentIds: proposal.supportIds,
    spokespersonDepartmentId: proposal.spokespersonDepartmentId,
    spokespersonId: proposal.spokespersonId,
    supervisorId: proposal.supervisorId,
    rule: ruleOf(proposal),
    ruleName: proposal.rule,
  };
  if (!chosen || chosen.departmentId === proposal.leadId) return asProposed;
  return handedOn(asProposed, answering, chosen, 'body.leadDepartmentId');
}

/** The same parties with another in the lead: whoever led supports no longer by that, and speaks no longer. */
export function handedOn(
  parties: Omit<Parties, 'rule' | 'ruleName'>,
  answering: Answering,
  chosen: { departmentId: string; by: string },
  path: string,
): Parties {
  const department = choices(answering).find((d) => d.id === chosen.departmentId);
  if (!department) throw noSuchDepartment(path);
  const spoke = parties.spokespersonDepartmentId;
  const speaks = spoke === null || spoke === parties.leadDepartmentId;
  return {
    leadDepartmentId: department.id,
    supportDepartmentIds: parties.supportDepartmentIds.filter((id) => id !== department.id),
    spokespersonDepartmentId: speaks ? department.id : spoke,
    spokespersonId: speaks ? (department.spokespersonId ?? null) : parties.spokespersonId,
    supervisorId: department.supervisorId ?? null,
    rule: {
      zh: `由${chosen.by}指定“${department.name}”为第一责任主体。`,
      en: `"${department.name}" was named responsible by ${chosen.by}.`,
      clause: citationOf({ document: 'xinxing-2017', article: '二(三)' }),
    },
    ruleName: CHOSEN,
  };
}

/** A level changed: the lead stays whose it is; who speaks and who helps follow the new level. */
export function partiesAtLevel(
  matter: Matter,
  leadDepartmentId: string | null,
  supportDepartmentIds: readonly string[],
  answering: Answering,
): Pick<Parties, 'supportDepartmentIds' | 'spokespersonDepartmentId' | 'spokespersonId'> {
  const proposal = propose(matter, answering);
  const support = new Set([...supportDepartmentIds, ...proposal.supportIds]);
  if (leadDepartmentId) support.delete(leadDepartmentId);
  const byRule = isGrave(matter.level) || leadDepartmentId === proposal.leadId;
  const lead = choices(answering).find(({ id }) => id === leadDepartmentId);
  return {
    supportDepartmentIds: [...support],
    spokespersonDepartmentId: byRule ? proposal.spokespersonDepartmentId : leadDepartmentId,
    spokespersonId: byRule ? proposal.spokespersonId : (lead?.spokespersonId ?? null),
  };
}

/** An incident is closed when no later stage holds anything against it. @throws Refusal 409 with all that is held */
export function nothingAgainst(faults: readonly AgainstClosing[]): void {
  if (faults.length === 0) return;
  const all = (lang: 'zh' | 'en', between: string) => faults.map(({ reason }) => reason[lang]).join(between);
  throw conflict(
    'incident.not-in-step',
    `还不能办结：${all('zh', '；')}。`,
    `It cannot be closed yet: ${all('en', '; ')}.`,
  );
}
