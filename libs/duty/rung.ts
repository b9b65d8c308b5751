// Whom one rung of the ladder reaches, with the reason in words; or that it reaches nobody, and why.
import type { Words } from '#organisation';
import type { LadderStart, RungTarget } from './ladder';
import { targetWords } from './ladder';

/** Somebody as far as telling goes: who acts for them where they are away or have left (`id` null: nobody does). */
export type Reached = { id: string | null; name: string; reason: Words | null };
/** What the roster says of a place. */
export type RosterDesk = {
  /** False where no desk is kept there at all. */
  kept: boolean;
  onDuty: readonly Reached[];
  /** Why nobody is on duty, in words. */
  nobody: Words | null;
  /** Those in post in that office: told where no desk is kept. */
  staff: readonly Reached[];
};
/** Everything a rung may ask for; only what its target needs is read. */
export type RungAround = {
  holder: Reached | null;
  department: RosterDesk | null;
  /** The heads of the department, the leader on duty of its desk first. */
  heads: readonly Reached[];
  newsOffice: RosterDesk | null;
  supervisor: Reached | null;
  /** The leaders of the jurisdiction, in the order in which they are asked. */
  leaders: readonly Reached[];
  /** Null where no level above is registered. */
  above: RosterDesk | null;
};
export type RungCase = { since: LadderStart; acknowledged: boolean; holder: string | null; repeat: number };
/** `officerIds` is empty where there is nobody; then `reason` says why. */
export type RungTold = { officerIds: string[]; names: string[]; reason: Words };

type Found = { people: readonly Reached[]; note: Words | null } | { nobody: Words };

/**
 * Whom a rung tells. Nobody on duty, nobody named or nobody in post is a result of its own, with the reason in words.
 * A place that keeps no desk has its people in post told; a desk that is empty is a gap, and nobody stands in for it.
 * Source: A3, D3; gaoqing-2016-12 三(四) 督办; jiangsu-2020-42 三(一) 岗位、权限、程序和时限.
 */
export function tellRung(target: RungTarget, around: RungAround, about: RungCase): RungTold {
  const found = find(target, around);
  const cause = causeOf(about);
  const role = targetWords(target);
  if ('nobody' in found)
    return {
      officerIds: [],
      names: [],
      reason: {
        zh: `${cause.zh}，应告知${role.zh}，但${found.nobody.zh}：无人可报。`,
        en: `${cause.en}; ${role.en} should be told, but ${found.nobody.en}: there is nobody to tell.`,
      },
    };
  const people = unique(found.people);
  const names = people.map(({ name }) => name);
  const note = found.note ?? people.find(({ reason }) => reason)?.reason ?? null;
  return {
    officerIds: people.map(({ id }) => id),
    names,
    reason: {
      zh: `${cause.zh}，告知${role.zh}${names.join('、')}${note ? `（${note.zh}）` : ''}。`,
      en: `${cause.en}; told to ${role.en}, ${names.join(', ')}${note ? ` (${note.en})` : ''}.`,
    },
  };
}

function find(target: RungTarget, around: RungAround): Found {
  switch (target) {
    case 'holder':
      return one(around.holder, { zh: '还没有人接手', en: 'nobody has it in hand' });
    case 'department-on-duty':
      return atDesk(around.department, { zh: '尚无责任单位', en: 'no department owes it yet' });
    case 'department-head':
      return first(around.heads, {
        zh: '责任单位没有登记负责人，也没有带班领导',
        en: 'the department has no head on record and no leader on duty',
      });
    case 'news-office-on-duty':
      return atDesk(around.newsOffice, { zh: '本级没有登记新闻办', en: 'no news office is registered here' });
    case 'supervising-leader':
      return supervising(around);
    case 'level-above-news-office':
      return atDesk(around.above, { zh: '没有登记上级', en: 'no level above is registered' });
  }
}

