// The tree of jurisdictions: one added below another, with the departments a government of its tier usually has; one renamed.
import { Injectable } from '@nestjs/common';
import type { Input, Jurisdiction } from '#contract';
import { type JurisdictionLevel, startingDepartments } from '#organisation';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact } from '../platform/commit';
import { invalid, notFound } from '../platform/problem';
import { Database } from '../platform/reading';
import { tellingTaken } from '../platform/taken';
import { jurisdictionsIn, renameJurisdiction } from './jurisdiction.store';
import { insertDepartments, insertJurisdiction } from './setup.store';
import { taken } from './taken';

const tiers: readonly JurisdictionLevel[] = ['province', 'city', 'county', 'town'];

@Injectable()
export class JurisdictionService {
  constructor(
    private readonly db: Database,
    private readonly commit: Commit,
  ) {}

  async add(who: Principal, body: Input<'jurisdictions.add'>['body']): Promise<Jurisdiction> {
    const { name, level, withDepartments, parentId = who.jurisdictionId } = body;
    const parent = await this.one(who, parentId);
    if (tiers.indexOf(level) <= tiers.indexOf(parent.level)) throw notBelow();
    const departments = withDepartments ? startingDepartments(name, level) : [];
    const id = await tellingTaken(
      taken,
      this.commit.commit(async (tx, at) => {
        const jurisdictionId = await insertJurisdiction(tx, { name, level, parentId }, at);
        if (departments.length > 0) await insertDepartments(tx, jurisdictionId, departments, at);
        const said = { jurisdictionId, parentId, name, level, departments: departments.length };
        const subject = { type: 'jurisdiction', id: jurisdictionId };
        return {
          value: jurisdictionId,
          facts: [fact('jurisdiction.added', actorOf(who), subject, jurisdictionId, said)],
        };
      }),
    );
    return { id, parentId, name, level };
  }

  async rename(who: Principal, id: string, name: string): Promise<Jurisdiction> {
    const before = await this.one(who, id);
    if (before.name !== name)
      await tellingTaken(
        taken,
        this.commit.commit(async (tx) => {
          await renameJurisdiction(tx, id, name);
          const said = { jurisdictionId: id, from: before.name, to: name };
          const subject = { type: 'jurisdiction', id };
          return { value: undefined, facts: [fact('jurisdiction.renamed', actorOf(who), subject, id, said)] };
        }),
      );
    return { ...before, name };
  }

  private async one(who: Principal, id: string): Promise<Jurisdiction> {
    inView(who, id);
    const [found] = await jurisdictionsIn(this.db, [id]);
    if (!found) throw notFound();
    return found;
  }
}

const notBelow = () =>
  invalid(
    'jurisdiction.level',
    '下级辖区的层级须低于上级（省、市、县、镇）。',
    'A jurisdiction below another must be of a lower tier (province, city, county, town).',
    [{ path: 'body.level', message: 'not below its parent' }],
  );
