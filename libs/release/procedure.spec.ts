// Who may take which step of a release, told as a table; the whole story; and faults planted in bad procedures.
import { type Right, rightsOf } from '#organisation';
import type { ContentProblem } from './checklist';
import {
  type Move,
  type MoveQuestion,
  mayEdit,
  mayMove,
  movesFor,
  type Procedure,
  procedure,
  type ReleaseState,
} from './procedure';
import { faultsOf } from './procedure-faults';

const author = { id: 'author', rights: rightsOf(['department-officer']) };
const press = { id: 'press', rights: rightsOf(['news-office']) };
const reviewer = { id: 'reviewer', rights: rightsOf(['reviewer']) };
const leader = { id: 'leader', rights: rightsOf(['leader']) };
const auditor = { id: 'auditor', rights: rightsOf(['auditor']) };
const everything = (id: string) => ({
  id,
  rights: rightsOf(['news-office', 'department-officer', 'reviewer', 'leader']),
});
const fresh = { authorId: 'author', reviewerId: null, approverId: null };
const reviewed = { ...fresh, reviewerId: 'reviewer' };
const public1 = { ...reviewed, approverId: 'leader', publishedEdition: 1 };
const blocking: ContentProblem = {
  code: 'release.body-empty',
  zh: '缺少正文。',
  en: 'There is no text.',
  blocking: true,
};
const advice: ContentProblem = { ...blocking, blocking: false };

type Row = [string, ReleaseState, Move, MoveQuestion['actor'], Partial<MoveQuestion>, string];
const rows: Row[] = [
  ['the author submits a clean draft', 'draft', 'submit', author, { problems: [] }, 'secrecy-review'],
  [
    'what is only pointed out does not hold it up',
    'draft',
    'submit',
    author,
    { problems: [advice] },
    'secrecy-review',
  ],
  ['an unclean draft stays', 'draft', 'submit', author, { problems: [blocking] }, 'release.not-ready'],
  ['an unchecked draft stays', 'draft', 'submit', author, {}, 'release.unchecked'],
  ['another drafter does not submit it', 'draft', 'submit', press, { problems: [] }, 'release.not-author'],
  ['a reader does not submit it', 'draft', 'submit', auditor, { problems: [] }, 'release.not-permitted'],
  ['the reviewer passes it', 'secrecy-review', 'pass-review', reviewer, {}, 'approval'],
  [
    'nobody reviews their own',
    'secrecy-review',
    'pass-review',
    everything('author'),
    {},
    'release.same-person',
  ],
  ['a drafter does not review', 'secrecy-review', 'pass-review', press, {}, 'release.not-permitted'],
  [
    'the reviewer returns it with a reason',
    'secrecy-review',
    'return',
    reviewer,
    { reason: '请补充处置进展' },
    'draft',
  ],
  ['and not without', 'secrecy-review', 'return', reviewer, {}, 'release.reason-needed'],
  ['blanks are no reason', 'secrecy-review', 'return', reviewer, { reason: '  ' }, 'release.reason-needed'],
  [
    'an approver does not return from review',
    'secrecy-review',
    'return',
    leader,
    { reason: '否' },
    'release.not-permitted',
  ],
  ['no approval before the review', 'secrecy-review', 'approve', leader, {}, 'release.wrong-state'],
  ['the leader approves', 'approval', 'approve', leader, { release: reviewed }, 'approved'],
  [
    'nobody approves their own',
    'approval',
    'approve',
    everything('author'),
    { release: reviewed },
    'release.same-person',
  ],
  [
    'nobody approves what they reviewed',
    'approval',
    'approve',
    everything('reviewer'),
    { release: reviewed },
    'release.same-person',
  ],
  ['the leader returns it', 'approval', 'return', leader, { release: reviewed, reason: '数字待核' }, 'draft'],
  ['also once approved', 'approved', 'return', leader, { release: reviewed, reason: '情况有变' }, 'draft'],
  ['no publishing from draft', 'draft', 'publish', press, {}, 'release.wrong-state'],
  [
    'no publishing before approval',
    'approval',
    'publish',
    press,
    { release: reviewed },
    'release.wrong-state',
  ],
  ['the news office publishes', 'approved', 'publish', press, { release: reviewed }, 'published'],
  [
    'even the author, with the right',
    'approved',
    'publish',
    everything('author'),
    { release: reviewed },
    'published',
  ],
  [
    'a department does not publish',
    'approved',
    'publish',
    author,
    { release: reviewed },
    'release.not-permitted',
  ],
  [
    'a correction is a next edition',
    'published',
    'correct',
    press,
    { release: public1, reason: '更正人数' },
    'draft +1',
  ],
  ['and says why', 'published', 'correct', press, { release: public1 }, 'release.reason-needed'],
  ['a withdrawal says why', 'published', 'withdraw', press, { release: public1 }, 'release.reason-needed'],
  ['a withdrawal', 'published', 'withdraw', press, { release: public1, reason: '事实有误' }, 'withdrawn'],
  [
    'also while a correction is under way',
    'approval',
    'withdraw',
    press,
    { release: public1, reason: '事实有误' },
    'withdrawn',
  ],
  ['nothing to withdraw', 'draft', 'withdraw', press, { reason: '不用了' }, 'release.nothing-published'],
  [
    'withdrawn is the end',
    'withdrawn',
    'correct',
    press,
    { release: public1, reason: '再发' },
    'release.wrong-state',
  ],
  ['no publishing twice', 'published', 'publish', press, { release: public1 }, 'release.wrong-state'],
];

