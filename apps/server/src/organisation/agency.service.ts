// Names of agencies as records spell them: what is known is learnt at once, the rest is proposed, and what a person confirms becomes an alias.
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor, AgencySpelling, Answer, Input } from '#contract';
import { agencyFinder, agencyHint } from '#organisation';
import { actorOf, inView, type Principal, system } from '../platform/access';
import { Agencies } from '../platform/agencies';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { invalid, Refusal } from '../platform/problem';
import { Database } from '../platform/reading';
import {
  aroundJurisdiction,
  decideSpelling,
  hearSpellings,
  reopenSpelling,
  type SpellingHeld,
  spellingsForChange,
  spellingsIn,
  spellingsKnown,
} from './agency.store';
import { departmentForChange, listDepartments, updateDepartment } from './departments.store';

type Decided = Input<'agencies.decide'>['body']['items'];

@Injectable()
export class AgencyService extends Agencies {
  constructor(
    private readonly db: Database,
    private readonly commit: Commit,
  ) {
    super();
  }

  async list(who: Principal): Promise<AgencySpelling[]> {
    const kept = await spellingsIn(this.db, who.jurisdictionId);
    const { match, places } = await this.known(this.db, who.jurisdictionId);
    return kept.map(({ jurisdictionId: _, lastSeenAt, ...one }) => {
      const isOpen = one.state === 'open';
      const proposed = isOpen ? match(one.spelling) : null;
      const hint = isOpen && !proposed ? agencyHint(one.spelling, places) : null;
      return { ...one, lastSeenAt: lastSeenAt.toISOString(), proposed, hint };
    });
  }

  async hear(who: Principal, spellings: readonly string[]): Promise<Answer<'agencies.hear'>> {
    const { jurisdictionId } = who;
    const times = new Map<string, number>();
    for (const one of spellings) times.set(one, (times.get(one) ?? 0) + 1);
    return this.commit.commit(async (tx, at) => {
      const { heard, learnt, digest } = await this.take(tx, jurisdictionId, times, at);
      const said = heardFact(actorOf(who), jurisdictionId, { spellings: heard, learnt, digest });
      return { value: { heard, learnt, open: heard - learnt }, facts: [said] };
    });
  }

  /** Of records that came in; what is only seen again is counted and not told. */
  async heard(
    tx: Tx,
    jurisdictionId: string,
    spellings: ReadonlyMap<string, number>,
    at: Date,
  ): Promise<NewFact[]> {
    const { heard, learnt, digest, isNews } = await this.take(tx, jurisdictionId, spellings, at);
    return isNews ? [heardFact(system, jurisdictionId, { spellings: heard, learnt, digest })] : [];
  }

  private async take(tx: Tx, jurisdictionId: string, times: ReadonlyMap<string, number>, at: Date) {
    const known = await spellingsKnown(tx, jurisdictionId, [...times.keys()]);
    const decided = new Map(known.filter(({ state }) => state !== 'open').map((one) => [one.spelling, one]));
    const match =
      decided.size < times.size ? (await this.known(tx, jurisdictionId)).match : (_: string): null => null;
    const heard = [...times].map(([spelling, count]) => {
      const found = decided.has(spelling) ? null : match(spelling);
      const departmentId = found?.by === 'exact' ? found.department.id : null;
      return { spelling, times: count, departmentId: decided.get(spelling)?.departmentId ?? departmentId };
    });
    // In one order, so that two who hear the same wait for each other instead of for ever.
    heard.sort((a, b) => (a.spelling < b.spelling ? -1 : 1));
    await hearSpellings(tx, jurisdictionId, heard, at);
    const learnt = heard.filter(({ departmentId }) => departmentId !== null).length;
    const isNews =
      known.length < times.size ||
      heard.some(({ spelling, departmentId }) => departmentId !== null && !decided.has(spelling));
    const digest = createHash('sha256').update(JSON.stringify(heard)).digest('hex');
    return { heard: heard.length, learnt, digest, isNews };
  }

  /** What is confirmed becomes an alias of the department, so that it is known the next time it is seen. */
  async decide(who: Principal, items: Decided): Promise<void> {
    await this.commit.commit(async (tx, at) => {
      const kept = await spellingsForChange(
        tx,
        items.map(({ id }) => id),
      );
      for (const one of kept) mayDecide(who, one);
      const said = items.filter(({ id }) => kept.some((one) => one.id === id));
      for (const { id, departmentId } of said) {
        const held = kept.find((one) => one.id === id)!;
        const { spelling } = held;
        if (held.departmentId !== departmentId) await this.forget(tx, held);
        if (departmentId) await this.alias(tx, who, departmentId, spelling);
        await decideSpelling(tx, id, departmentId, who.name, at);
      }
      if (said.length === 0) return { value: undefined, facts: [] };
      const subject = { type: 'jurisdiction', id: who.jurisdictionId };
      const decided = said.map(({ id, departmentId }) => ({ spellingId: id, departmentId }));
      return {
        value: undefined,
        facts: [fact('agency.decided', actorOf(who), subject, who.jurisdictionId, { decided })],
      };
    });
  }

