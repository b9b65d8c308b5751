// How well emergencies are told, over the texts written for it: recall, precision, level and kind.
import { type EmergencyReading, judgeEmergency } from './emergencies';
import { type EmergencyCase, emergencyCases, tonesFrom } from './emergency-tables';
import { random, shuffle } from './seeded';

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

const FOLDS = 5;

/** Of the tables: each text is read with a tone learnt from the other four fifths. The rules have seen them all. */
export function emergencyScores(): EmergencyScores {
  const cases = emergencyCases();
  const order = cases.map((_, i) => i);
  shuffle(order, random(7));
  const said = new Map<EmergencyCase, EmergencyReading>();
  for (let fold = 0; fold < FOLDS; fold++) {
    const apart = new Set(order.filter((_, n) => n % FOLDS === fold).map((i) => cases[i]!));
    const tones = tonesFrom(cases.filter((c) => !apart.has(c)));
    for (const c of apart) said.set(c, judgeEmergency(c.title, c.body, { channel: c.channel, tones }));
  }
  return scoresOver(cases.map((c) => ({ ...c, said: said.get(c)! })));
}

function scoresOver(read: EmergencyScores['read']): EmergencyScores {
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
