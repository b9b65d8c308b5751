// Every act in every state; when a reason is owed; who answers when a person chooses.
import { startingDepartments } from '#organisation';
import type { Level } from '#understanding';
import { Refusal } from '../platform/problem';
import {
  graver,
  handedOn,
  handOnHolds,
  hasHappened,
  type IncidentAct,
  mayDo,
  partiesAtLevel,
  partiesFor,
  reasonHolds,
} from './incident.acts';
import type { IncidentState } from './incident.row';

const codeOf = (work: () => unknown) => {
  try {
    work();
    return null;
  } catch (thrown) {
    return (thrown as Refusal).code;
  }
};
const states: IncidentState[] = ['proposed', 'confirmed', 'dismissed', 'merged', 'closed'];
const acts: [IncidentAct, IncidentState[]][] = [
  ['confirm', ['proposed']],
  ['dismiss', ['proposed']],
  ['level', ['confirmed']],
  ['assign', ['confirmed']],
  ['close', ['confirmed']],
  ['merge', ['proposed', 'confirmed']],
  ['receive', ['proposed', 'confirmed']],
  ['move', ['proposed', 'confirmed']],
];
test.each(acts)('%s is possible when %j', (act, possible) => {
  for (const state of states)
    expect(codeOf(() => mayDo(act, state))).toBe(possible.includes(state) ? null : 'incident.wrong-state');
});

const reasons: [Level | null, Level, string | undefined, boolean][] = [
  ['较大', '较大', undefined, true],
  ['较大', '重大', undefined, false],
  ['较大', '一般', undefined, false],
  ['较大', '重大', '影响面广', true],
  [null, '一般', undefined, true],
  [null, '较大', undefined, false],
  [null, '较大', '影响面广', true],
  [null, '特别重大', '', false],
];
test.each(reasons)('proposed %s, set %s, reason %s: %s', (proposed, level, reason, holds) => {
  expect(codeOf(() => reasonHolds(proposed, level, reason))).toBe(holds ? null : 'incident.reason-needed');
});

test('nothing has happened in the future', () => {
  const now = new Date('2026-03-05T04:00:00Z');
  expect(codeOf(() => hasHappened(null, now))).toBeNull();
  expect(codeOf(() => hasHappened(now, now))).toBeNull();
  expect(codeOf(() => hasHappened(new Date(now.getTime() + 1), now))).toBe('incident.future');
});

test('the graver of two emergencies, the first between equals', () => {
  const seen = (level: Level, clause: string) => ({ kind: '事故灾难', level, clause, facts: [], words: [] });
  const [large, also, grave] = [seen('较大', 'a'), seen('较大', 'b'), seen('重大', 'c')];
  expect([graver(null, null), graver(null, large), graver(large, null)]).toEqual([null, large, large]);
  expect([graver(large, also), graver(large, grave), graver(grave, large)]).toEqual([large, grave, grave]);
});

describe('who answers', () => {
  const all = startingDepartments('云溪县', 'county').map((d) => ({ ...d, id: d.name, active: true }));
  const departments = { departments: all, lines: [], handlerId: null, above: null };
  const matter = { topic: '环境保护', areas: [], emergencyKind: null, level: '一般' as Level };

  it('as the rules propose', () => {
    const parties = partiesFor(matter, departments, null);
    expect(parties).toMatchObject({ leadDepartmentId: '生态环境局', ruleName: 'topic' });
    expect(parties.spokespersonDepartmentId).toBe('生态环境局');
  });
  it('a person who chooses what was proposed anyway changes nothing', () => {
    const chosen = { departmentId: '生态环境局', by: '林知远' };
    expect(partiesFor(matter, departments, chosen)).toEqual(partiesFor(matter, departments, null));
  });
  it('a person chooses another: it leads and speaks, and does not support itself', () => {
    const parties = partiesFor(matter, departments, { departmentId: '宣传部（新闻办）', by: '林知远' });
    expect(parties).toMatchObject({
      leadDepartmentId: '宣传部（新闻办）',
      spokespersonDepartmentId: '宣传部（新闻办）',
      ruleName: 'chosen-by-person',
    });
    expect(parties.supportDepartmentIds).not.toContain('宣传部（新闻办）');
    expect(parties.rule.zh).toContain('林知远');
  });
  it('never one that is unknown or no longer active', () => {
    const some = all.map((d) => ({ ...d, active: d.name !== '公安局' }));
    const gone = { handlerId: null, departments: some, lines: [], above: null };
    const parties = partiesFor(matter, gone, null);
    for (const departmentId of ['公安局', '月球局'])
      expect(codeOf(() => handedOn(parties, gone, { departmentId, by: '林知远' }, 'body.departmentId'))).toBe(
        'incident.no-such-department',
      );
    const crowd = { ...matter, emergencyKind: '社会安全' };
    expect(partiesFor(crowd, gone, null).leadDepartmentId).not.toBe('公安局');
  });
  it('a department of the jurisdiction above may be chosen only where several are touched', () => {
    const city = [{ ...all[0]!, id: '市民政局', name: '市民政局' }];
    const above = { jurisdiction: '云溪市', places: ['东县', '西县'], departments: city, lines: [] };
    const chosen = { departmentId: '市民政局', by: '林知远' };
    expect(partiesFor(matter, { ...departments, above }, null).ruleName).toBe('several-jurisdictions');
    expect(partiesFor(matter, { ...departments, above }, chosen).leadDepartmentId).toBe('市民政局');
    expect(codeOf(() => partiesFor(matter, departments, chosen))).toBe('incident.no-such-department');
  });
  it('passing over the one proposed needs a reason', () => {
    expect(codeOf(() => handOnHolds('chosen-by-person', undefined))).toBe('incident.hand-on-reason');
    expect(() => handOnHolds('chosen-by-person', '教育局已在处置')).not.toThrow();
    expect(() => handOnHolds('topic', undefined)).not.toThrow();
  });
  it('at a grave level the government speaks; below it, whoever leads', () => {
    const at = (level: Level) => partiesAtLevel({ ...matter, level }, '生态环境局', [], departments);
    expect(at('重大').spokespersonDepartmentId).toBe('政府办公室');
    expect(at('重大').supportDepartmentIds).toContain('政府办公室');
    expect(at('较大').spokespersonDepartmentId).toBe('生态环境局');
    expect(at('较大').supportDepartmentIds).not.toContain('生态环境局');
  });
});