  /** What was said is taken back: its alias goes, and it awaits a person again. */
  async reopen(who: Principal, ids: readonly string[]): Promise<void> {
    await this.commit.commit(async (tx) => {
      const held = (await spellingsForChange(tx, ids)).filter(({ state }) => state !== 'open');
      for (const one of held) mayDecide(who, one);
      for (const one of held) {
        await this.forget(tx, one);
        await reopenSpelling(tx, one.id);
      }
      const subject = { type: 'jurisdiction', id: who.jurisdictionId };
      const spellingIds = held.map(({ id }) => id);
      const said = fact('agency.reopened', actorOf(who), subject, who.jurisdictionId, { spellingIds });
      return { value: undefined, facts: held.length > 0 ? [said] : [] };
    });
  }

  private async forget(tx: Tx, { departmentId, spelling }: SpellingHeld): Promise<void> {
    const department = departmentId ? await departmentForChange(tx, departmentId) : null;
    if (!department?.aliases.includes(spelling)) return;
    const aliases = department.aliases.filter((one) => one !== spelling);
    await updateDepartment(tx, department.id, { aliases });
  }

  private async alias(tx: Tx, who: Principal, departmentId: string, spelling: string): Promise<void> {
    const department = await departmentForChange(tx, departmentId);
    // An office of a jurisdiction below may be meant as well.
    if (!department?.active || !who.jurisdictionIds.includes(department.jurisdictionId)) throw noDepartment();
    if (department.name === spelling || department.aliases.includes(spelling)) return;
    await updateDepartment(tx, departmentId, { aliases: [...department.aliases, spelling] });
  }

  /** Departments are named with their jurisdiction where that is another than the one asked for. */
  private async known(db: Pick<Tx, 'query'>, jurisdictionId: string) {
    const tree = await aroundJurisdiction(db, jurisdictionId);
    const below = tree.filter(({ isBelow }) => isBelow);
    const ids = [jurisdictionId, ...below.map(({ id }) => id)];
    const departments = (await listDepartments(db, ids)).filter(({ active }) => active);
    const placeOf = (id: string) => {
      const [own, ...above] = wayUp(tree, id);
      const here = departments.filter((one) => one.jurisdictionId === id);
      return { name: own ?? '', above, departments: here };
    };
    const find = agencyFinder(
      placeOf(jurisdictionId),
      below.map(({ id }) => placeOf(id)),
    );
    const match = (spelling: string) => {
      const found = find(spelling);
      const department = departments.find(({ id }) => id === found?.departmentId);
      if (!found || !department) return null;
      const place = below.find(({ id }) => id === department.jurisdictionId);
      const name = place ? `${place.name}${department.name}` : department.name;
      return { department: { id: department.id, name }, why: found.why, by: found.by };
    };
    return { match, places: tree.map(({ name }) => name) };
  }
}

/**
 * The news office knows the offices of its own jurisdiction; whoever manages the organisation, those below as well.
 * @throws Refusal 403 `agency.other-jurisdiction`
 */
function mayDecide(who: Principal, { jurisdictionId }: SpellingHeld): void {
  inView(who, jurisdictionId);
  if (jurisdictionId === who.jurisdictionId || who.rights.has('organisation.manage')) return;
  throw new Refusal(
    403,
    'agency.other-jurisdiction',
    '这种写法属于另一辖区，由那里的新闻办或系统管理员确认。',
    'That spelling belongs to another jurisdiction; its news office or an administrator decides it.',
  );
}

/** Its name and the names of those it lies in, upwards. */
function wayUp(tree: readonly { id: string; parentId: string | null; name: string }[], id: string): string[] {
  const one = tree.find((place) => place.id === id);
  return one ? [one.name, ...(one.parentId ? wayUp(tree, one.parentId) : [])] : [];
}

const heardFact = (
  actor: Actor,
  jurisdictionId: string,
  body: { spellings: number; learnt: number; digest: string },
): NewFact => fact('agency.heard', actor, { type: 'jurisdiction', id: jurisdictionId }, jurisdictionId, body);

const noDepartment = () =>
  invalid(
    'agency.department',
    '没有这个在用的部门。',
    'There is no such active department in that jurisdiction.',
    [{ path: 'body.items', message: 'unknown department' }],
  );
