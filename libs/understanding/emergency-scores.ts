// How well emergencies are told, over the table of texts written for it: recall, precision, level and kind.
import { type EmergencyReading, judgeEmergency } from './emergencies';
import { reported } from './emergency-cases';
import { unfounded } from './emergency-negatives';

/** One text of the table; `kind` and `level` null where it only speaks of emergencies. */
export type EmergencyCase = {
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

function casesIn(table: string): EmergencyCase[] {
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

export const emergencyCases = (): EmergencyCase[] => [...casesIn(reported), ...casesIn(unfounded)];

export type EmergencyScores = {
  texts: number;
  emergencies: number;
  /** Shares: of the emergencies found; of what was found that is one; of those found, the level and the kind told right. */
  recall: number;
  precision: number;
  level: number;
  kind: number;
  /** Each text with what was said of it. */
  read: (EmergencyCase & { said: EmergencyReading })[];
};

export function emergencyScores(): EmergencyScores {
  const read = emergencyCases().map((c) => ({
    ...c,
    said: judgeEmergency(c.title, c.body, { channel: c.channel }),
  }));
  const real = read.filter((c) => c.kind !== null);
  const alarms = read.filter((c) => c.said.emergency !== null);
  const found = real.filter((c) => c.said.emergency !== null);
  const share = (part: unknown[], whole: unknown[]) => part.length / (whole.length || 1);
  return {
    texts: read.length,
    emergencies: real.length,
    recall: share(found, real),
    precision: share(found, alarms),
    level: share(
      found.filter((c) => c.said.emergency?.level === c.level),
      found,
    ),
    kind: share(
      found.filter((c) => c.said.emergency?.kind === c.kind),
      found,
    ),
    read,
  };
}
