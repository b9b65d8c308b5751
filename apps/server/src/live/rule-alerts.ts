// What is told of changes of the rules: one that waits for a second person, and one that moved clocks that people hold.
import type { FactKind } from '#contract';
import { needsSecond } from '#duty';
import type { Rule } from './alert-rule';

type Kind = Extract<FactKind, `rules.${string}` | 'duty.moved'>;
const changeId = (body: { changeId: string }) => body.changeId;
const sum = (counts: Record<string, number>, kinds: readonly string[]) =>
  kinds.reduce((all, kind) => all + (counts[kind] ?? 0), 0);

export const ruleAlerts: { [K in Kind]: Rule<K> | null } = {
  // A calendar and a start are confirmed by whoever proposed them, on the page where they see the list.
  'rules.proposed': {
    kind: 'rules.proposed',
    subject: 'rule-change',
    id: changeId,
    severity: () => 'warning',
    when: ({ change }) => needsSecond(change),
    text: ({ reason }) => ({
      zh: `规则变更待第二人签署，签署前不生效。理由：${reason}`,
      en: `A change of the rules awaits a second person and does not hold before. Reason: ${reason}`,
    }),
  },
  // Told once for all the clocks that it moved; each says on its own page from when to when.
  'rules.changed': {
    kind: 'rules.changed',
    subject: 'rule-change',
    id: changeId,
    severity: () => 'notice',
    when: ({ counts }) => sum(counts, ['moved', 'opened', 'falls-away']) > 0,
    text: ({ counts, reason }) => ({
      zh: `规则已变更：${counts.moved} 只时钟改期，${counts.opened} 只新开，${counts['falls-away']} 只免除。理由：${reason}`,
      en: `The rules have changed: ${counts.moved} clocks are due at another time, ${counts.opened} opened, ${counts['falls-away']} fell away. Reason: ${reason}`,
    }),
  },
  'rules.dropped': null,
  'duty.moved': null,
};
