// What a release must say and must not show: the content checklist, and personal data, before it may be submitted.
import type { ReleaseForm } from '#duty';
import { redact } from '#intake';
import { type Clause, citationOf, type Words } from '#organisation';

export type ChecklistItem = 'facts' | 'measures' | 'results' | 'causes' | 'solutions' | 'constraints';

const threePoints: Clause = {
  document: 'gaoqing-2016-12',
  article: '三(四)',
  words: '要按程序及时发布权威信息，讲清事实真相、政策措施以及处置结果等，认真回应关切。',
};
const whereTheyApply: Clause = {
  document: 'mianyang-2018',
  article: '(七)',
  words: '准确把握社会情绪，讲清楚问题成因、解决方案和制约因素等，更好引导社会预期。',
};

/** The points of the checklist, in order; xinxing-2017 二(三) asks for the same first three. */
export const checklistItems: readonly {
  item: ChecklistItem;
  name: Words;
  required: boolean;
  clause: Clause;
}[] = [
  { item: 'facts', name: { zh: '事实真相', en: 'The facts' }, required: true, clause: threePoints },
  { item: 'measures', name: { zh: '政策措施', en: 'Measures taken' }, required: true, clause: threePoints },
  { item: 'results', name: { zh: '处置结果', en: 'Results so far' }, required: true, clause: threePoints },
  { item: 'causes', name: { zh: '问题成因', en: 'Causes' }, required: false, clause: whereTheyApply },
  { item: 'solutions', name: { zh: '解决方案', en: 'Solutions' }, required: false, clause: whereTheyApply },
  {
    item: 'constraints',
    name: { zh: '制约因素', en: 'Constraints' },
    required: false,
    clause: whereTheyApply,
  },
];

/** Ticked by a passage of the text, or said not to apply, with a reason. */
export type Tick = { quote: string } | { notApplicable: string };
export type Checklist = Partial<Record<ChecklistItem, Tick>>;

export type ContentProblem = Words & {
  code: string;
  item?: ChecklistItem;
  /** Where in the body, in UTF-16 units, for what stands in the body. */
  start?: number;
  end?: number;
  /** A blocking problem keeps the text from being submitted; another is only pointed out. */
  blocking: boolean;
};

export type Content = {
  title: string;
  body: string;
  checklist: Checklist;
  form?: ReleaseForm;
};

const LONGEST_TITLE = 200;
const LONGEST_BODY = 50_000;
/** A shorter passage could stand anywhere and proves nothing. */
const SHORTEST_QUOTE = 6;

/**
 * Everything that is wrong with a text before it goes to review, none when it is ready. Codes: `release.title-empty`,
 * `release.title-long`, `release.body-empty`, `release.body-long`, `release.item-open`, `release.item-required`,
 * `release.quote-short`, `release.quote-missing`, `release.one-passage` (not blocking), `release.reason-needed`,
 * `release.personal-data` (blocking or not by kind). Source: E2; the clauses of `checklistItems`; mianyang-2018 (六).
 */
export function checkContent({ title, body, checklist, form = 'statement' }: Content): ContentProblem[] {
  return [
    ...lengthProblems(title, body),
    ...checklistProblems(body, checklist, form),
    ...personalData(title, body),
  ];
}

function lengthProblems(title: string, body: string): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const add = (code: string, zh: string, en: string) => problems.push({ code, zh, en, blocking: true });
  if (title.trim() === '') add('release.title-empty', '缺少标题。', 'There is no title.');
  if ([...title].length > LONGEST_TITLE) {
    add(
      'release.title-long',
      `标题超过${LONGEST_TITLE}字。`,
      `The title is longer than ${LONGEST_TITLE} characters.`,
    );
  }
  if (body.trim() === '') add('release.body-empty', '缺少正文。', 'There is no text.');
  if (body.length > LONGEST_BODY) {
    add(
      'release.body-long',
      `正文超过${LONGEST_BODY}字。`,
      `The text is longer than ${LONGEST_BODY} characters.`,
    );
  }
  return problems;
}

const squeeze = (text: string) => text.normalize('NFKC').replace(/\s+/g, '');
const weight = (text: string) => (text.match(/[\p{L}\p{N}]/gu) ?? []).length;

