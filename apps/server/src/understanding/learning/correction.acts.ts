// What a correction makes of a message's labels, and back: pure. Labels go as codes, names of the tree and of the lists.
import type { Aspect, Correcting, EmergencySeen } from '#contract';
import { areaNames, emergencyKinds, levelOneTopics, levels } from '#understanding';
import { conflict, invalid } from '../../platform/problem';

/** The labels that a person may put right, as they are kept. */
export type Labels = {
  topic: string | null;
  areas: string[];
  offTopic: boolean;
  emergency: EmergencySeen | null;
};
export const OFF = 'off-topic';
/** What stands as the ground of an emergency's level where a person, not the text, says so. */
export const BY_PERSON = '人工更正 (put right by a person)';

export function codesOf(aspect: Aspect, { topic, areas, offTopic, emergency }: Labels): string[] {
  switch (aspect) {
    case 'topic':
      return topic === null ? [] : [topic];
    case 'areas':
      return [...areas].sort();
    case 'off-topic':
      return offTopic ? [OFF] : [];
    case 'emergency':
      return emergency ? [emergency.kind, emergency.level] : [];
  }
}

/** The labels with one of them as the codes say; facts read in the text stay with an emergency that the model saw too. */
export function labelled(labels: Labels, aspect: Aspect, codes: readonly string[], machine: Labels): Labels {
  switch (aspect) {
    case 'topic':
      return { ...labels, topic: codes[0] ?? null };
    case 'areas':
      return { ...labels, areas: [...codes] };
    case 'off-topic':
      return { ...labels, offTopic: codes.length > 0 };
    case 'emergency':
      return { ...labels, emergency: emergencyOf(codes, machine.emergency) };
  }
}

function emergencyOf([kind, said]: readonly string[], seen: EmergencySeen | null): EmergencySeen | null {
  const level = levels.find((one) => one === said);
  if (kind === undefined || level === undefined) return null;
  if (seen?.kind === kind && seen.level === level) return seen;
  return { kind, level, facts: seen?.facts ?? [], clause: BY_PERSON, words: seen?.words ?? [] };
}

/** @throws Refusal 422 where there is no such topic, area or kind */
export function codesAsked(asked: Correcting): string[] {
  switch (asked.aspect) {
    case 'topic':
      if (asked.topic !== null && !levelOneTopics.includes(asked.topic)) throw unknown(asked.topic);
      return asked.topic === null ? [] : [asked.topic];
    case 'areas': {
      const names = [...new Set(asked.areas)].sort();
      const strange = names.find((area) => !areaNames.includes(area));
      if (strange !== undefined) throw unknown(strange);
      return names;
    }
    case 'off-topic':
      return asked.offTopic ? [OFF] : [];
    case 'emergency': {
      if (!asked.emergency) return [];
      const { kind, level } = asked.emergency;
      if (!emergencyKinds.some((one) => one === kind)) throw unknown(kind);
      return [kind, level];
    }
  }
}

const unknown = (name: string) =>
  invalid(
    'label.unknown',
    `没有“${name.slice(0, 40)}”这一项，请从列表中选择。`,
    `There is no label “${name.slice(0, 40)}”; choose one of the list.`,
  );
export const notLabelled = () =>
  conflict(
    'label.not-yet',
    '这条信息还没有打标，请稍候再更正。',
    'This message has no labels yet; put them right in a moment.',
  );
export const notStanding = () =>
  conflict(
    'correction.not-standing',
    '这条更正已被撤销或被新的更正取代。',
    'This correction was undone, or another took its place.',
  );
