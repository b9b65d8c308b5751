// A rule of a pack as the form holds it, and back: one length with its unit, levels as texts, opening hours as a line.
import { levels, type PackRule } from '#contract';

export const UNGRADED = 'ungraded';
export const units = ['running', 'opening-hours', 'working-days'] as const;
export const hotlineKinds = ['consultation', 'request', 'suggestion', 'complaint', 'report'] as const;
/** Whether a rule asks for every incident, for emergencies only, or for what is none. */
export const emergencies = ['any', 'only', 'none'] as const;
type Within = PackRule['within'];
type Spans = Extract<Within, { kind: 'opening-hours' }>['open'];

export type Row = {
  zh: string;
  en: string;
  duty: PackRule['duty'];
  subject: PackRule['subject'];
  levels?: string[];
  emergency?: (typeof emergencies)[number];
  hotlineKinds?: (typeof hotlineKinds)[number][];
  startsFrom: PackRule['startsFrom'];
  unit: Within['kind'];
  length: number;
  /** When the office is open, for opening hours: 09:00-12:00 14:00-17:30. */
  open?: string;
  extension?: number | null;
  owedBy: PackRule['owedBy'];
  answeredBy: PackRule['answeredBy'];
  document: string;
  article: string;
  words: string;
  settingZh?: string;
  settingEn?: string;
  pausable?: boolean;
  pauseZh?: string;
  pauseEn?: string;
  pauseDocument?: string;
  pauseArticle?: string;
  pauseWords?: string;
};

/** The spans of a line like 09:00-12:00 14:00-17:30, in order and apart; null where they are none. */
export function spansOf(line: string): Spans | null {
  const parts = line
    .replaceAll('：', ':')
    .split(/[\s,，、;；]+/)
    .filter(Boolean);
  const spans = parts.flatMap((part) => {
    const [, from, to] =
      /^((?:[01]?\d|2[0-3]):[0-5]\d)[-–—~至]((?:[01]?\d|2[0-3]):[0-5]\d|24:00)$/.exec(part) ?? [];
    return from && to ? [{ from: from.padStart(5, '0'), to: to.padStart(5, '0') }] : [];
  });
  const apart = spans.every(({ from, to }, i) => from < to && (i === 0 || spans[i - 1]!.to <= from));
  return spans.length > 0 && spans.length === parts.length && apart ? spans : null;
}

const lengthOf = (within: Within) => (within.kind === 'working-days' ? within.days : within.hours);
function withinOf({ unit, open }: Pick<Row, 'unit' | 'open'>, n: number): Within {
  if (unit === 'working-days') return { kind: unit, days: n };
  if (unit === 'running') return { kind: unit, hours: n };
  return { kind: unit, hours: n, open: spansOf(open ?? '') ?? [] };
}

export function rowOf(rule: PackRule): Row {
  const { within, extendableBy, pausableFor, setting } = rule;
  const { levels: asked, emergency, hotlineKinds: kinds } = rule.appliesTo;
  return {
    ...{ zh: rule.name.zh, en: rule.name.en, duty: rule.duty, subject: rule.subject },
    levels: (asked ?? []).map((level) => level ?? UNGRADED),
    emergency: emergency === undefined ? 'any' : emergency ? 'only' : 'none',
    hotlineKinds: kinds ?? [],
    ...(setting ? { settingZh: setting.zh, settingEn: setting.en } : {}),
    ...{ startsFrom: rule.startsFrom, unit: within.kind, length: lengthOf(within) },
    ...(within.kind === 'opening-hours'
      ? { open: within.open.map(({ from, to }) => `${from}-${to}`).join(' ') }
      : {}),
    extension: extendableBy ? lengthOf(extendableBy) : null,
    ...{ owedBy: rule.owedBy, answeredBy: rule.answeredBy, ...rule.clause },
    ...(pausableFor
      ? {
          ...{ pausable: true, pauseZh: pausableFor.what.zh, pauseEn: pausableFor.what.en },
          pauseDocument: pausableFor.clause.document,
          pauseArticle: pausableFor.clause.article,
          pauseWords: pausableFor.clause.words,
        }
      : {}),
  };
}

/** What the subject does not have is left out: levels belong to incidents, kinds to the hotline. */
export function ruleOf(row: Row): PackRule {
  const setting = { zh: row.settingZh?.trim() ?? '', en: row.settingEn?.trim() ?? '' };
  const { pauseZh: zh = '', pauseEn: en = '', pauseDocument: document = '' } = row;
  const { pauseArticle: article = '', pauseWords: words = '' } = row;
  return {
    duty: row.duty,
    name: { zh: row.zh, en: row.en },
    subject: row.subject,
    appliesTo: appliesOf(row),
    startsFrom: row.startsFrom,
    within: withinOf(row, row.length),
    owedBy: row.owedBy,
    answeredBy: row.answeredBy,
    clause: { document: row.document, article: row.article, words: row.words },
    ...(row.extension ? { extendableBy: withinOf(row, row.extension) } : {}),
    ...(row.pausable ? { pausableFor: { what: { zh, en }, clause: { document, article, words } } } : {}),
    // Written in one language it is shown in both.
    ...(setting.zh || setting.en
      ? { setting: { zh: setting.zh || setting.en, en: setting.en || setting.zh } }
      : {}),
  };
}

function appliesOf({ subject, emergency = 'any', ...row }: Row): PackRule['appliesTo'] {
  const chosen = (row.levels ?? []).map((text) => levels.find((level) => level === text) ?? null);
  const kinds = row.hotlineKinds ?? [];
  if (subject === 'hotline-record') return kinds.length > 0 ? { hotlineKinds: kinds } : {};
  if (subject !== 'incident') return {};
  return {
    ...(chosen.length > 0 ? { levels: chosen } : {}),
    ...(emergency === 'any' ? {} : { emergency: emergency === 'only' }),
  };
}
