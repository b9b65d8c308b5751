// A release from draft to publication: every step through the procedure, on a row that nobody else changes meanwhile.
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Answer, Input, Release, ReleaseProblem } from '#contract';
import { type Move, mayEdit, mayMove } from '#release';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type Tx } from '../platform/commit';
import type { Config } from '../platform/config';
import { CONFIG } from '../platform/config.token';
import { pageOf, readInstantCursor } from '../platform/page';
import { conflict, invalid, notFound, Refusal } from '../platform/problem';
import { clean, cleanContent, draftDigest, problemsOf } from './release.content';
import { aboutOf, ofRelease, take } from './release.moves';
import type { ReleaseRow } from './release.row';
import { ReleaseStore } from './release.store';
import { cardOf, questionOf, viewOf } from './release.view';

/** Under which status the procedure's refusals are told. */
const statuses: Record<string, number> = {
  'release.not-permitted': 403,
  'release.not-author': 403,
  'release.same-person': 403,
  'release.wrong-state': 409,
  'release.nothing-published': 409,
};

@Injectable()
export class ReleaseService {
  constructor(
    private readonly commit: Commit,
    private readonly store: ReleaseStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async list(who: Principal, query: Input<'releases.list'>['query']): Promise<Answer<'releases.list'>> {
    const { cursor, limit, q, state, incidentId, matterId } = query;
    const filter = { jurisdictionIds: who.jurisdictionIds, q, state, incidentId, matterId };
    const rows = await this.store.list(filter, readInstantCursor(cursor), limit);
    return pageOf(rows, limit, (row) => [row.updatedAt.toISOString(), row.id], cardOf);
  }

  async read(who: Principal, id: string): Promise<Release> {
    const row = await this.store.read(id);
    if (!row) throw notFound();
    inView(who, row.jurisdictionId);
    const [editions, steps, incident] = await Promise.all([
      this.store.editions(id),
      this.store.steps(id),
      row.incidentId === null ? null : this.store.incident(null, row.incidentId),
    ]);
    const about = incident?.id ?? row.matterId;
    const stops = about ? await this.store.stops(about, row.form) : [];
    return viewOf(row, { editions, steps, stops, who });
  }

  check(body: Input<'releases.check'>['body']): { problems: ReleaseProblem[] } {
    return { problems: problemsOf(body) };
  }

  async draft(
    who: Principal,
    { incidentId: about, matterId = null, ...content }: Input<'releases.draft'>['body'],
  ): Promise<Release> {
    const id = randomUUID();
    await this.commit.commit(async (tx, at) => {
      const incident = about === null ? null : await this.store.incident(tx, about);
      if (about !== null) inView(who, incident?.jurisdictionId);
      if (about !== null && matterId !== null) throw aboutBoth();
      const place = matterId === null ? null : await this.store.matter(tx, matterId);
      if (matterId !== null) inView(who, place);
      const row: ReleaseRow = {
        id,
        jurisdictionId: incident?.jurisdictionId ?? place ?? who.jurisdictionId,
        incidentId: incident?.id ?? null,
        matterId,
        ...cleanContent(content),
        ...{ state: 'draft', edition: 1, version: 1 },
        ...{ authorId: who.id, reviewerId: null, approverId: null, departmentId: who.departmentId },
        ...{ createdAt: at, updatedAt: at, publishedAt: null },
        ...{ correctionReason: null, withdrawnAt: null, withdrawnReason: null },
      };
      await this.store.insert(tx, row);
      await this.store.addStep(tx, row, { move: 'draft', actorId: who.id, at, note: null });
      const body = { ...aboutOf(row), form: row.form, edition: 1 };
      return {
        value: undefined,
        facts: [fact('release.drafted', actorOf(who), ofRelease(id), row.jurisdictionId, body)],
      };
    });
    return this.read(who, id);
  }

  /** An edit of an older version overwrites nothing. */
  async edit(
    who: Principal,
    id: string,
    { version, ...content }: Input<'releases.edit'>['body'],
  ): Promise<Release> {
    await this.commit.commit(async (tx, at) => {
      const before = await this.taken(tx, who, id);
      const answer = mayEdit(questionOf(before, who, null));
      if ('refused' in answer) throw refusalOf(answer.refused);
      if (before.version !== version) throw editedMeanwhile();
      if (before.edition > 1 && before.form !== content.form) throw formStays();
      const row = { ...before, ...cleanContent(content), version: version + 1, updatedAt: at };
      await this.store.save(tx, row);
      await this.store.index(tx, row);
      const { edition, jurisdictionId } = row;
      const body = { ...aboutOf(row), edition, digest: draftDigest(row) };
      return {
        value: undefined,
        facts: [fact('release.edited', actorOf(who), ofRelease(id), jurisdictionId, body)],
      };
    });
    return this.read(who, id);
  }

  /** One step of the procedure. `note` is the reason where the step needs one. */
  async move(who: Principal, id: string, move: Move, said: string | null = null): Promise<Release> {
    const note = said === null ? null : clean(said);
    await this.commit.commit(async (tx, at) => {
      const before = await this.taken(tx, who, id);
      const publishedEdition = await this.store.publishedEdition(tx, id);
      const problems = move === 'submit' ? problemsOf(before) : undefined;
      const question = questionOf(before, who, publishedEdition);
      const answer = mayMove({ ...question, move, reason: note, problems });
      if ('refused' in answer) throw refusalOf(answer.refused, problems);
      const { row, fact, edition } = take(move, {
        row: move === 'publish' ? await this.aboutWhatItBecame(tx, before) : before,
        to: answer.to,
        url: `${this.config.publicUrl}/public/releases/${id}`,
        ...{ who, at, note, publishedEdition },
      });
      await this.store.save(tx, row);
      if (edition) await this.store.addEdition(tx, id, edition);
      await this.store.addStep(tx, row, { move, actorId: who.id, at, note });
      return { value: undefined, facts: [fact] };
    });
    return this.read(who, id);
  }

  private async taken(tx: Tx, who: Principal, id: string): Promise<ReleaseRow> {
    const row = await this.store.take(tx, id);
    if (!row) throw notFound();
    inView(who, row.jurisdictionId);
    return row;
  }

  /** The incident may have been merged while the text was written: the clocks to stop are those of the other. */
  private async aboutWhatItBecame(tx: Tx, row: ReleaseRow): Promise<ReleaseRow> {
    if (row.incidentId === null) return row;
    const incident = await this.store.incident(tx, row.incidentId);
    return { ...row, incidentId: incident?.id ?? row.incidentId };
  }
}

const aboutBoth = () =>
  invalid(
    'release.about-both',
    '一则发布只能关联一起事件或一件公开事项。',
    'A release is about an incident or about a matter, not about both.',
  );

function refusalOf(
  { code, reason }: { code: string; reason: { zh: string; en: string } },
  problems: readonly ReleaseProblem[] = [],
): Refusal {
  const errors = problems
    .filter(({ blocking }) => blocking)
    .map((problem) => ({ path: problem.code, message: `${problem.zh} / ${problem.en}` }));
  return new Refusal(statuses[code] ?? 422, code, reason.zh, reason.en, errors.length > 0 ? { errors } : {});
}

const editedMeanwhile = () =>
  conflict(
    'release.edited-meanwhile',
    '草稿在您修改期间已有新的版本，您的修改没有保存，也没有覆盖它。请复制您的文字，刷新后再改。',
    'The draft was changed while you were writing; nothing was saved and nothing overwritten. Copy your words, reload, and edit again.',
  );
const formStays = () =>
  invalid(
    'release.form-fixed',
    '更正不能改变发布形式；需要另一种形式时请另行起草。',
    'A correction keeps the form; draft another release for another form.',
    [{ path: 'body.form', message: 'cannot change after publication' }],
  );
