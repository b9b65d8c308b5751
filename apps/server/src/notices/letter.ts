// One letter that tells one receiver of many clocks: after a night down nobody is served by a thousand of them. Pure.
import type { NoticeBody, NoticeChannelKind, Words } from '#contract';
import { leaningNote, shanghaiTime } from '#duty';
import { levels } from '#understanding';
import type { Content } from './carrier';
import { levelMark } from './content';

/** So many at once are still told one by one, each with all that is to be said of it. */
export const FEW = 3;
/** How many a letter names one by one, by the channel it goes by; the others are counted, and a link leads to all. */
const NAMED: Record<NoticeChannelKind, number> = {
  ...{ email: 500, sms: 0, wecom: 6, dingtalk: 6, feishu: 6, webhook: 0 },
};
/** A webhook is read by a machine, which wants each by itself. */
export const gathers = (kind: NoticeChannelKind): boolean => kind !== 'webhook';

type Told = NoticeBody['data'];
const lines = (parts: readonly Words[]): Words => ({
  zh: parts.map(({ zh }) => zh).join('\n'),
  en: parts.map(({ en }) => en).join('\n'),
});
const dueWords = ({ dueAt, leansOn }: Told, at: Date): Words => {
  if (dueAt === null) return { zh: '', en: '' };
  const [due, leans] = [shanghaiTime(dueAt), leaningNote(leansOn, at)];
  return { zh: `应于 ${due} 前完成${leans.zh}`, en: `due ${due} Beijing time${leans.en}` };
};

/**
 * The letter that says what these notices say, in their order: under each reason in words the clocks that it holds for.
 * @param contents of at least one notice @param id the letter's own number @param at when it is sent
 */
export function letterOf(
  contents: readonly Content[],
  kind: NoticeChannelKind,
  { id, at, publicUrl }: { id: string; at: Date; publicUrl: string },
): Content {
  const told = contents.map(({ body }) => body.data);
  const n = told.length;
  const unheard = contents.filter(({ body }) => body.type === 'duty.unheard').length;
  const gravest = levels.find((level) => told.some((one) => one.level === level)) ?? null;
  const first = told.reduce((a, b) => ((b.dueAt ?? '') < (a.dueAt ?? '') ? b : a));
  const due = dueWords(first, at);
  const mark = gravest ? levelMark[gravest] : { zh: '', en: '' };
  const nobody = {
    zh: unheard > 0 ? `，其中 ${unheard} 项无人可报` : '',
    en: unheard > 0 ? `, ${unheard} of them with nobody to tell` : '',
  };
  const subject = {
    zh: `【闻应·责任时限提醒】${n} 项时限需要处理${nobody.zh}${mark.zh && `，最高${mark.zh}`}`,
    en: `[Wenying: duties escalated] ${n} duties want attention${nobody.en}${mark.en && `, the gravest ${mark.en}`}`,
  };
  const link = `${publicUrl}/duties`;
  const rest = n - Math.min(n, NAMED[kind]);
  const text = lines([
    {
      zh: `下列 ${n} 项合并为一条通知，不再逐项发送；最早的一项${due.zh}。`,
      en: `These ${n} are told in one notice instead of one by one; the first was ${due.en}.`,
    },
    ...byReason(told.slice(0, NAMED[kind])).flatMap(([reason, group]) => [
      { zh: '', en: '' },
      {
        zh: group.length > 1 ? `${reason.zh}（${group.length} 项）` : reason.zh,
        en: group.length > 1 ? `${reason.en} (${group.length})` : reason.en,
      },
      ...group.map((one) => itemWords(one, at)),
    ]),
    { zh: '', en: '' },
    rest > 0
      ? { zh: `其余 ${rest} 项及全部处理：${link}`, en: `The other ${rest}, and all together: ${link}` }
      : { zh: `全部查看并签收：${link}`, en: `See and acknowledge all: ${link}` },
    {
      zh: `通知编号 ${id.slice(0, 8)}：编号相同即同一通知。`,
      en: `Notice ${id.slice(0, 8)}: the same number is the same notice.`,
    },
  ]);
  const short = `${subject.zh}，最早${due.zh}。${link}`;
  return { subject, text, short, body: { ...contents[0]!.body, timestamp: at.toISOString() } };
}

const itemWords = (one: Told, at: Date): Words => {
  const due = dueWords(one, at);
  const mark = one.level ? levelMark[one.level] : { zh: '', en: '' };
  const [zh, en] = [one.duty?.zh ?? '', one.duty?.en ?? ''];
  return {
    zh: `· ${mark.zh} ${zh}：${one.title}（${due.zh}）${one.link}`.replace('·  ', '· '),
    en: `· ${mark.en} ${en}: ${one.title} (${due.en}) ${one.link}`.replace('·  ', '· '),
  };
};

/** Those of which the same is to be said, in the order in which each reason comes first. */
function byReason(told: readonly Told[]): [Words, Told[]][] {
  const groups = new Map<string, [Words, Told[]]>();
  for (const one of told) {
    const group = groups.get(one.reason.zh);
    if (group) group[1].push(one);
    else groups.set(one.reason.zh, [one.reason, [one]]);
  }
  return [...groups.values()];
}