type Somebody = Reached & { id: string };
const there = (person: Reached): person is Somebody => person.id !== null;

function one(person: Reached | null, missing: Words): Found {
  if (!person) return { nobody: missing };
  return there(person) ? { people: [person], note: person.reason } : { nobody: gap(person) };
}

function first(people: readonly Reached[], missing: Words): Found {
  const found = people.find(there);
  if (found) return { people: [found], note: found.reason };
  return { nobody: people[0] ? gap(people[0]) : missing };
}

function atDesk(desk: RosterDesk | null, missing: Words): Found {
  if (!desk) return { nobody: missing };
  const people = (desk.kept ? desk.onDuty : desk.staff).filter(there);
  if (people.length > 0) return { people, note: desk.kept ? null : noDesk };
  return {
    nobody: desk.kept
      ? unpointed(desk.nobody ?? { zh: '此刻无人值班', en: 'nobody is on duty' })
      : { zh: '没有设值班岗，也没有在岗人员', en: 'no desk is kept there and nobody is in post' },
  };
}

/** The supervising leader, else the first leader of the jurisdiction who is in post and is not the holder. */
function supervising({ supervisor, holder, leaders }: RungAround): Found {
  const free = (person: Reached): person is Somebody => there(person) && person.id !== holder?.id;
  if (supervisor && free(supervisor)) return { people: [supervisor], note: supervisor.reason };
  const why = !supervisor
    ? { zh: '未登记分管领导', en: 'no supervising leader is listed' }
    : supervisor.id === holder?.id && supervisor.id !== null
      ? { zh: '分管领导就是经办人本人', en: 'the supervising leader is the holder' }
      : gap(supervisor);
  const leader = leaders.find(free);
  if (leader)
    return {
      people: [leader],
      note: { zh: `${why.zh}，报本级其他领导`, en: `${why.en}; told to another leader of the jurisdiction` },
    };
  return {
    nobody: {
      zh: `${why.zh}，本级也没有在岗的其他领导`,
      en: `${why.en}, and no other leader of the jurisdiction is in post`,
    },
  };
}

const noDesk: Words = {
  zh: '没有设值班岗，告知全体在岗人员',
  en: 'no desk is kept there, so all in post are told',
};

const gap = ({ name, reason }: Reached): Words =>
  reason ? unpointed(reason) : { zh: `${name}不在岗`, en: `${name} is not in post` };
/** A sentence as a part of another. */
const unpointed = ({ zh, en }: Words): Words => ({
  zh: zh.replace(/。$/, ''),
  en: en.replace(/\.$/, '').replace(/^No(?=body|\b)/, 'no'),
});

function unique(people: readonly Reached[]): Somebody[] {
  return people.filter(there).filter((one, i, all) => all.findIndex(({ id }) => id === one.id) === i);
}

function causeOf({ since, acknowledged, holder, repeat }: RungCase): Words {
  const again =
    repeat > 0 ? { zh: `（第 ${repeat} 次再告）`, en: ` (told again, ${repeat})` } : { zh: '', en: '' };
  if (since === 'near')
    return {
      zh: `时限已过80%仍无人签收${again.zh}`,
      en: `80 % of the time is gone and nobody has acknowledged${again.en}`,
    };
  if (acknowledged && holder)
    return {
      zh: `已超期，经办人${holder}已签收但未发布${again.zh}`,
      en: `Breached; ${holder} acknowledged but nothing was released${again.en}`,
    };
  return { zh: `已超期且无人签收${again.zh}`, en: `Breached, and nobody had acknowledged${again.en}` };
}

/** Said when an acknowledgement has run out and what it was for is still not done. */
export const expiredWords = (by: string, names: readonly string[]): Words => ({
  zh: `${by}的签收已到时，仍未完成：再次告知${names.join('、')}，升级继续。`,
  en: `The acknowledgement of ${by} has run out and it is still not done: ${names.join(', ')} told again, and the climb goes on.`,
});
