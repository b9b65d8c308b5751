// The way of a release from draft to published, as data, and who may take each step.
import type { Refusal, Right, Words } from '#organisation';
import type { ContentProblem } from './checklist';

export type ReleaseState = 'draft' | 'secrecy-review' | 'approval' | 'approved' | 'published' | 'withdrawn';
export type Move = 'submit' | 'pass-review' | 'return' | 'approve' | 'publish' | 'correct' | 'withdraw';

/** Somebody who has already put their name to this edition. */
type Hand = 'author' | 'reviewer';

export type MoveRule<S extends string = ReleaseState, M extends string = Move> = {
  move: M;
  from: S;
  to: S;
  right: Right;
  name: Words;
  /** Only this person, and nobody else who holds the right. */
  onlyBy?: Hand;
  /** Never these people: no one passes what they themselves wrote or passed. */
  notBy?: readonly Hand[];
  /** A reason must be given, and stays on record. */
  reasoned?: boolean;
  /** The content checklist is complete and no personal data is left (谁公开谁审查). */
  checked?: boolean;
  /** There must be an edition before the public. */
  afterPublication?: boolean;
  /** Begins the next edition; the one before stays in view. */
  nextEdition?: boolean;
};

export type Procedure<S extends string = ReleaseState, M extends string = Move> = {
  states: readonly S[];
  initial: S;
  /** What it is all for: every state that is not an end must lead here. */
  goal: S;
  /** Where a release may end for good. */
  ends: readonly S[];
  /** States no way to the goal may avoid: 先审查后公开. */
  passes: readonly S[];
  moves: readonly MoveRule<S, M>[];
};

const returned = { zh: '退回修改', en: 'Return' };
const withdrawn = { zh: '撤回', en: 'Withdraw' };

/** Source: E1, E7; gaoqing-2016-12 四(二) 谁公开谁审查、先审查后公开; mianyang-2018 (九) 三审. */
export const procedure: Procedure = {
  states: ['draft', 'secrecy-review', 'approval', 'approved', 'published', 'withdrawn'],
  initial: 'draft',
  goal: 'published',
  ends: ['withdrawn'],
  passes: ['secrecy-review', 'approval', 'approved'],
  moves: [
    {
      move: 'submit',
      from: 'draft',
      to: 'secrecy-review',
      right: 'release.draft',
      onlyBy: 'author',
      checked: true,
      name: { zh: '提交保密审查', en: 'Submit to secrecy review' },
    },
    {
      move: 'pass-review',
      from: 'secrecy-review',
      to: 'approval',
      right: 'release.review',
      notBy: ['author'],
      name: { zh: '保密审查通过', en: 'Pass secrecy review' },
    },
    {
      move: 'return',
      from: 'secrecy-review',
      to: 'draft',
      right: 'release.review',
      reasoned: true,
      name: returned,
    },
    {
      move: 'approve',
      from: 'approval',
      to: 'approved',
      right: 'release.approve',
      notBy: ['author', 'reviewer'],
      name: { zh: '批准', en: 'Approve' },
    },
    {
      move: 'return',
      from: 'approval',
      to: 'draft',
      right: 'release.approve',
      reasoned: true,
      name: returned,
    },
    {
      move: 'return',
      from: 'approved',
      to: 'draft',
      right: 'release.approve',
      reasoned: true,
      name: returned,
    },
    {
      move: 'publish',
      from: 'approved',
      to: 'published',
      right: 'release.publish',
      name: { zh: '发布', en: 'Publish' },
    },
    {
      move: 'correct',
      from: 'published',
      to: 'draft',
      right: 'release.draft',
      reasoned: true,
      nextEdition: true,
      name: { zh: '更正（另起一版）', en: 'Correct (next edition)' },
    },
    // A text already before the public can be taken back at any time, also while its correction is under way.
    ...(['draft', 'secrecy-review', 'approval', 'approved', 'published'] as const).map((from) => ({
      move: 'withdraw' as const,
      from,
      to: 'withdrawn' as const,
      right: 'release.publish' as const,
      reasoned: true,
      afterPublication: true,
      name: withdrawn,
    })),
  ],
};

export type ReleaseHands = {
  authorId: string;
  reviewerId: string | null;
  approverId: string | null;
  /** The newest edition before the public; null or absent while there is none. */
  publishedEdition?: number | null;
};

export type MoveQuestion = {
  state: ReleaseState;
  move: Move;
  actor: { id: string; rights: ReadonlySet<Right> };
  release: ReleaseHands;
  reason?: string | null;
  /** What `checkContent` found; needed to submit. */
  problems?: readonly ContentProblem[];
};

export type MoveAnswer = { ok: true; to: ReleaseState; nextEdition: boolean } | { refused: Refusal };

/**
 * Whether this person may take this step now, and where it leads.
 * Refused with `release.wrong-state`, `release.not-permitted`, `release.not-author`, `release.same-person`,
 * `release.nothing-published`, `release.reason-needed`, `release.unchecked`, `release.not-ready`.
 */
