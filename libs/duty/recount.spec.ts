// Counting anew: what another calendar, pack or start moves, what it leaves alone, and which notices still come.

import { citationOf } from '#organisation';
import { packById } from './built-in-packs';
import { type CalendarYear, stateCouncilCalendar, withYear } from './calendar';
import { stateCouncilYears } from './calendar-years';
import { planClock } from './clocks';
import { nextVersion, packFaults } from './pack-check';
import { packDifference } from './pack-difference';
import type { DutyRule, PolicyPack } from './packs';
import type { Extension } from './pauses';
import { type CountedClock, givenAfter, mayRecount, movedBy, recount, ruleOf } from './recount';
import type { NoticeKind } from './running';

const pack = packById('xinxing-2017')!;
const rule = pack.rules.find(({ duty }) => duty === 'interpretation')!;
const published = '2026-12-30T02:00:00.000Z';
const starts = { publishedAt: published, occurredAt: null, detectedAt: '2026-12-30T03:00:00.000Z' };
const now = '2026-12-30T04:00:00.000Z';
const next: CalendarYear = {
  year: 2027,
  published: true,
  notice: '示例',
  off: [{ from: '2027-01-01', to: '2027-01-03', name: { zh: '元旦', en: 'New Year' } }],
  worked: [],
};
const clockOf = (over: Partial<CountedClock> = {}, from: DutyRule = rule): CountedClock => {
  const plan = planClock({ pack, rule: from, subjectId: 'i', starts, now })!;
  return { ...plan, extensions: [], ...over };
};
const again = (clock: CountedClock, over: Partial<Parameters<typeof recount>[0]> = {}) =>
  recount({ clock, pack, rule, starts, restart: false, now, calendar: stateCouncilCalendar, ...over });

test('nothing changed: nothing moves', () => {
  const clock = clockOf();
  expect(movedBy(clock, again(clock))).toBeNull();
});

test('the year it leans on is published: the due time moves, and no longer leans', () => {
  const clock = clockOf();
  expect(clock.dueAt).toBe('2027-01-04T15:59:59.000Z');
  const after = again(clock, { calendar: withYear(stateCouncilCalendar, next) });
  expect([after.dueAt, after.leansOnUnpublished]).toEqual(['2027-01-05T15:59:59.000Z', []]);
  expect(movedBy(clock, after)).toBe('moved');
  expect(after.explain.join()).toContain('元旦放假');
});

test('a correction elsewhere in the year recounts to the same instant, and says by which edition', () => {
  const edition2 = withYear(stateCouncilCalendar, { ...stateCouncilYears.at(-1)!, edition: 2 });
  const clock = clockOf();
  const after = again(clock, { calendar: edition2 });
  expect(movedBy(clock, after)).toBe('recounted');
  expect(after.explain.join()).toContain('2026年第2版');
});

test('an extension stands; a count that ends later holds over it', () => {
  const extended: Extension = { to: '2027-01-05T09:00:00.000Z', by: '张领导', reason: '等待鉴定' };
  const clock = clockOf({ extensions: [extended], dueAt: extended.to });
  expect(again(clock).dueAt).toBe(extended.to);
  expect(again(clock).explain.at(-1)).toContain('等待鉴定');
  const later = again(clock, { calendar: withYear(stateCouncilCalendar, next) });
  expect(later.dueAt).toBe('2027-01-05T15:59:59.000Z');
});

test('a corrected start counts from there; a start in the future buys no time', () => {
  const incident = packById('state-council-2016')!;
  const five = incident.rules[0]!;
  const base = planClock({ pack: incident, rule: five, subjectId: 'i', starts, now })!;
  const clock = { ...base, extensions: [] };
  expect(base.startNote?.zh).toContain('发生时间未知');
  const given = { clock, pack: incident, rule: five, restart: true, now, calendar: stateCouncilCalendar };
  const earlier = recount({ ...given, starts: { ...starts, occurredAt: '2026-12-30T01:00:00.000Z' } });
  expect([earlier.dueAt, earlier.startNote]).toEqual(['2026-12-30T06:00:00.000Z', null]);
  const future = recount({ ...given, starts: { ...starts, occurredAt: '2026-12-31T01:00:00.000Z' } });
  expect([future.dueAt, future.startNote?.zh]).toEqual([clock.dueAt, expect.stringContaining('晚于当前')]);
  expect(recount({ ...given, restart: false, starts: { ...starts, occurredAt: published } }).startAt).toBe(
    clock.startAt,
  );
});

