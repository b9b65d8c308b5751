// The stages of an incident: the plain course, the detours, and what is still open.
import { stages, type TimelineFact, timeByStage } from './timeline';

let seq = 0;
const minute = (n: number): string => new Date(Date.UTC(2026, 2, 1, 8, n)).toISOString();
const fact = (at: number, kind: string, who = '系统', body: TimelineFact['body'] = {}): TimelineFact => ({
  seq: ++seq,
  at: minute(at),
  kind,
  actor: { kind: who === '系统' ? 'system' : 'officer', id: who === '系统' ? null : who, name: who },
  body: { incidentId: 'i-1', ...body },
});
const short = (facts: TimelineFact[], now?: string) =>
  stages(facts, now).map(({ stage, holder, ms }) => [
    stage,
    holder?.name ?? holder?.id ?? null,
    ms === null ? null : ms / 60_000,
  ]);

const opened = () => fact(10, 'incident.opened');
const confirmed = (body: TimelineFact['body'] = {}) =>
  fact(15, 'incident.confirmed', '苏河', { detectedAt: minute(0), leadDepartmentId: null, ...body });

test('the plain course, each stage with its length and its holder', () => {
  const facts = [
    opened(),
    fact(12, 'level.proposed'),
    confirmed(),
    fact(16, 'duty.opened'),
    fact(20, 'incident.assigned', '苏河', { leadDepartmentId: 'water' }),
    fact(30, 'duty.acknowledged', '白帆'),
    fact(35, 'release.drafted', '白帆'),
    fact(60, 'release.submitted', '白帆'),
    fact(70, 'release.reviewed', '江月'),
    fact(90, 'release.approved', '林松'),
    fact(91, 'release.published', '林松'),
    fact(92, 'duty.met'),
  ];
  expect(short(facts)).toEqual([
    ['发现', '系统', 10],
    ['研判', '苏河', 5],
    ['派发', '苏河', 5],
    ['签收', 'water', 10],
    ['草稿', '白帆', 30],
    ['审签', '江月', 10],
    ['审签', '林松', 20],
    ['发布', '林松', 1],
  ]);
  expect(timeByStage(stages(facts)).find(({ stage }) => stage === '审签')).toEqual({
    stage: '审签',
    ms: 1_800_000,
  });
  expect(stages([...facts].reverse())).toEqual(stages(facts));
});

test('confirming with a lead department leaves nothing to dispatch', () => {
  expect(short([opened(), confirmed({ leadDepartmentId: 'water' })], minute(45))).toEqual([
    ['发现', '系统', 10],
    ['研判', '苏河', 5],
    ['派发', '苏河', 0],
    ['签收', 'water', 30],
  ]);
});

test('a draft sent back is in drafting again; an open stage has no end and, without now, no length', () => {
  const facts = [
    opened(),
    confirmed({ leadDepartmentId: 'water' }),
    fact(20, 'duty.acknowledged', '白帆'),
    fact(30, 'release.submitted', '白帆'),
    fact(34, 'release.returned', '江月'),
  ];
  expect(short(facts).slice(4)).toEqual([
    ['草稿', '白帆', 10],
    ['审签', '江月', 4],
    ['草稿', null, null],
  ]);
  expect(stages(facts, minute(40)).at(-1)).toMatchObject({ stage: '草稿', until: null, ms: 360_000 });
});

test('a second acknowledgement during review moves nothing; a further release opens a draft again', () => {
  const facts = [
    opened(),
    confirmed({ leadDepartmentId: 'water' }),
    fact(20, 'duty.acknowledged', '白帆'),
    fact(30, 'release.submitted', '白帆'),
    fact(31, 'duty.acknowledged', '白帆'),
    fact(40, 'release.approved', '林松'),
    fact(41, 'release.published', '林松'),
    fact(50, 'release.drafted', '白帆'),
    fact(55, 'incident.closed', '苏河'),
  ];
  expect(short(facts).slice(5)).toEqual([
    ['审签', '林松', 10],
    ['发布', '林松', 1],
    ['草稿', '白帆', 5],
  ]);
});

test.each([
  ['nothing', [], []],
  [
    'a dismissed incident',
    [fact(10, 'incident.opened'), fact(13, 'incident.dismissed', '苏河')],
    [
      ['发现', '系统', 0],
      ['研判', '苏河', 3],
    ],
  ],
  [
    'a dismissal taken back; other things taken back move nothing',
    [
      fact(10, 'incident.opened'),
      fact(13, 'incident.dismissed', '苏河'),
      { ...fact(15, 'incident.undone', '林松'), body: { act: 'move' } },
      { ...fact(20, 'incident.undone', '林松'), body: { act: 'dismiss' } },
      fact(26, 'incident.closed', '林松'),
    ],
    [
      ['发现', '系统', 0],
      ['研判', '苏河', 3],
      ['研判', '林松', 6],
    ],
  ],
  ['facts of other things only', [fact(1, 'officer.signed-in', '苏河')], []],
])('%s', (_, facts, expected) => {
  expect(short(facts as TimelineFact[])).toEqual(expected);
});
