// Word lists as people edit them: checked, kept with who and when, every earlier version stays.
import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Answer, Input, WordListRead } from '#contract';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { notFound } from '../platform/problem';
import { Database } from '../platform/reading';
import { tellingTaken } from '../platform/taken';
import { changedSince, listInUse, refusedTerms, taken } from './rule.checks';
import type { WordListRow } from './rule.row';
import { RuleStore } from './rule.store';

type Body = Input<'wordlists.add'>['body'];

@Injectable()
export class WordListService {
  constructor(
    private readonly store: RuleStore,
    private readonly commit: Commit,
    private readonly db: Database,
  ) {}

  async list(who: Principal): Promise<Answer<'wordlists.list'>> {
    const [lists, rules] = await Promise.all([
      this.store.lists(who.jurisdictionIds),
      this.store.rules(who.jurisdictionIds),
    ]);
    const usedBy = (id: string) =>
      rules.filter(({ conditions }) => conditions.listIds.includes(id)).map(({ name }) => name);
    return { items: lists.map((row) => viewed(row, usedBy(row.id))) };
  }

  async add(who: Principal, body: Body): Promise<WordListRead> {
    const row = {
      id: randomUUID(),
      jurisdictionId: who.jurisdictionId,
      ...contentOf(body),
      version: 1,
      savedBy: who.name,
      removedAt: null,
    };
    return this.keep(who, body, async () => row);
  }

  async change(who: Principal, id: string, body: Input<'wordlists.change'>['body']): Promise<WordListRead> {
    inView(who, await this.store.jurisdictionOf('list', id));
    return this.keep(who, body, async (tx) => {
      const row = await this.store.takeList(tx, id);
      if (!row) throw notFound();
      if (row.version !== body.version) throw changedSince(row.savedBy);
      return { ...row, ...contentOf(body), version: row.version + 1, savedBy: who.name };
    });
  }

  async remove(who: Principal, id: string): Promise<void> {
    inView(who, await this.store.jurisdictionOf('list', id));
    await this.commit.commit(async (tx, at) => {
      const row = await this.store.takeList(tx, id);
      if (!row) throw notFound();
      const users = await this.store.usersOf(tx, id);
      if (users.length > 0) throw listInUse(users.map(({ name }) => name));
      const gone = { ...row, version: row.version + 1, savedBy: who.name, savedAt: at, removedAt: at };
      await this.store.saveList(tx, gone);
      const body = { listId: id, name: row.name, version: gone.version };
      const subject = { type: 'word-list', id };
      return {
        value: undefined,
        facts: [fact('word-list.removed', actorOf(who), subject, row.jurisdictionId, body)],
      };
    });
  }

  async versions(who: Principal, id: string): Promise<Answer<'wordlists.versions'>> {
    inView(who, await this.store.jurisdictionOf('list', id));
    const rows = await this.store.listVersions(id);
    return { items: rows.map((row) => ({ ...row, savedAt: row.savedAt.toISOString() })) };
  }

  private async keep(
    who: Principal,
    { name, terms, excludes, notNames }: Body,
    made: (tx: Tx) => Promise<Omit<WordListRow, 'savedAt'>>,
  ): Promise<WordListRead> {
    const refusal = refusedTerms(
      [
        ['name', [name]],
        ['terms', terms],
        ['excludes', excludes],
      ],
      notNames,
    );
    if (refusal) throw refusal;
    const row = await tellingTaken(
      taken,
      this.commit.commit(async (tx, at) => {
        const saved: WordListRow = { ...(await made(tx)), savedAt: at };
        await this.store.saveList(tx, saved);
        return { value: saved, facts: [savedFact(who, saved)] };
      }),
    );
    const users = await this.store.usersOf(this.db, row.id);
    return viewed(
      row,
      users.map((user) => user.name),
    );
  }
}

const contentOf = ({ name, terms, excludes }: Body) => ({ name, terms, excludes });

const viewed = (row: WordListRow, usedBy: string[]): WordListRead => ({
  id: row.id,
  name: row.name,
  terms: row.terms,
  excludes: row.excludes,
  version: row.version,
  savedBy: row.savedBy,
  savedAt: row.savedAt.toISOString(),
  usedBy,
});

function savedFact(
  who: Principal,
  { id, jurisdictionId, name, version, terms, excludes }: WordListRow,
): NewFact {
  const digest = createHash('sha256')
    .update(JSON.stringify([terms, excludes]))
    .digest('hex');
  const body = { listId: id, name, version, terms: terms.length, digest };
  return fact('word-list.saved', actorOf(who), { type: 'word-list', id }, jurisdictionId, body);
}