test('a rule that counts from another instant starts there', () => {
  const other: DutyRule = { ...rule, startsFrom: 'detected' };
  expect(again(clockOf(), { rule: other }).startAt).toBe(starts.detectedAt);
});

test('a breach stays: neither a breached clock nor one whose time is over is counted anew', () => {
  const running = { startAt: published, dueAt: now };
  expect(mayRecount({ ...running, state: 'open' }, now)).toBe(true);
  expect(mayRecount({ ...running, state: 'open' }, '2026-12-30T04:00:01.000Z')).toBe(false);
  expect(mayRecount({ ...running, state: 'breached' }, now)).toBe(false);
});

const notices: [string, NoticeKind[], string, NoticeKind[]][] = [
  ['nothing given, nothing passed', [], '2026-12-30T02:30:00.000Z', []],
  ['given and still passed', ['half'], '2026-12-30T07:00:00.000Z', ['half']],
  [
    'given, no longer passed: to come again at its new instant',
    ['half', 'near'],
    '2026-12-30T07:00:00.000Z',
    ['half'],
  ],
  ['passed by the new count alone: left to the sweep', [], '2026-12-30T11:00:00.000Z', []],
  ['half given, near newly passed', ['half'], '2026-12-30T11:00:00.000Z', ['half']],
];
test.each(notices)('notices: %s', (_, given, at, left) => {
  const clock = { startAt: published, dueAt: '2026-12-30T12:00:00.000Z' };
  expect(givenAfter(clock, given, at)).toEqual(left);
});

test('a clock that stood still is counted anew without that time, and one that stands still may be', () => {
  const paused = {
    from: '2026-12-30T08:00:00.000Z',
    to: '2026-12-31T08:00:00.000Z',
    by: '陈立',
    reason: '征求意见',
  };
  const before = again(clockOf());
  const after = again({ ...clockOf(), pauses: [paused] });
  expect(Date.parse(after.dueAt)).toBeGreaterThan(Date.parse(before.dueAt));
  expect(after.explain.join('\n')).toContain('暂停计时 2026-12-30 16:00 至 2026-12-31 16:00');
  const running = { startAt: published, dueAt: now, pausedAt: published, state: 'open' };
  expect(mayRecount(running, '2027-02-01T00:00:00.000Z')).toBe(true);
});

test('the rule of a duty for an incident, by level', () => {
  const council = packById('state-council-2016')!;
  expect(ruleOf(council, 'response', { level: '一般', emergency: false })?.within).toEqual({
    kind: 'running',
    hours: 48,
  });
  expect(ruleOf(council, 'response', { level: '重大', emergency: false })).toBeNull();
});

