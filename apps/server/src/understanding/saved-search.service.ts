// Searches kept by name: one's own, and those that colleagues share. Only the owner changes one; a shared one also an administrator.
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Answer, Input, SavedSearch } from '#contract';
import { actorOf, type Principal } from '../platform/access';
import { Commit, fact, type Tx } from '../platform/commit';
import { conflict, notFound, Refusal } from '../platform/problem';
import { readQuery } from './query';
import type { SavedSearchRow } from './saved-search.row';
import { type SavedSearchFound, SavedSearchStore } from './saved-search.store';

const MOST = 200;

@Injectable()
export class SavedSearchService {
  constructor(
    private readonly store: SavedSearchStore,
    private readonly commit: Commit,
  ) {}

  async list(who: Principal): Promise<Answer<'searches.list'>> {
    const rows = await this.store.list(ownerOf(who), who.jurisdictionIds);
    return { items: rows.map((row) => viewOf(who, row)) };
  }

  async save(who: Principal, { name, search, shared }: Input<'searches.save'>['body']): Promise<SavedSearch> {
    const ownerId = ownerOf(who);
    if (ownerId === null) throw onlyPeople();
    if (search.q) readQuery(search.q);
    const row = await this.commit.commit(async (tx, savedAt) => {
      await this.checkName(tx, ownerId, name, null);
      const { jurisdictionId } = who;
      const made = { id: randomUUID(), jurisdictionId, ownerId, name, search, shared, savedAt };
      await this.store.add(tx, made);
      const subject = { type: 'search', id: made.id };
      const body = { searchId: made.id, shared };
      return { value: made, facts: [fact('search.saved', actorOf(who), subject, jurisdictionId, body)] };
    });
    return viewOf(who, { ...row, owner: who.name });
  }

  async change(who: Principal, id: string, change: Input<'searches.change'>['body']): Promise<SavedSearch> {
    if (change.search?.q) readQuery(change.search.q);
    const row = await this.commit.commit(async (tx, savedAt) => {
      const held = await this.mine(tx, who, id);
      const changes = Object.fromEntries(
        Object.entries(change).filter(
          ([key, value]) =>
            value !== undefined && !isDeepStrictEqual(value, held[key as keyof typeof change]),
        ),
      ) as Partial<SavedSearchRow>;
      const changed = Object.keys(changes);
      if (changed.length === 0) return { value: held, facts: [] };
      if (changes.name !== undefined) await this.checkName(tx, held.ownerId, changes.name, id);
      const value = { ...held, ...changes, savedAt };
      await this.store.update(tx, id, { ...changes, savedAt });
      const body = { searchId: id, changed, shared: value.shared };
      const subject = { type: 'search', id };
      return { value, facts: [fact('search.changed', actorOf(who), subject, held.jurisdictionId, body)] };
    });
    return viewOf(who, { ...row, owner: await this.store.ownerName(row.ownerId) });
  }

  async remove(who: Principal, id: string): Promise<void> {
    await this.commit.commit(async (tx) => {
      const { jurisdictionId, shared } = await this.mine(tx, who, id);
      await this.store.remove(tx, id);
      const subject = { type: 'search', id };
      const body = { searchId: id, shared };
      return {
        value: undefined,
        facts: [fact('search.removed', actorOf(who), subject, jurisdictionId, body)],
      };
    });
  }

  /** One that this person may change; another's own does not exist for them, a shared one is not theirs to change. */
  private async mine(tx: Tx, who: Principal, id: string): Promise<SavedSearchRow> {
    const row = await this.store.hold(tx, id);
    if (row && mayChange(who, row)) return row;
    if (!row?.shared || !who.jurisdictionIds.includes(row.jurisdictionId)) throw notFound();
    throw new Refusal(
      403,
      'search.not-owner',
      '这条检索是同事共享的，只有保存它的人或管理员能修改、删除；可以另存一份自己的。',
      'A colleague shares this search; only they or an administrator may change or remove it. Save one of your own.',
    );
  }

  private async checkName(tx: Tx, ownerId: string, name: string, id: string | null): Promise<void> {
    const names = await this.store.namesOf(tx, ownerId);
    const taken = names.get(name);
    if (taken !== undefined && taken !== id)
      throw conflict(
        'search.name-taken',
        `已有名为“${name}”的检索，请换一个名字，或先删除原来的。`,
        `There is a search named "${name}" already; choose another name, or remove that one first.`,
      );
    if (id === null && names.size >= MOST)
      throw conflict(
        'search.too-many',
        `最多保存 ${MOST} 条检索，请先删除不用的。`,
        `At most ${MOST} searches are kept; remove some first.`,
      );
  }
}

const ownerOf = (who: Principal): string | null => (who.kind === 'officer' ? who.id : null);

function mayChange(
  who: Principal,
  row: Pick<SavedSearchRow, 'ownerId' | 'shared' | 'jurisdictionId'>,
): boolean {
  if (row.ownerId === ownerOf(who)) return true;
  return (
    row.shared && who.roles.includes('administrator') && who.jurisdictionIds.includes(row.jurisdictionId)
  );
}

function viewOf(who: Principal, row: SavedSearchFound): SavedSearch {
  const { id, name, search, shared, owner, savedAt } = row;
  return {
    id,
    name,
    search,
    shared,
    owner,
    mine: row.ownerId === ownerOf(who),
    mayChange: who.rights.has('search.save') && mayChange(who, row),
    savedAt: savedAt.toISOString(),
  };
}

const onlyPeople = () =>
  new Refusal(403, 'access.not-permitted', '只有人员能保存检索。', 'Only officers keep searches.');