test.each(rows)('%s', (_name, state, move, actor, also, expected) => {
  const answer = mayMove({ state, move, actor, release: fresh, ...also });
  if ('refused' in answer) {
    expect(answer.refused.code).toBe(expected);
    expect(answer.refused.reason.zh && answer.refused.reason.en).toBeTruthy();
  } else {
    expect(answer.to + (answer.nextEdition ? ' +1' : '')).toBe(expected);
  }
});

test('whatever rights one person holds, no text they wrote is published by them alone', () => {
  const alone = everything('author');
  const seen = new Set<string>();
  const walk = (state: ReleaseState, reviewerId: string | null): void => {
    if (seen.has(state + reviewerId)) return;
    seen.add(state + reviewerId);
    for (const { move } of procedure.moves.filter(({ from }) => from === state)) {
      const release = { authorId: 'author', reviewerId, approverId: null };
      const answer = mayMove({ state, move, actor: alone, release, reason: '理由', problems: [] });
      if ('ok' in answer) walk(answer.to, move === 'pass-review' ? alone.id : reviewerId);
    }
  };
  walk('draft', null);
  expect([...seen].some((state) => state.startsWith('approv') || state.startsWith('published'))).toBe(false);
});

test('the steps on offer, with why one is not', () => {
  const steps = movesFor({ state: 'approval', actor: everything('reviewer'), release: reviewed });
  expect(steps.map(({ move, allowed }) => [move, allowed])).toEqual([
    ['approve', false],
    ['return', true],
  ]);
  expect(steps[0]?.reason?.zh).toContain('不同的人');
  const afterwards = movesFor({ state: 'published', actor: press, release: public1 });
  expect(afterwards.map(({ move, allowed }) => [move, allowed])).toEqual([
    ['correct', true],
    ['withdraw', true],
  ]);
  expect(movesFor({ state: 'withdrawn', actor: press, release: public1 })).toEqual([]);
});

test('only the author edits, only in draft', () => {
  const code = (state: ReleaseState, actor: MoveQuestion['actor']) => {
    const answer = mayEdit({ state, actor, release: fresh });
    return 'ok' in answer ? 'ok' : answer.refused.code;
  };
  expect(code('draft', author)).toBe('ok');
  expect(code('draft', press)).toBe('release.not-author');
  expect(code('draft', { id: 'author', rights: new Set<Right>() })).toBe('release.not-permitted');
  expect(code('published', author)).toBe('release.wrong-state');
});

test('the procedure has no fault', () => {
  expect(faultsOf(procedure)).toEqual([]);
});

type Bad = Procedure<string, string>;
const sound = procedure as Bad;
const step = (move: string, from: string, to: string) => ({
  move,
  from,
  to,
  right: 'release.draft' as const,
  name: { zh: move, en: move },
});
const planted: [string, Bad, string, string][] = [
  [
    'a state nobody reaches',
    { ...sound, states: [...sound.states, 'limbo'], moves: [...sound.moves, step('wake', 'limbo', 'draft')] },
    'procedure.unreachable',
    'limbo',
  ],
  [
    'a state nobody leaves',
    { ...sound, states: [...sound.states, 'pit'], moves: [...sound.moves, step('fall', 'draft', 'pit')] },
    'procedure.dead-end',
    'pit',
  ],
  [
    'a ring that leads nowhere',
    {
      ...sound,
      states: [...sound.states, 'a', 'b'],
      moves: [...sound.moves, step('in', 'draft', 'a'), step('on', 'a', 'b'), step('back', 'b', 'a')],
    },
    'procedure.dead-end',
    'b',
  ],
  [
    'a state that is not listed',
    { ...sound, moves: [...sound.moves, step('leap', 'draft', 'moon')] },
    'procedure.unknown-state',
    'moon',
  ],
  [
    'one move twice from a state',
    { ...sound, moves: [...sound.moves, step('submit', 'draft', 'approval')] },
    'procedure.twice',
    'submit from draft',
  ],
  [
    'a way around the review',
    { ...sound, moves: [...sound.moves, step('hurry', 'draft', 'approval')] },
    'procedure.avoidable',
    'secrecy-review',
  ],
  [
    'a way around everything',
    { ...sound, moves: [...sound.moves, step('leak', 'draft', 'published')] },
    'procedure.avoidable',
    'approved',
  ],
  [
    'a review open to the author',
    {
      ...sound,
      moves: sound.moves.map((rule) =>
        rule.move === 'approve' ? { ...rule, notBy: ['reviewer' as const] } : rule,
      ),
    },
    'procedure.same-hand',
    'approve',
  ],
];

test.each(planted)('planted: %s', (_name, table, code, what) => {
  expect(faultsOf(table)).toContainEqual({ code, what });
});
