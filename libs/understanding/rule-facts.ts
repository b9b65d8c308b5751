// The facts of rules, word lists and bursts: what people changed, what was raised for whom, which series rose above itself.

export type RuleFacts = {
  'word-list.saved': { listId: string; name: string; version: number; terms: number; digest: string };
  'word-list.removed': { listId: string; name: string; version: number };
  /** `digest` is of the conditions and of who is told, as the version keeps them. */
  'rule.saved': { ruleId: string; name: string; version: number; on: boolean; digest: string };
  'rule.removed': { ruleId: string; name: string; version: number };
  /** Once an incident and rule. */
  'rule.raised': {
    ruleId: string;
    rule: string;
    version: number;
    severity: 'critical' | 'warning' | 'notice';
    incidentId: string;
    messageId: string;
    /** Whom it named when it was raised. */
    toOfficerIds: string[];
  };
  'burst.began': {
    burstId: string;
    series: 'topic' | 'source' | 'channel';
    key: string;
    startedAt: string;
    /** Hours looked at together, messages in them, what was expected, from how many on it is too many. */
    window: number;
    count: number;
    expected: number;
    threshold: number;
    basis: 'week' | 'day' | 'flat';
    /** Noticed more than an hour after its window had ended, as after a stop of the server. */
    late: boolean;
  };
  'burst.ended': {
    burstId: string;
    series: 'topic' | 'source' | 'channel';
    key: string;
    endedAt: string;
    messages: number;
  };
};
