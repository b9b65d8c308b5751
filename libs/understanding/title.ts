// An incident's title, chosen from its messages: the one that says most of what the others say, and is a title.
import { shanghaiDay } from '#organisation';
import { cutText, tells } from './features';

/** A plea or a question asks of the matter; a title tells it. */
const formula =
  /^(?:关于|请|咨询|反映|投诉|求|建议|举报|希望|呼吁|恳|盼|强烈|为什么|什么时候|何时)|[?？]$|[吗呢]$/;
const PLEA = 0.75;
const LONGEST = 40;

/** Never empty: an incident whose messages have no title is named by the first words of a body. */
export function chooseTitle(messages: readonly { title: string; body: string }[]): string {
  const cuts = messages.slice(0, 50).map((m) => ({
    words: new Set(cutText(m.title, m.body.slice(0, 200)).titleWords.filter(tells)),
    title: m.title,
  }));
  const counts = new Map<string, number>();
  for (const { words } of cuts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  let best = '';
  let most = -1;
  for (const { title, words } of cuts) {
    const name = title.trim();
    if (!name) continue;
    const shared =
      [...words].reduce((sum, word) => sum + counts.get(word)! - 1, 0) / Math.sqrt(words.size + 1);
    const score =
      (shared + (name.length >= 6 && name.length <= LONGEST ? 1 : 0)) * (formula.test(name) ? PLEA : 1);
    if (score > most) {
      most = score;
      best = name;
    }
  }
  const title =
    best || messages.map((m) => m.body.trim().split(/[。！？\n]/)[0]!).find(Boolean) || '（无标题）';
  return title.length > 80 ? `${title.slice(0, 79)}…` : title;
}

type Nameless = { emergencyKind: string | null; topic: string | null; firstAt: Date };

/** What an incident is called whose texts are erased: what sort of matter it was and of which day, nothing that anybody said. */
export function nameWithoutWords({ emergencyKind, topic, firstAt }: Nameless): string {
  return `${emergencyKind ?? topic ?? ''}事件（${shanghaiDay(firstAt.toISOString())}，原文已到期删除）`;
}
