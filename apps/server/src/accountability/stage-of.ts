// Which stage of the river a fact belongs to, by the noun of its kind: what a timeline calls the stage of each act.

const nouns: Readonly<Record<string, readonly string[]>> = {
  intake: ['source', 'import', 'intake', 'mapping', 'original', 'text', 'hook'],
  understanding: [
    ...['incident', 'level', 'message', 'label', 'relabelling', 'model', 'search'],
    ...['consultation', 'policy-risk', 'burst', 'rule', 'word-list'],
  ],
  duty: [
    ...['duty', 'matter', 'matters', 'order', 'order-book', 'step', 'plan', 'rules', 'drill', 'standing'],
    ...['ladder', 'notice', 'notice-channel', 'notice-settings'],
  ],
  release: ['release'],
  accountability: ['ledger', 'backup'],
};
const stages = new Map(Object.entries(nouns).flatMap(([stage, list]) => list.map((noun) => [noun, stage])));

/** Pure; what no stage claims is of the organisation. */
export const stageOf = (kind: string): string => stages.get(kind.split('.')[0]!) ?? 'organisation';
