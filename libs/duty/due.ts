// The answer to "by when?": one duty, one start, the due time and how it was counted.
import type { Refusal } from '#organisation';
import { builtInPacks, dutiesOf, findRule } from './built-in-packs';
import type { Calendar } from './calendar';
import { basisOf, explainDue } from './clocks';
import { countDue } from './count';
import { readInstant } from './instants';
import type { DutyRule, PolicyPack } from './packs';

export type DueQuestion = {
  duty: string;
  /** The instant it counts from; without a zone it is read as Beijing time, which the answer says. */
  from: string;
  pack?: string;
  level?: string;
  calendar?: Calendar;
  packs?: readonly PolicyPack[];
};

export type DueAnswer = {
  duty: string;
  dueAt: string;
  basis: string;
  explain: string[];
  /** Years without a published holiday notice that the due time leans on. */
  leansOnUnpublished: number[];
};

/** A question that has no answer: `code` for programs, the message (Chinese and English) for people. */
export class DutyError extends Error {
  readonly code: string;
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`${refusal.reason.zh} / ${refusal.reason.en}`);
    this.name = 'DutyError';
    this.code = refusal.code;
    this.refusal = refusal;
  }
}

const levels = ['特别重大', '重大', '较大', '一般'] as const;
const numerals: Record<string, (typeof levels)[number]> = {
  Ⅰ: '特别重大',
  Ⅱ: '重大',
  Ⅲ: '较大',
  Ⅳ: '一般',
  I: '特别重大',
  II: '重大',
  III: '较大',
  IV: '一般',
};

/**
 * When a duty that starts at `from` falls due. Without `pack` the first pack that has the duty is asked.
 * Throws DutyError: `duty.unknown` (lists the duties), `pack.unknown`, `duty.not-in-pack`, `duty.bad-instant`,
 * `level.unknown`, `duty.not-for-level` (says which duty is owed at that level).
 */
export function due(question: DueQuestion): DueAnswer {
  const packs = question.packs ?? builtInPacks;
  const { pack, rule } = ruleFor(question, packs);
  const from = readInstant(question.from);
  if (!from) {
    throw fail(
      'duty.bad-instant',
      `“${question.from}”不是时刻，请写成 2026-09-30T09:00:00+08:00。`,
      `"${question.from}" is not an instant; write it as 2026-09-30T09:00:00+08:00.`,
    );
  }
  if (question.level !== undefined) refuseOtherLevel(rule, question.level, packs);
  const counted = countDue(rule.within, from.at, question.calendar);
  const startNote = from.assumed
    ? { zh: '所给时刻没有时区，按北京时间理解。', en: 'No zone was given; read as Beijing time.' }
    : null;
  return {
    duty: rule.duty,
    dueAt: counted.dueAt,
    basis: basisOf(pack, rule),
    explain: explainDue(pack, rule, { startAt: from.at, startNote }, counted),
    leansOnUnpublished: counted.leansOnUnpublished,
  };
}

function ruleFor({ duty, pack }: DueQuestion, packs: readonly PolicyPack[]) {
  const elsewhere = packs.filter(({ rules }) => rules.some((rule) => rule.duty === duty));
  const [first] = elsewhere;
  if (!first) {
    const list = dutiesOf(packs).join(', ');
    throw fail(
      'duty.unknown',
      `没有“${duty}”这项义务，可用的有：${list}。`,
      `There is no duty "${duty}"; there are: ${list}.`,
    );
  }
  if (pack !== undefined && !packs.some(({ id }) => id === pack)) {
    const list = packs.map(({ id }) => id).join(', ');
    throw fail(
      'pack.unknown',
      `没有“${pack}”这个规则包，可用的有：${list}。`,
      `There is no pack "${pack}"; there are: ${list}.`,
    );
  }
  const found = findRule(duty, pack, packs);
  if (!found) {
    const list = elsewhere.map(({ id }) => id).join(', ');
    throw fail(
      'duty.not-in-pack',
      `规则包“${pack}”没有“${duty}”，有它的是：${list}。`,
      `Pack "${pack}" has no duty "${duty}"; it is in: ${list}.`,
    );
  }
  return found;
}

function refuseOtherLevel(rule: DutyRule, text: string, packs: readonly PolicyPack[]): void {
  const level = levels.find((name) => name === text.trim()) ?? numerals[text.trim().toUpperCase()];
  if (!level) {
    const list = levels.join(', ');
    throw fail(
      'level.unknown',
      `没有“${text}”这个级别，可用的有：${list}。`,
      `There is no level "${text}"; there are: ${list}.`,
    );
  }
  const owedAt = rule.appliesTo.levels;
  if (!owedAt || owedAt.includes(level)) return;
  const owed = packs.flatMap(({ rules }) =>
    rules.filter(({ appliesTo }) => appliesTo.levels?.includes(level)).map(({ duty }) => duty),
  );
  const list = owed.join(', ') || '-';
  throw fail(
    'duty.not-for-level',
    `“${rule.duty}”不适用于${level}级别，该级别的义务有：${list}。`,
    `"${rule.duty}" is not owed at level ${level}; what is owed there: ${list}.`,
  );
}

function fail(code: string, zh: string, en: string): DutyError {
  return new DutyError({ code, reason: { zh, en } });
}