function checklistProblems(body: string, checklist: Checklist, form: ReleaseForm): ContentProblem[] {
  const text = squeeze(body);
  const problems = checklistItems.flatMap(({ item, name, required, clause }): ContentProblem[] => {
    const fault = tickFault(checklist[item], text, name, required, form);
    if (!fault) return [];
    const where = { zh: `依据：${citationOf(clause)}`, en: ` By ${citationOf(clause)}` };
    return [{ code: fault.code, zh: fault.zh + where.zh, en: fault.en + where.en, item, blocking: true }];
  });
  const quotes = checklistItems.flatMap(({ item, required }) => {
    const tick = checklist[item];
    return required && tick && 'quote' in tick ? [squeeze(tick.quote)] : [];
  });
  if (problems.length === 0 && quotes.length > 1 && new Set(quotes).size === 1) {
    problems.push({
      code: 'release.one-passage',
      zh: '几项要点都指向同一句话，请确认每一项都讲清楚了。',
      en: 'All points are ticked by one passage; make sure that each is really said.',
      blocking: false,
    });
  }
  return problems;
}

type Fault = Words & { code: string };

function tickFault(
  tick: Tick | undefined,
  text: string,
  name: Words,
  required: boolean,
  form: ReleaseForm,
): Fault | null {
  if (!tick) return openFault(name, required);
  if ('notApplicable' in tick) {
    // An interpretation explains a policy; there may be no event whose facts and results could be told.
    if (required && form !== 'interpretation') {
      return {
        code: 'release.item-required',
        zh: `“${name.zh}”是必备内容，不能标为不适用。`,
        en: `"${name.en}" is required and cannot be left out.`,
      };
    }
    if (weight(tick.notApplicable) >= 2) return null;
    return {
      code: 'release.reason-needed',
      zh: `请说明“${name.zh}”为何不适用。`,
      en: `Say why "${name.en}" does not apply.`,
    };
  }
  const quote = squeeze(tick.quote);
  if (weight(quote) < SHORTEST_QUOTE) {
    return {
      code: 'release.quote-short',
      zh: `“${name.zh}”所指的语句太短，请选中完整的一句。`,
      en: `The passage for "${name.en}" is too short; point at a whole sentence.`,
    };
  }
  if (text.includes(quote)) return null;
  return {
    code: 'release.quote-missing',
    zh: `“${name.zh}”所指的语句不在正文中（可能已修改），请重新选择。`,
    en: `The passage for "${name.en}" is not in the text (was it changed?); point at it again.`,
  };
}

function openFault(name: Words, required: boolean): Fault {
  return required
    ? {
        code: 'release.item-open',
        zh: `尚未讲清“${name.zh}”。`,
        en: `"${name.en}" has not been pointed at in the text.`,
      }
    : {
        code: 'release.item-open',
        zh: `请指出“${name.zh}”，或说明为何不适用。`,
        en: `Point at "${name.en}", or say why it does not apply.`,
      };
}

/** What a release may rightly name: the office's own telephone, mail, address and accounts, and officials who speak. */
const mayBePublic: Record<string, Words | undefined> = {
  landline: { zh: '固定电话', en: 'a landline number' },
  email: { zh: '电子邮箱', en: 'an e-mail address' },
  address: { zh: '详细地址', en: 'a full address' },
  name: { zh: '姓名', en: 'a personal name' },
  account: { zh: '网络账号', en: 'an account of a chat program' },
};
const neverPublic: Record<string, Words | undefined> = {
  mobile: { zh: '手机号码', en: 'a mobile number' },
  'id-card': { zh: '身份证号', en: 'an identity-card number' },
  'bank-card': { zh: '银行卡号', en: 'a bank-card number' },
  plate: { zh: '车牌号', en: 'a number plate' },
};

/** Personal data left in the text: told by kind and place, never repeated. */
function personalData(title: string, body: string): ContentProblem[] {
  const inTitle = redact(title, { press: true }).removed.map(({ kind }) =>
    personalProblem(kind, { zh: '标题', en: 'The title' }),
  );
  const inBody = redact(body, { press: true }).removed.map(({ kind, start, end }) => ({
    ...personalProblem(kind, { zh: '正文', en: 'The text' }),
    start,
    end,
  }));
  return [...inTitle, ...inBody];
}

const deIdentify = { document: 'mianyang-2018', article: '(六)' };
function personalProblem(kind: string, where: Words): ContentProblem {
  const open = mayBePublic[kind];
  const name = open ?? neverPublic[kind] ?? { zh: `个人信息（${kind}）`, en: `personal data (${kind})` };
  const advice = open
    ? { zh: '请确认这是可以公开的公务信息。', en: 'make sure it is official and may be public.' }
    : { zh: '请删除或作去标识化处理。', en: 'take it out or make it unrecognisable.' };
  return {
    code: 'release.personal-data',
    zh: `${where.zh}中有${name.zh}，${advice.zh}依据：${citationOf(deIdentify)}`,
    en: `${where.en} holds ${name.en}: ${advice.en} By ${citationOf(deIdentify)}`,
    blocking: open === undefined,
  };
}
