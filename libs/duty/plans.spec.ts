// Response plans: which an incident calls for, the closest first, and what tasks they ask for.
import { fitOf, type PlanContent, planFaults, plansFor, tasksOf, whyPlan } from './plans';

const plan = (more: Partial<PlanContent> = {}): PlanContent => ({
  name: '通用',
  levels: ['重大', '特别重大'],
  emergencyKinds: [],
  topics: [],
  spokesperson: '',
  response: [
    {
      content: '首报事实',
      form: 'statement',
      outlet: '政府网站',
      withinHours: 5,
      interpretation: '',
      party: 'responsible',
    },
    {
      content: '通报进展',
      form: 'press-conference',
      outlet: '现场',
      withinHours: 24,
      interpretation: '专家解读',
      party: 'news-office',
    },
  ],
  handling: [{ what: '封控现场', withinHours: 2, party: 'responsible' }],
  ...more,
});
const incident = { level: '重大', emergencyKind: '公共卫生', topic: '教育文体' } as const;

test.each<[string, Partial<PlanContent>, number | null]>([
  ['of its level', {}, 0],
  ['of another level', { levels: ['一般'] }, null],
  ['of its kind', { emergencyKinds: ['公共卫生'] }, 2],
  ['of another kind', { emergencyKinds: ['自然灾害'] }, null],
  ['of its topic', { topics: ['教育文体'] }, 1],
  ['of its kind and topic', { emergencyKinds: ['公共卫生'], topics: ['教育文体'] }, 3],
  ['of its kind, another topic', { emergencyKinds: ['公共卫生'], topics: ['民政'] }, null],
])('a plan %s', (_, more, fit) => {
  expect(fitOf(plan(more), incident)).toBe(fit);
});

test('an incident without a level calls for none', () => {
  expect(fitOf(plan(), { ...incident, level: null })).toBeNull();
});

test('the closest comes first, with why', () => {
  const named = [plan({ name: '乙' }), plan({ name: '甲', emergencyKinds: ['公共卫生'] })].map((content) => ({
    content,
  }));
  expect(plansFor(named, incident).map(({ content }) => content.name)).toEqual(['甲', '乙']);
  expect(whyPlan(named[1]!.content, incident).zh).toBe('适用于重大 · 公共卫生');
});

test('its tasks are counted from the confirmation, the soonest first, of both lanes', () => {
  expect(tasksOf(plan(), '2026-03-02T00:00:00.000Z')).toEqual([
    { lane: 'handling', what: '封控现场', party: 'responsible', dueAt: '2026-03-02T02:00:00.000Z' },
    {
      lane: 'response',
      what: '权威发布（政府网站）：首报事实',
      party: 'responsible',
      dueAt: '2026-03-02T05:00:00.000Z',
    },
    {
      lane: 'response',
      what: '新闻发布会（现场）：通报进展；专家解读',
      party: 'news-office',
      dueAt: '2026-03-03T00:00:00.000Z',
    },
  ]);
});

test('a plan needs a level and both lanes', () => {
  expect(planFaults(plan())).toEqual([]);
  expect(planFaults(plan({ levels: [], response: [], handling: [] }))).toHaveLength(3);
});
