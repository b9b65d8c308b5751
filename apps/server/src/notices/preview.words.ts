// The sentences of a preview: at this hour, this person, by these channels, and what would be missing. Pure.
import type { Words } from '#contract';
import { type PersonalChannel, type RungTarget, shanghaiTime, targetWords } from '#duty';

export type Reach = {
  name: string;
  /** For each channel of the rung: it goes, it is held until then, there is no address, or there is no such channel. */
  ways: { by: PersonalChannel; state: 'goes' | 'no-address' | 'no-channel' | Date }[];
};
export type Group = { name: string; heldUntil: Date | null; paused: boolean };

const channelNames: Record<PersonalChannel, Words> = {
  email: { zh: '邮件', en: 'mail' },
  sms: { zh: '短信', en: 'text message' },
};
const clock = (at: Date): string => shanghaiTime(at.toISOString()).slice(11);
const joined = (parts: readonly Words[], zh: string, en: string): Words => ({
  zh: parts.map((part) => part.zh).join(zh),
  en: parts.map((part) => part.en).join(en),
});

function wayWords({ by, state }: Reach['ways'][number]): Words {
  const { zh, en } = channelNames[by];
  if (state === 'goes') return { zh, en };
  if (state === 'no-address')
    return { zh: `${zh}发不出（本人未登记）`, en: `no ${en} (no address on record)` };
  if (state === 'no-channel') return { zh: `${zh}发不出（没有${zh}渠道）`, en: `no ${en} (no such channel)` };
  return {
    zh: `${zh}等到 ${clock(state)}（安静时段）`,
    en: `${en} held until ${clock(state)} (quiet hours)`,
  };
}

function personWords({ name, ways }: Reach): Words {
  const all = joined([{ zh: '站内', en: 'in the system' }, ...ways.map(wayWords)], '、', ', ');
  return { zh: `${name}（${all.zh}）`, en: `${name} (${all.en})` };
}

export function groupWords(groups: readonly Group[]): Words {
  if (groups.length === 0) return { zh: '', en: '' };
  const each = groups.map(({ name, heldUntil, paused }): Words => {
    if (paused) return { zh: `“${name}”（已暂停，不发）`, en: `“${name}” (paused)` };
    if (heldUntil)
      return {
        zh: `“${name}”（等到 ${clock(heldUntil)}）`,
        en: `“${name}” (held until ${clock(heldUntil)})`,
      };
    return { zh: `“${name}”`, en: `“${name}”` };
  });
  const all = joined(each, '、', ', ');
  return { zh: `同时发到${all.zh}。`, en: ` Also sent to ${all.en}.` };
}

export function toldWords(target: RungTarget, reached: readonly Reach[], note: Words | null): Words {
  const role = targetWords(target);
  const people = joined(reached.map(personWords), '、', ', ');
  return {
    zh: `告知${role.zh}${people.zh}${note ? `，${note.zh}` : ''}。`,
    en: `Tells ${role.en}: ${people.en}${note ? `; ${note.en}` : ''}.`,
  };
}

/** Who holds the clock, or which department owes it, is only known of a clock. */
export function openWords(target: RungTarget): Words {
  const role = targetWords(target);
  return target === 'holder'
    ? {
        zh: `告知${role.zh}：以时钟当时的经办人为准。`,
        en: `Tells ${role.en}: whoever has the clock in hand then.`,
      }
    : {
        zh: `告知${role.zh}：以时钟的责任单位为准。`,
        en: `Tells ${role.en}: of whichever department owes the clock.`,
      };
}

export function nobodyWords(reason: Words, above: readonly string[], hasAbove: boolean): Words {
  const who = above.length > 0 ? { zh: above.join('、'), en: above.join(', ') } : null;
  const level = hasAbove
    ? { zh: '上级新闻办', en: 'the news office of the level above' }
    : { zh: '本级领导和管理员', en: 'the leaders and administrators here' };
  return {
    zh: `${reason.zh}立即告警${who ? `，告知${level.zh}：${who.zh}` : `，但${level.zh}也没有可告知的人`}。`,
    en: `${reason.en} An alert is raised at once${who ? ` and told to ${level.en}: ${who.en}` : `, but ${level.en} have nobody either`}.`,
  };
}
