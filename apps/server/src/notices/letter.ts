// One letter that tells one receiver of many clocks: after a night down nobody is served by a thousand of them. Pure.
import type { NoticeBody, NoticeChannelKind, Words } from '#contract';
import { leaningNote, overWords, shanghaiTime } from '#duty';
import { levels } from '#understanding';
import type { Content } from './carrier';
import { levelMark } from './content';

/** So many at once are still told one by one, each with all that is to be said of it. */
export const FEW = 3;
/** How many a letter names one by one, by the channel it goes by; the others are counted, and a link leads to all. */
const NAMED: Record<NoticeChannelKind, number> = {
  ...{ email: 500, sms: 0, wecom: 6, dingtalk: 6, feishu: 6, webhook: 0 },
};
/** So much of a title where little is taken: what is cut off at the end would be the link. */
const LONGEST: Partial<Record<NoticeChannelKind, number>> = { wecom: 24, dingtalk: 24, feishu: 24 };
/** A webhook is read by a machine, which wants each by itself. */
export const gathers = (kind: NoticeChannelKind): boolean => kind !== 'webhook';

type Told = NoticeBody['data'];
/** A clock with all that is to be said of it: several rungs may have been climbed for it meanwhile. */
type Item = { told: Told; reasons: Words[]; unheard: boolean };
const lines = (parts: readonly Words[]): Words => ({
  zh: parts.map(({ zh }) => zh).join('\n'),
  en: parts.map(({ en }) => en).join('\n'),
});
const dueWords = ({ dueAt, leansOn }: Told, at: Date): Words => {
  if (dueAt === null) return { zh: '', en: '' };
  const [due, leans, over] = [shanghaiTime(dueAt), leaningNote(leansOn, at), overWords(new Date(dueAt), at)];
  return {
    zh: `应于 ${due} 前完成${leans.zh}，${over.zh}`,
    en: `due ${due} Beijing time${leans.en}, ${over.en}`,
  };
};

/**
 * The letter that says what these notices say, in their order: each clock once, under what is to be said of it in words.
 * @param contents of at least one notice @param id the letter's own number @param at when it is sent
 */
export function letterOf(
  contents: readonly Content[],
  kind: NoticeChannelKind,
  { id, at, publicUrl }: { id: string; at: Date; publicUrl: string },
): Content {
  const items = itemsOf(contents);
  const n = items.length;
  const first = items.map(({ told }) => told).reduce((a, b) => ((b.dueAt ?? '') < (a.dueAt ?? '') ? b : a));
  const due = dueWords(first, at);
  const subject = n === 1 ? contents[0]!.subject : subjectOf(items);
  const link = n === 1 ? first.link : `${publicUrl}/duties`;
  const rest = n - Math.min(n, NAMED[kind]);
  const text = lines([
    n === 1
      ? {
          zh: `同一项时限的 ${contents.length} 条通知合并为一条。`,
          en: `${contents.length} notices of one duty, told as one.`,
        }
      : {
          zh: `下列 ${n} 项合并为一条通知，不再逐项发送；最早的一项${due.zh}。`,
          en: `These ${n} are told in one notice instead of one by one; the first: ${due.en}.`,
        },
    ...byReasons(items.slice(0, NAMED[kind])).flatMap(([reasons, group]) => [
      { zh: '', en: '' },
      ...reasons.map((reason, i) =>
        group.length > 1 && i === reasons.length - 1
          ? { zh: `${reason.zh}（${group.length} 项）`, en: `${reason.en} (${group.length})` }
          : reason,
      ),
      ...group.map(({ told }) => itemWords(told, at, LONGEST[kind] ?? Number.POSITIVE_INFINITY)),
    ]),
    { zh: '', en: '' },
    rest > 0
      ? { zh: `其余 ${rest} 项及全部处理：${link}`, en: `The other ${rest}, and all together: ${link}` }
      : n === 1
        ? { zh: `查看并处理：${link}`, en: `See and act: ${link}` }
        : { zh: `全部查看并处理：${link}`, en: `See and act on all: ${link}` },
    {
      zh: `通知编号 ${id.slice(0, 8)}：编号相同即同一通知。`,
      en: `Notice ${id.slice(0, 8)}: the same number is the same notice.`,
    },
  ]);
  const short = `${subject.zh}，${n === 1 ? '' : '最早'}${due.zh}。${link}`;
  return { subject, text, short, body: { ...contents[0]!.body, timestamp: at.toISOString() } };
}

function subjectOf(items: readonly Item[]): Words {
  const n = items.length;
  const unheard = items.filter((one) => one.unheard).length;
  const gravest = levels.find((level) => items.some(({ told }) => told.level === level)) ?? null;
  const mark = gravest ? levelMark[gravest] : { zh: '', en: '' };
  const nobody = {
    zh: unheard > 0 ? `，其中 ${unheard} 项无人可报` : '',
    en: unheard > 0 ? `, ${unheard} of them with nobody to tell` : '',
  };
  return {
    zh: `【闻应·责任时限提醒】${n} 项时限需要处理${nobody.zh}${mark.zh && `，最高${mark.zh}`}`,
    en: `[Wenying: duties escalated] ${n} duties want attention${nobody.en}${mark.en && `, the gravest ${mark.en}`}`,
  };
}

/** Each clock once, in the order in which it is first spoken of, with everything that is said of it. */
function itemsOf(contents: readonly Content[]): Item[] {
  const items = new Map<string, Item>();
  for (const { body } of contents) {
    const { data, type } = body;
    const item = items.get(data.clockId ?? data.notice) ?? { told: data, reasons: [], unheard: false };
    if (!item.reasons.some(({ zh }) => zh === data.reason.zh)) item.reasons.push(data.reason);
    item.unheard ||= type === 'duty.unheard';
    items.set(data.clockId ?? data.notice, item);
  }
  return [...items.values()];
}

const itemWords = (one: Told, at: Date, longest: number): Words => {
  const due = dueWords(one, at);
  const mark = one.level ? levelMark[one.level] : { zh: '', en: '' };
  const [zh, en] = [one.duty?.zh ?? '', one.duty?.en ?? ''];
  const title = one.title.length > longest ? `${one.title.slice(0, longest - 1)}…` : one.title;
  const who = [one.jurisdiction, one.department].filter(Boolean).join(' · ');
  const [inZh, inEn] = who ? [`${who}，`, `${who}, `] : ['', ''];
  return {
    zh: `· ${mark.zh} ${zh}：${title}（${inZh}${due.zh}）${one.link}`.replace('·  ', '· '),
    en: `· ${mark.en} ${en}: ${title} (${inEn}${due.en}) ${one.link}`.replace('·  ', '· '),
  };
};

/** Those of which the same is to be said, in the order in which each comes first. */
function byReasons(items: readonly Item[]): [Words[], Item[]][] {
  const groups = new Map<string, [Words[], Item[]]>();
  for (const one of items) {
    const key = one.reasons.map(({ zh }) => zh).join('\n');
    const group = groups.get(key);
    if (group) group[1].push(one);
    else groups.set(key, [one.reasons, [one]]);
  }
  return [...groups.values()];
}