describe('an edited pack', () => {
  const edit = (over: Partial<DutyRule>): PolicyPack => ({
    ...pack,
    rules: [pack.rules[0]!, { ...rule, ...over }],
  });
  const refused: [string, PolicyPack, string[]][] = [
    ['as it was', edit({}), []],
    ['without rules', { ...pack, rules: [] }, ['pack.empty']],
    ['no days', edit({ within: { kind: 'working-days', days: 0 } }), ['pack.length']],
    ['half an hour', edit({ within: { kind: 'running', hours: 0.5 } }), ['pack.length']],
    [
      'open while it is closed',
      edit({ within: { kind: 'opening-hours', hours: 8, open: [{ from: '17:00', to: '09:00' }] } }),
      ['pack.opening-hours'],
    ],
    [
      'open twice at once',
      edit({
        within: {
          kind: 'opening-hours',
          hours: 8,
          open: [
            { from: '09:00', to: '12:00' },
            { from: '11:00', to: '17:00' },
          ],
        },
      }),
      ['pack.opening-hours'],
    ],
    [
      'open for five minutes',
      edit({ within: { kind: 'opening-hours', hours: 8, open: [{ from: '09:00', to: '09:05' }] } }),
      ['pack.opening-hours'],
    ],
    [
      'hardly ever paused by no clause',
      edit({
        pausableFor: { what: { zh: '征求意见', en: 'opinion' }, clause: { ...rule.clause, article: '' } },
      }),
      ['pack.clause-missing'],
    ],
    ['without its clause', edit({ clause: { ...rule.clause, words: ' ' } }), ['pack.clause-missing']],
    ['nothing answers it', edit({ answeredBy: [] }), ['pack.unanswerable']],
    [
      'one duty twice',
      { ...pack, rules: [...pack.rules, { ...rule, name: { zh: '再', en: 'again' } }] },
      ['pack.overlap'],
    ],
    [
      'one duty, other levels',
      {
        ...pack,
        rules: [
          { ...pack.rules[0]!, appliesTo: { levels: ['重大'] } },
          { ...pack.rules[0]!, appliesTo: { levels: ['一般', null] } },
        ],
      },
      [],
    ],
  ];
  test.each(refused)('%s', (_, edited, codes) => {
    expect(packFaults(edited).map(({ code }) => code)).toEqual(codes);
  });

  test('what it changes, in words', () => {
    const said = packDifference(pack, edit({ within: { kind: 'working-days', days: 2 } }));
    expect(said.map(({ zh }) => zh)).toEqual([
      `修改“发布解读材料”（政策文件）：时限：3个工作日内 → 2个工作日内。依据：${citationOf(rule.clause)}`,
    ]);
    const named = packDifference(pack, { ...pack, name: { ...pack.name, zh: '新名称' }, document: '某文件' });
    expect(named.map(({ zh }) => zh)).toEqual([
      `规则包名称：${pack.name.zh} → 新名称`,
      `所据文件：${pack.document} → 某文件`,
    ]);
    const owed = packDifference(pack, edit({ owedBy: 'news-office', answeredBy: ['statement', 'reply'] }));
    expect(owed.map(({ zh }) => zh).join()).toMatch(/第一责任主体 → 新闻办.*政策解读 → 权威发布、答复/);
    expect(packDifference(pack, { ...pack, rules: [rule] })[0]?.en).toContain('Rule dropped');
    expect(packDifference(pack, pack)).toEqual([]);
  });

  test('a rule that applies to others, or is of another duty, is one rule changed, and says what its clocks do', () => {
    const zh = (...given: Parameters<typeof packDifference>) =>
      packDifference(...given).map((words) => words.zh);
    const council = packById('state-council-2016')!;
    const [first] = council.rules;
    const narrowed = { ...first!, appliesTo: { ...first!.appliesTo, levels: ['特别重大' as const] } };
    const before = { ...council, rules: [first!] };
    const after = { ...council, rules: [narrowed] };
    expect(zh(before, after)).toEqual([
      expect.stringMatching(
        /^修改“发布权威信息”（.*特别重大.*）：适用：政务舆情（.*重大.*） → 政务舆情（特别重大.*。依据：/,
      ),
      expect.stringMatching(/^时钟“发布权威信息”.*不再适用的撤下，新适用的起新时钟；已超期的不变/),
    ]);
    expect(zh(before, after, false)).toHaveLength(1);
    // The order in which a form or the database keeps levels changes nothing.
    const turned = {
      ...first!,
      appliesTo: { ...first!.appliesTo, levels: [...first!.appliesTo.levels!].reverse() },
    };
    expect(zh(before, { ...council, rules: [turned] })).toEqual([]);
    // Two rules of one duty: each is told by what it was likest before.
    const two = [
      { ...rule, appliesTo: { levels: ['重大' as const] } },
      { ...rule, appliesTo: { levels: ['一般' as const] }, owedBy: 'news-office' as const },
    ];
    const moved = [two[0]!, { ...two[1]!, appliesTo: { levels: ['较大' as const] } }];
    expect(zh({ ...pack, rules: two }, { ...pack, rules: moved })).toEqual([
      expect.stringContaining('适用：政策文件（一般） → 政策文件（较大）'),
      expect.stringContaining('撤下'),
    ]);
    const other = { ...first!, duty: 'response' as const };
    expect(zh(before, { ...council, rules: [other] })).toEqual([
      expect.stringContaining('义务：发布权威信息 → 回应政务舆情'),
      expect.stringContaining('原义务的时钟撤下'),
    ]);
    expect(packDifference(before, { ...council, rules: [first!, rule] })[0]?.en).toContain('New rule');
  });

  test('the next version', () => {
    expect([nextVersion('1'), nextVersion('9'), nextVersion('draft')]).toEqual(['2', '10', '2']);
  });
});
