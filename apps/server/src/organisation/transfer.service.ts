// The whole organisation taken away as a workbook, and brought in: previewed, then all of it at once or nothing.
import { createHash, randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { TransferReport } from '#contract';
import { actorOf, type Principal } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { Now } from '../platform/now';
import { conflict } from '../platform/problem';
import { Database } from '../platform/reading';
import { tellingTaken } from '../platform/taken';
import { FirstCodeService } from './first-code.service';
import { endWhatAwaits } from './leaving';
import { takeRosterTurn } from './roster.store';
import { RosterWatch } from './roster.watch';
import { taken } from './taken';
import { factsOf } from './transfer.facts';
import { type Plan, planTransfer, rowsFor } from './transfer.plan';
import { holdOrganisation, loadOrganisation } from './transfer.store';
import type { World } from './transfer.world';
import { writeWorld } from './transfer.write';
import type { Book } from './workbook';
import { Workbooks } from './workbook-threads';

@Injectable()
export class TransferService implements OnApplicationShutdown {
  constructor(
    private readonly db: Database,
    private readonly commit: Commit,
    private readonly now: Now,
    private readonly watch: RosterWatch,
    private readonly codes: FirstCodeService,
    private readonly workbooks: Workbooks,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.workbooks.close();
  }

  async export(who: Principal): Promise<Buffer> {
    const rows = rowsFor(
      await loadOrganisation(this.db, who.jurisdictionId, [...who.jurisdictionIds], [], this.now.at()),
    );
    const bytes = await this.workbooks.write(rows);
    const count = Object.values(rows).reduce((sum, one) => sum + one.length, 0);
    await this.commit.commit(async () => ({
      value: undefined,
      facts: [
        fact(
          'organisation.exported',
          actorOf(who),
          { type: 'jurisdiction', id: who.jurisdictionId },
          who.jurisdictionId,
          { rows: count },
        ),
      ],
    }));
    return bytes;
  }

  /** What it would change; nothing is. */
  async preview(who: Principal, bytes: Buffer): Promise<TransferReport> {
    const plan = await this.plan(this.db, who, await this.workbooks.read(bytes), this.now.at());
    return reportOf(plan, false);
  }

  /**
   * Does what the preview of that name showed, in one transaction.
   * @throws Refusal 409 `transfer.stale` where it would come to something else by now
   */
  async import(who: Principal, bytes: Buffer, wanted: string): Promise<TransferReport> {
    const book = await this.workbooks.read(bytes);
    return tellingTaken(
      taken,
      this.commit.commit(async (tx, at) => {
        for (const id of [...who.jurisdictionIds].sort()) await takeRosterTurn(tx, id);
        await holdOrganisation(tx);
        const plan = await this.plan(tx, who, book, at);
        if (plan.plan !== wanted) throw stale();
        const lines = await writeWorld(tx, plan.world, who, at);
        const left = plan.world.officers
          .difference()
          .changed.filter(({ before, after }) => before.active && !after.active);
        const ended = await endWhatAwaits(
          tx,
          who,
          left.map(({ after: { id } }) => id),
          at,
        );
        const added = plan.world.officers.difference().added.filter(({ active }) => active);
        const codes = await this.codes.issueMany(tx, added, who, at);
        const digest = createHash('sha256').update(bytes).digest('hex');
        const said = fact(
          'organisation.imported',
          actorOf(who),
          { type: 'jurisdiction', id: who.jurisdictionId },
          who.jurisdictionId,
          { digest, sheets: plan.sheets },
        );
        const facts = [...factsOf(plan.world, who), ...lines, ...ended, ...codes.facts];
        const gaps = await this.gaps(tx, plan.world, at);
        const report = { ...reportOf(plan, true), codes: codes.codes, codesExpireAt: codes.expireAt };
        return { value: report, facts: [...facts, ...gaps, said] };
      }),
    );
  }

  private async plan(db: Pick<Tx, 'query'>, who: Principal, book: Book, at: Date): Promise<Plan> {
    const names = (book.officers ?? []).flatMap(({ cells }) => cells.登录名 || []);
    const loaded = await loadOrganisation(db, who.jurisdictionId, [...who.jurisdictionIds], names, at);
    return planTransfer(book, loaded, randomUUID);
  }

  /** The gaps that it tore open or closed, where anything was changed that a roster leans on. */
  private async gaps(tx: Tx, world: World, at: Date): Promise<NewFact[]> {
    const leaning = [world.officers, world.desks, world.shifts, world.absences].some((table) => {
      const { added, changed, removed } = table.difference();
      return added.length + changed.length + removed.length > 0;
    });
    const facts: NewFact[] = [];
    if (leaning)
      for (const { id } of world.jurisdictions.list()) facts.push(...(await this.watch.look(tx, id, at)));
    return facts;
  }
}

const reportOf = ({ world: _, ...plan }: Plan, applied: boolean): TransferReport => ({
  ...plan,
  ...{ applied, codes: [], codesExpireAt: null },
});

const stale = () =>
  conflict(
    'transfer.stale',
    '预览之后机构有了变化，没有导入。请重新预览，再确认。',
    'The organisation has changed since the preview; nothing was brought in. Preview it again, then confirm.',
  );