export function mayMove(question: MoveQuestion): MoveAnswer {
  const rule = procedure.moves.find(({ move, from }) => move === question.move && from === question.state);
  if (!rule) return { refused: wrongState(question) };
  const refused = personRefusal(rule, question) ?? contentRefusal(rule, question);
  return refused ? { refused } : { ok: true, to: rule.to, nextEdition: rule.nextEdition ?? false };
}

/** The steps that lead on from a state, each with whether this person may take it; a reason is taken as given. */
export function movesFor(
  question: Omit<MoveQuestion, 'move' | 'reason'>,
): { move: Move; name: Words; allowed: boolean; reason: Words | null }[] {
  const steps = procedure.moves.filter(
    ({ from, afterPublication }) =>
      from === question.state && (!afterPublication || hasPublished(question.release)),
  );
  return steps.map(({ move, name }) => {
    const answer = mayMove({ ...question, move, reason: name.zh });
    const refused = 'refused' in answer ? answer.refused : null;
    return { move, name, allowed: refused === null, reason: refused?.reason ?? null };
  });
}

/**
 * Whether this person may change the text: the author, in draft. Were it anybody, the reviewer could pass words of
 * their own. Refused with `release.wrong-state`, `release.not-permitted`, `release.not-author`.
 */
export function mayEdit(
  question: Pick<MoveQuestion, 'state' | 'actor' | 'release'>,
): { ok: true } | { refused: Refusal } {
  const { state, actor, release } = question;
  if (state !== 'draft') {
    const reason = {
      zh: `“${stateWords(state).zh}”的文本不能修改；已发布的请用“更正”另起一版。`,
      en: `A text in state "${state}" cannot be changed; correct a published one by a next edition.`,
    };
    return { refused: { code: 'release.wrong-state', reason } };
  }
  if (!actor.rights.has('release.draft')) return { refused: notPermitted() };
  return actor.id === release.authorId ? { ok: true } : { refused: notAuthor() };
}

function personRefusal(rule: MoveRule, { actor, release, reason }: MoveQuestion): Refusal | null {
  if (!actor.rights.has(rule.right)) return notPermitted();
  const hands: Record<Hand, string | null> = { author: release.authorId, reviewer: release.reviewerId };
  if (rule.onlyBy && hands[rule.onlyBy] !== actor.id) return notAuthor();
  const own = rule.notBy?.find((hand) => hands[hand] === actor.id);
  if (own) return samePerson(own);
  if (rule.afterPublication && !hasPublished(release)) {
    return refusal(
      'release.nothing-published',
      '尚未发布，无可撤回。',
      'Nothing has been published that could be withdrawn.',
    );
  }
  if (rule.reasoned && !reason?.trim()) {
    return refusal(
      'release.reason-needed',
      `“${rule.name.zh}”须说明理由。`,
      `"${rule.name.en}" needs a reason.`,
    );
  }
  return null;
}

function contentRefusal(rule: MoveRule, { problems }: MoveQuestion): Refusal | null {
  if (!rule.checked) return null;
  if (!problems) {
    return refusal(
      'release.unchecked',
      '提交前须先检查内容。',
      'The content must be checked before it is submitted.',
    );
  }
  const [first, ...more] = problems.filter(({ blocking }) => blocking);
  if (!first) return null;
  const rest =
    more.length > 0
      ? { zh: `（另有${more.length}处）`, en: ` (and ${more.length} more)` }
      : { zh: '', en: '' };
  return refusal('release.not-ready', `${first.zh}${rest.zh}`, `${first.en}${rest.en}`);
}

function hasPublished({ publishedEdition }: ReleaseHands): boolean {
  return publishedEdition !== null && publishedEdition !== undefined;
}

const stateNames: Record<ReleaseState, Words> = {
  draft: { zh: '草稿', en: 'draft' },
  'secrecy-review': { zh: '保密审查', en: 'secrecy review' },
  approval: { zh: '待批准', en: 'awaiting approval' },
  approved: { zh: '已批准', en: 'approved' },
  published: { zh: '已发布', en: 'published' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

/** The state of a release in words. */
export function stateWords(state: ReleaseState): Words {
  return stateNames[state];
}

function wrongState({ state, move }: MoveQuestion): Refusal {
  const name = procedure.moves.find((rule) => rule.move === move)?.name ?? { zh: move, en: move };
  const now = stateWords(state);
  return refusal(
    'release.wrong-state',
    `“${now.zh}”状态下不能“${name.zh}”。`,
    `"${name.en}" is not possible while it is "${now.en}".`,
  );
}

function samePerson(hand: Hand): Refusal {
  return hand === 'author'
    ? refusal(
        'release.same-person',
        '不能审查或批准自己起草的文本。',
        'Nobody reviews or approves a text they drafted.',
      )
    : refusal(
        'release.same-person',
        '保密审查与批准须由不同的人作出。',
        'Secrecy review and approval are given by different people.',
      );
}

function notPermitted(): Refusal {
  return refusal(
    'release.not-permitted',
    '您没有这一步的权限。',
    'You do not hold the right to take this step.',
  );
}

function notAuthor(): Refusal {
  return refusal(
    'release.not-author',
    '只有起草人可以修改和提交。',
    'Only the author changes and submits the draft.',
  );
}

function refusal(code: string, zh: string, en: string): Refusal {
  return { code, reason: { zh, en } };
}
