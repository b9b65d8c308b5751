// One incident from first message to release, cut into the stages a leader asks about: how long, and in whose hands.

export const stageNames = ['发现', '研判', '派发', '签收', '草稿', '审签', '发布'] as const;
export type StageName = (typeof stageNames)[number];

/** Who held the incident: a department it was given to, or whoever did the act that ended the stage. */
export type StageHolder = {
  kind: 'department' | 'officer' | 'token' | 'system';
  id: string | null;
  /** `null` where only the id is known (departments stand in facts by id); the caller puts the name. */
  name: string | null;
};

export type StageSpan = {
  stage: StageName;
  at: string;
  /** `null` while the incident is still in this stage. */
  until: string | null;
  /** `null` while nobody has taken it. */
  holder: StageHolder | null;
  /** Length in milliseconds, up to `now` while open; `null` when open and no `now` was given. */
  ms: number | null;
};

/** The part of a ledger entry that is read here; any `LedgerEntry` fits. */
export type TimelineFact = {
  seq?: number;
  at: string;
  kind: string;
  actor: { kind: 'officer' | 'token' | 'system'; id: string | null; name: string };
  body: { [name: string]: unknown };
};

/** What a fact does: `to` is the stage it opens (`null`: all done); `when` the stages in which it counts. */
type Turn = {
  to: StageName | null;
  when: readonly (StageName | 'before' | 'done')[];
  handsTo?: string;
  /** Where one kind of fact tells of several acts: only of these. */
  acts?: readonly string[];
};

const early = ['before', '发现', '研判', '派发'] as const;
const untilDraft = [...early, '签收', '草稿'] as const;
const always = [...untilDraft, '审签', '发布', 'done'] as const;

/*
 * Acts may come out of the plain order (a second clock is acknowledged while the draft is in review; a release goes
 * out and another is drafted), so each fact says in which stages it moves the incident; elsewhere it moves nothing.
 */
const turns: { [kind: string]: Turn } = {
  'incident.opened': { to: '研判', when: ['before', '发现'] },
  'incident.confirmed': { to: '派发', when: ['before', '发现', '研判'], handsTo: 'leadDepartmentId' },
  'incident.assigned': { to: '签收', when: untilDraft, handsTo: 'leadDepartmentId' },
  'duty.acknowledged': { to: '草稿', when: [...early, '签收'] },
  'release.drafted': { to: '草稿', when: [...early, '签收', 'done'] },
  'release.edited': { to: '草稿', when: ['签收', 'done'] },
  'release.submitted': { to: '审签', when: [...untilDraft, 'done'] },
  'release.reviewed': { to: '审签', when: ['审签'] },
  'release.returned': { to: '草稿', when: ['审签', '发布'] },
  'release.approved': { to: '发布', when: ['草稿', '审签', 'done'] },
  'release.published': { to: null, when: always },
  'release.withdrawn': { to: '草稿', when: ['done'] },
  'incident.dismissed': { to: null, when: always },
  'incident.merged': { to: null, when: always },
  'incident.closed': { to: null, when: always },
  // Dismissed or merged, and that taken back: somebody has it in hand again.
  'incident.undone': { to: '研判', when: ['done'], acts: ['dismiss', 'merge'] },
};

/**
 * The stages of one incident, from its facts (any order; facts of other kinds are passed over). 发现 runs from when it
 * occurred, or else was detected, to when the incident was opened; then 研判 to confirmation, 派发 to assignment, 签收
 * to acknowledgement, 草稿 to submission, 审签 to approval (one span for each reviewer), 发布 to publication.
 * A stage may come again (returned for rewriting, a further release). `now` closes the length of an open stage.
 */
export function stages(facts: readonly TimelineFact[], now?: string): StageSpan[] {
  const inOrder = [...facts].sort(byOrder);
  const spans: StageSpan[] = [];
  for (const fact of inOrder) {
    const turn = turns[fact.kind];
    if (turn === undefined || (turn.acts && !turn.acts.includes(String(fact.body.act)))) continue;
    const open = spans.at(-1)?.until === null ? spans.at(-1) : undefined;
    const current = open?.stage ?? (spans.length === 0 ? 'before' : 'done');
    if (!turn.when.includes(current)) continue;
    if (current === 'before') begin(spans, inOrder, fact);
    if (open !== undefined) finish(open, fact);
    move(spans, turn, fact);
  }
  return spans.map((span) => ({ ...span, ms: lengthOf(span, now) }));
}

/** Milliseconds by stage, repeated spans added up; an open stage counts up to `now`. */
export function timeByStage(spans: readonly StageSpan[]): { stage: StageName; ms: number }[] {
  return stageNames
    .map((stage) => ({ stage, of: spans.filter((span) => span.stage === stage) }))
    .filter(({ of }) => of.length > 0)
    .map(({ stage, of }) => ({ stage, ms: of.reduce((sum, span) => sum + (span.ms ?? 0), 0) }));
}

function begin(spans: StageSpan[], facts: readonly TimelineFact[], first: TimelineFact): void {
  const told = (name: string) =>
    facts.map(({ body }) => instantIn(body, name)).find((found) => found !== null);
  const since = told('occurredAt') ?? told('detectedAt') ?? told('firstAt') ?? first.at;
  const at = Date.parse(since) > Date.parse(first.at) ? first.at : since;
  spans.push({ stage: '发现', at, until: first.at, holder: doer(first), ms: null });
}

function finish(span: StageSpan, fact: TimelineFact): void {
  span.until = fact.at;
  span.holder ??= doer(fact);
}

function move(spans: StageSpan[], turn: Turn, fact: TimelineFact): void {
  if (turn.to === null) return;
  const handed = turn.handsTo === undefined ? null : department(fact.body[turn.handsTo]);
  // Confirming an incident may name its lead department in the same act: then nothing is left to dispatch.
  if (turn.to === '派发' && handed !== null) {
    spans.push({ stage: '派发', at: fact.at, until: fact.at, holder: doer(fact), ms: null });
    spans.push({ stage: '签收', at: fact.at, until: null, holder: handed, ms: null });
    return;
  }
  // Whoever acknowledges or drafts holds the draft from then on; reviewers are known only when they have acted.
  const holder = turn.to === '草稿' && fact.kind !== 'release.returned' ? doer(fact) : handed;
  spans.push({ stage: turn.to, at: fact.at, until: null, holder, ms: null });
}

function byOrder(a: TimelineFact, b: TimelineFact): number {
  return a.seq !== undefined && b.seq !== undefined ? a.seq - b.seq : Date.parse(a.at) - Date.parse(b.at);
}

function lengthOf({ at, until }: StageSpan, now?: string): number | null {
  const end = until ?? now;
  return end === undefined ? null : Math.max(0, Date.parse(end) - Date.parse(at));
}

function instantIn(body: TimelineFact['body'], name: string): string | null {
  const value = body[name];
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : null;
}

function department(id: unknown): StageHolder | null {
  return typeof id === 'string' && id !== '' ? { kind: 'department', id, name: null } : null;
}

const doer = ({ actor }: TimelineFact): StageHolder => ({ kind: actor.kind, id: actor.id, name: actor.name });
