// What can still be taken back, told as a table: state, what was set since, where the messages are now.
import { type Standing, standsBecause } from './assessment.acts';
import type { AssessmentRow } from './assessment.row';

type Given = Pick<AssessmentRow, 'act' | 'before' | 'after' | 'otherId' | 'messages' | 'undoneAt'>;
const given = (act: Given['act'], more: Partial<Given> = {}): Given => ({
  act,
  before: {},
  after: {},
  otherId: 'b',
  messages: 1,
  undoneAt: null,
  ...more,
});
const stands = (more: Partial<Standing> = {}): Standing => ({
  id: 'a',
  state: 'confirmed',
  mergedInto: null,
  level: '较大',
  title: '题',
  place: null,
  leadDepartmentId: 'd',
  messages: 5,
  ...more,
});
const level = { before: { level: '一般' }, after: { level: '较大' } } as const;
const lead = { before: { leadDepartmentId: 'c' }, after: { leadDepartmentId: 'd' } };
const merged = stands({ state: 'merged', mergedInto: 'b', messages: 0 });
const gone = stands({ state: 'closed' });
const open = stands({ state: 'proposed' });

test.each<[string, Given, Standing, Standing | null, number, string | null]>([
  ['twice', given('dismiss', { undoneAt: new Date(0) }), stands(), null, 0, 'undone'],
  ['a confirmation', given('confirm'), stands(), null, 0, 'starts-clocks'],
  ['a closing', given('close'), gone, null, 0, 'closed-clocks'],
  ['a dismissal', given('dismiss'), stands({ state: 'dismissed' }), null, 0, null],
  ['a dismissal of what is open again', given('dismiss'), open, null, 0, 'changed-since'],
  ['a level', given('level', level), stands(), null, 0, null],
  ['a level set again since', given('level', level), stands({ level: '重大' }), null, 0, 'changed-since'],
  ['a level of what is closed', given('level', level), gone, null, 0, 'changed-since'],
  ['a handing on', given('assign', lead), stands(), null, 0, null],
  ['a handing on from nobody', given('assign', { ...lead, before: {} }), stands(), null, 0, 'changed-since'],
  [
    'a handing on, handed on',
    given('assign', lead),
    stands({ leadDepartmentId: 'e' }),
    null,
    0,
    'changed-since',
  ],
  ['a title', given('title', { after: { title: '题' } }), stands(), null, 0, null],
  ['a place', given('place', { after: { place: '桥东路' } }), stands({ place: '桥东路' }), null, 0, null],
  ['a place, said again', given('place', { after: { place: '旧街' } }), stands(), null, 0, 'changed-since'],
  ['a title, named again', given('title', { after: { title: '旧' } }), stands(), null, 0, 'changed-since'],
  ['a merge', given('merge'), merged, stands(), 3, null],
  ['a merge whose target has closed', given('merge'), merged, gone, 3, 'other-gone'],
  ['a merge, merged on', given('merge'), { ...merged, mergedInto: 'c' }, stands(), 3, 'changed-since'],
  ['a merge whose messages went elsewhere', given('merge'), merged, stands(), 0, 'messages-elsewhere'],
  [
    'a merge that is all the target has left',
    given('merge'),
    merged,
    stands({ messages: 3 }),
    3,
    'changed-since',
  ],
  ['a move', given('move'), stands(), open, 1, null],
  ['a move, moved on', given('move'), stands(), open, 0, 'messages-elsewhere'],
  ['a move out of what has closed', given('move'), gone, open, 1, 'other-gone'],
  ['a message put in', given('take-in'), stands({ messages: 2 }), null, 1, null],
  ['a message put in, moved on', given('take-in'), stands(), null, 0, 'messages-elsewhere'],
  ['a message put into what has closed', given('take-in'), gone, null, 1, 'changed-since'],
  ['a message that began an incident', given('take-in'), stands({ messages: 1 }), null, 1, 'only-message'],
  ['a split', given('split'), stands(), stands({ state: 'proposed', messages: 3 }), 3, null],
  [
    'a split whose part was confirmed',
    given('split'),
    stands(),
    stands({ messages: 3 }),
    3,
    'confirmed-alone',
  ],
  ['the same, grown since', given('split'), stands(), stands({ messages: 4 }), 3, null],
])('%s', (_what, assessment, incident, other, left, expected) => {
  const why = standsBecause(assessment, incident, other, left);
  expect(why?.code ?? null).toBe(expected === null ? null : `assessment.${expected}`);
  if (why) expect(why.zh && why.en).toBeTruthy();
});
