// What a person reads of a source that is quieter than its own habit: for how long, and against what that is judged.
import type { Silence } from '#intake';
import type { Trouble } from './feed-fault';

const HOUR = 3600_000;

export function quietTrouble({ ms, weeks, expectedHours }: Silence): Trouble {
  const { zh, en } = lengthOf(ms);
  const hours = Math.max(1, Math.round(expectedHours));
  return {
    code: 'source.quiet',
    zh: `已有${zh}没有新内容；按它最近 ${weeks} 周的习惯，这期间本应有约 ${hours} 个小时会更新。请看看源站是否停更、改版或换了地址。`,
    en: `Nothing new for ${en}; by its habit of the last ${weeks} weeks about ${hours} of these hours would have brought something. See whether the site stopped, was rebuilt or moved its feed.`,
  };
}

function lengthOf(ms: number): { zh: string; en: string } {
  const hours = Math.floor(ms / HOUR);
  if (hours < 48) return { zh: ` ${hours} 小时`, en: `${hours} hours` };
  const days = Math.floor(hours / 24);
  return { zh: ` ${days} 天`, en: `${days} days` };
}
