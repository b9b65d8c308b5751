// Names of agencies as records spell them: what is known is learnt at once, the rest is proposed, and what a person confirms becomes an alias.
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AgencySpelling, Answer, Input } from '#contract';
import { matchAgency } from '#organisation';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type Tx } from '../platform/commit';
import { invalid } from '../platform/problem';
import { Database } from '../platform/reading';
import { decideSpelling, hearSpellings, placesOf, spellingsForChange, spellingsIn } from './agency.store';
import { departmentForChange, listDepartments, updateDepartment } from './departments.store';

type Decided = Input<'agencies.decide'>['body']['items'];

@Injectable()
export class AgencyService {
  constructor(
    private readonly db: Database,
    private readonly commit: Commit,
  ) {}

  async list(who: Principal): Promise<AgencySpelling[]> {
    const kept = await spellingsIn(this.db, who.jurisdictionId);
    const match = await this.matcher(this.db, who.jurisdictionId);
    return kept.map(({ jurisdictionId: _, lastSeenAt, ...one }) => ({
      ...one,
      lastSeenAt: lastSeenAt.toISOString(),
      proposed: one.state === 'open' ? match(one.spelling) : null,
    }));
  }

  async hear(who: Principal, spellings: readonly string[]): Promise<Answer<'agencies.hear'>> {
    const { jurisdictionId } = who;
    const times = new Map<string, number>();
    for (const one of spellings) times.set(one, (times.get(one) ?? 0) + 1);
    return this.commit.commit(async (tx, at) => {
      const match = await this.matcher(tx, jurisdictionId);
      const heard = [...times].map(([spelling, count]) => {
        const found = match(spelling);
        return { spelling, times: count, departmentId: found?.by === 'exact' ? found.department.id : null };
      });
      heard.sort((a, b) => (a.spelling < b.spelling ? -1 : 1));
      await hearSpellings(tx, jurisdictionId, heard, at);
      const learnt = heard.filter(({ departmentId }) => departmentId !== null).length;
      const digest = createHash('sha256').update(JSON.stringify(heard)).digest('hex');
      const said = fact(
        'agency.heard',
        actorOf(who),
        { type: 'jurisdiction', id: jurisdictionId },
        jurisdictionId,
        {
          ...{ spellings: heard.length, learnt, digest },
        },
      );
      return { value: { heard: heard.length, learnt, open: heard.length - learnt }, facts: [said] };
    });
  }

  /** What is confirmed becomes an alias of the department, so that it is known the next time it is seen. */
  async decide(who: Principal, items: Decided): Promise<void> {
    await this.commit.commit(async (tx, at) => {
      const kept = await spellingsForChange(
        tx,
        items.map(({ id }) => id),
      );
      for (const { jurisdictionId } of kept) inView(who, jurisdictionId);
      const said = items.filter(({ id }) => kept.some((one) => one.id === id));
      for (const { id, departmentId } of said) {
        const { spelling, jurisdictionId } = kept.find((one) => one.id === id)!;
        if (departmentId) await this.alias(tx, departmentId, jurisdictionId, spelling);
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

  private async alias(tx: Tx, departmentId: string, jurisdictionId: string, spelling: string): Promise<void> {
    const department = await departmentForChange(tx, departmentId);
    if (!department?.active || department.jurisdictionId !== jurisdictionId) throw noDepartment();
    if (department.name === spelling || department.aliases.includes(spelling)) return;
    await updateDepartment(tx, departmentId, { aliases: [...department.aliases, spelling] });
  }

  private async matcher(db: Pick<Tx, 'query'>, jurisdictionId: string) {
    const departments = (await listDepartments(db, [jurisdictionId])).filter(({ active }) => active);
    const places = await placesOf(db, jurisdictionId);
    return (spelling: string) => {
      const found = matchAgency(spelling, departments, places);
      const department = departments.find(({ id }) => id === found?.departmentId);
      return found && department
        ? { department: { id: department.id, name: department.name }, why: found.why, by: found.by }
        : null;
    };
  }
}

const noDepartment = () =>
  invalid(
    'agency.department',
    '没有这个在用的部门。',
    'There is no such active department in that jurisdiction.',
    [{ path: 'body.items', message: 'unknown department' }],
  );
