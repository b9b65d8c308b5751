// Desks: the posts that must be manned, of a department or of the whole jurisdiction, and at which hours.
import { Injectable } from '@nestjs/common';
import type { Desk, Input } from '#contract';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { invalid, notFound } from '../platform/problem';
import { Database } from '../platform/reading';
import { tellingTaken } from '../platform/taken';
import { departmentPlace } from './departments.store';
import { closeDesk, type DeskKept, insertDesk, oneDesk, takeRosterTurn, updateDesk } from './roster.store';
import { RosterWatch } from './roster.watch';
import { taken } from './taken';

@Injectable()
export class DeskService {
  constructor(
    private readonly db: Database,
    private readonly commit: Commit,
    private readonly watch: RosterWatch,
  ) {}

  async add(who: Principal, body: Input<'desks.add'>['body']): Promise<Desk> {
    const jurisdictionId = body.jurisdictionId ?? who.jurisdictionId;
    inView(who, jurisdictionId);
    const id = await this.act(jurisdictionId, async (tx, at) => {
      await ofJurisdiction(tx, body.departmentId, jurisdictionId);
      const mannedFrom = body.mannedFrom ? new Date(body.mannedFrom) : at;
      const desk = { ...body, jurisdictionId, mannedFrom };
      const deskId = await insertDesk(tx, desk, at);
      return { value: deskId, fact: savedFact(who, { ...desk, id: deskId }) };
    });
    return this.one(id);
  }

  async change(who: Principal, id: string, change: Input<'desks.change'>['body']): Promise<Desk> {
    const desk = await this.mine(who, id);
    await this.act(desk.jurisdictionId, async (tx) => {
      const now = await oneDesk(tx, id);
      if (!now) throw notFound();
      if (change.departmentId) await ofJurisdiction(tx, change.departmentId, now.jurisdictionId);
      const mannedFrom = change.mannedFrom ? new Date(change.mannedFrom) : now.mannedFrom;
      const next = { ...now, ...change, mannedFrom };
      if (JSON.stringify(next) === JSON.stringify(now)) return { value: undefined, fact: null };
      await updateDesk(tx, id, next);
      return { value: undefined, fact: savedFact(who, next) };
    });
    return this.one(id);
  }

  async close(who: Principal, id: string): Promise<void> {
    const { jurisdictionId } = await this.mine(who, id);
    await this.act(jurisdictionId, async (tx, at) => {
      const desk = await oneDesk(tx, id);
      if (!desk) throw notFound();
      await closeDesk(tx, id, at);
      const body = { deskId: id, name: desk.name };
      return {
        value: undefined,
        fact: fact('desk.closed', actorOf(who), { type: 'desk', id }, jurisdictionId, body),
      };
    });
  }

  /** Takes the turn, does the work, and looks for the gaps that it tore or closed, all in one transaction. */
  private act<T>(
    jurisdictionId: string,
    work: (tx: Tx, at: Date) => Promise<{ value: T; fact: NewFact | null }>,
  ): Promise<T> {
    return tellingTaken(
      taken,
      this.commit.commit(async (tx, at) => {
        await takeRosterTurn(tx, jurisdictionId);
        const { value, fact } = await work(tx, at);
        const found = fact ? await this.watch.look(tx, jurisdictionId, at) : [];
        return { value, facts: fact ? [fact, ...found] : [] };
      }),
    );
  }

  private async mine(who: Principal, id: string): Promise<DeskKept> {
    const desk = await oneDesk(this.db, id);
    if (!desk) throw notFound();
    inView(who, desk.jurisdictionId);
    return desk;
  }

  private async one(id: string): Promise<Desk> {
    const desk = await oneDesk(this.db, id);
    if (!desk) throw notFound();
    return deskView(desk);
  }
}

export const deskView = ({ departmentId, departmentName, mannedFrom, ...desk }: DeskKept): Desk => ({
  ...desk,
  departmentId,
  department: departmentId ? { id: departmentId, name: departmentName ?? '' } : null,
  mannedFrom: mannedFrom.toISOString(),
});

function savedFact(who: Principal, desk: Omit<DeskKept, 'departmentName'>): NewFact {
  const { id, name, departmentId, days, opens, closes, mannedFrom } = desk;
  return fact('desk.saved', actorOf(who), { type: 'desk', id }, desk.jurisdictionId, {
    deskId: id,
    ...{ name, departmentId, hours: { days, opens, closes } },
    mannedFrom: mannedFrom.toISOString(),
  });
}

async function ofJurisdiction(tx: Tx, departmentId: string | null, jurisdictionId: string): Promise<void> {
  if (departmentId === null || (await departmentPlace(tx, departmentId)) === jurisdictionId) return;
  throw invalid(
    'desk.department',
    '没有这个部门，或它不在该辖区。',
    'There is no such department in that jurisdiction.',
    [{ path: 'body.departmentId', message: 'unknown department' }],
  );
}
