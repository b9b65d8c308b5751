// Whom to tell when the one who owes does not answer: one rung up, or nobody, and then the reason in words.
import type { Words } from '#organisation';

/** A person as far as escalation is concerned. */
export type Person = { id: string; name: string; active: boolean };

export type EscalationQuestion = {
  /** What happened to the clock. */
  kind: 'near' | 'breached';
  acknowledged: boolean;
  /** Who has the clock in hand; null when nobody took it up. */
  holder: Person | null;
  /** The leader who supervises the holder or, without a holder, the department that owes. */
  supervisor: Person | null;
  /** The leaders of the jurisdiction, in the order in which they are to be asked. */
  leaders: readonly Person[];
};

export type Escalation =
  | { rung: 1; to: 'supervisor' | 'leader'; officerId: string; reason: Words }
  | { rung: 1; to: 'nobody'; officerId: null; reason: Words };

/**
 * One rung up: at the breach always, at 80 % only while nobody has acknowledged; null when there is nothing to do.
 * The supervising leader, else the first leader of the jurisdiction who is in post and is not the holder.
 * Nobody to tell is itself a result, with the reason. Source: A3, D3; gaoqing-2016-12 三(四) 督办.
 */
export function escalate(question: EscalationQuestion): Escalation | null {
  const { kind, acknowledged, holder, supervisor, leaders } = question;
  if (kind === 'near' && acknowledged) return null;
  const free = (person: Person | null): person is Person =>
    person?.active === true && person.id !== holder?.id;
  const why = causeOf(question);
  if (free(supervisor)) {
    return {
      rung: 1,
      to: 'supervisor',
      officerId: supervisor.id,
      reason: {
        zh: `${why.zh}，报分管领导${supervisor.name}。`,
        en: `${why.en}; told to the supervising leader, ${supervisor.name}.`,
      },
    };
  }
  const gap = gapOf(supervisor, holder);
  const leader = leaders.find(free);
  if (leader) {
    return {
      rung: 1,
      to: 'leader',
      officerId: leader.id,
      reason: {
        zh: `${why.zh}，${gap.zh}，报本级领导${leader.name}。`,
        en: `${why.en}; ${gap.en}; told to ${leader.name}, a leader of the jurisdiction.`,
      },
    };
  }
  return {
    rung: 1,
    to: 'nobody',
    officerId: null,
    reason: {
      zh: `${why.zh}，${gap.zh}，本级也没有在岗的其他领导：无人可报，请立即指定。`,
      en: `${why.en}; ${gap.en}, and no other leader of the jurisdiction is in post: there is nobody to tell. Name someone now.`,
    },
  };
}

function causeOf({ kind, acknowledged, holder }: EscalationQuestion): Words {
  const who = holder ? { zh: `经办人${holder.name}`, en: holder.name } : null;
  if (kind === 'near')
    return { zh: '时限已过80%仍无人签收', en: '80 % of the time is gone and nobody has acknowledged' };
  if (acknowledged && who)
    return {
      zh: `已超期，${who.zh}已签收但未发布`,
      en: `Breached; ${who.en} acknowledged but nothing was released`,
    };
  return { zh: '已超期且无人签收', en: 'Breached, and nobody had acknowledged' };
}

function gapOf(supervisor: Person | null, holder: Person | null): Words {
  if (!supervisor) return { zh: '未登记分管领导', en: 'no supervising leader is listed' };
  if (supervisor.id === holder?.id)
    return { zh: '分管领导就是经办人本人', en: 'the supervising leader is the holder' };
  return {
    zh: `分管领导${supervisor.name}不在岗`,
    en: `the supervising leader, ${supervisor.name}, is not in post`,
  };
}
