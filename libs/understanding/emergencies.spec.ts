// Emergencies: recall, precision and level over a table of texts; misses are printed one by one.
import { judgeEmergency } from './emergencies';
import { reported } from './emergency-cases';
import { unfounded } from './emergency-negatives';

type Case = {
  tag: string;
  title: string;
  body: string;
  kind: string | null;
  level: string | null;
  foreign: boolean;
  channel: string;
};
const kinds: Record<string, string> = { 灾: '自然灾害', 事: '事故灾难', 卫: '公共卫生', 社: '社会安全' };
const levelNames: Record<string, string> = { 特: '特别重大', 重: '重大', 较: '较大', 般: '一般' };

function casesIn(table: string): Case[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [tag = '', title = '', body = ''] = line.split(' | ');
      const real = tag[0]! in kinds && tag[1]! in levelNames;
      return {
        tag,
        title,
        body,
        kind: real ? kinds[tag[0]!]! : null,
        level: real ? levelNames[tag[1]!]! : null,
        foreign: tag.includes('外'),
        channel: tag.includes('热') ? 'hotline' : 'feed',
      };
    });
}
const cases = [...casesIn(reported), ...casesIn(unfounded)];
const read = cases.map((c) => ({ ...c, said: judgeEmergency(c.title, c.body, { channel: c.channel }) }));
const real = read.filter((c) => c.kind !== null);
const found = real.filter((c) => c.said.emergency !== null);
const alarms = read.filter((c) => c.said.emergency !== null);
const share = (part: unknown[], whole: unknown[]) => part.length / whole.length;
const misses = (list: typeof read) =>
  list.map(({ tag, title, said }) => {
    const { emergency, because } = said;
    const facts = emergency?.facts.map((f) => `${f.name} ${f.value}`).join(', ');
    return `${tag} | ${title} → ${emergency ? `${emergency.kind} ${emergency.level} (${facts})` : because}`;
  });

it('has at least three hundred texts', () => expect(cases.length).toBeGreaterThanOrEqual(300));
