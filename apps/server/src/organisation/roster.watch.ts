// Looks ahead on the roster: a gap is told when it is seen and once more when it begins, to the level above; each once.
import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { type Gap, gapsOf, isNews, type Span } from '#organisation';
import { system } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { log } from '../platform/log';
import { Database } from '../platform/reading';
import { Workdays } from '../platform/workdays';
import { type DeskKept, desksIn, peopleFor, shiftsBetween, takeRosterTurn } from './roster.store';
import {
  closeGap,
  type GapKept,
  insertGap,
  openGaps,
  tellAbove,
  updateGap,
  watchedJurisdictions,
} from './roster-gap.store';

const EVERY_MS = 60_000;
const HOUR_MS = 3_600_000;
/** So far back a gap that runs is followed to its beginning. */
const LOOK_BACK_HOURS = 48;

@Injectable()
export class RosterWatch {
  constructor(
    private readonly db: Database,
    private readonly commit: Commit,
    private readonly workdays: Workdays,
  ) {}

  @Interval(EVERY_MS)
  async sweep(): Promise<void> {
    try {
      for (const id of await watchedJurisdictions(this.db)) await this.check(id);
    } catch (err) {
      log.error({ err }, 'gaps in the roster could not be looked for; it is tried again in a minute');
    }
  }

  /** Looks at one jurisdiction's desks, one process at a time. */
  async check(jurisdictionId: string): Promise<void> {
    await this.commit.commit(async (tx, at) => {
      await takeRosterTurn(tx, jurisdictionId);
      return { value: undefined, facts: await this.look(tx, jurisdictionId, at) };
    });
  }

  /** The same within an act that changed the roster, which has taken its turn: its facts tell what the act tore open or closed. */
  async look(tx: Tx, jurisdictionId: string, at: Date): Promise<NewFact[]> {
    const desks = await desksIn(tx, [jurisdictionId]);
    const open = await openGaps(tx, jurisdictionId);
    const facts: NewFact[] = [];
    const works = await this.workdays.works(tx);
    for (const desk of desks) {
      const span = { from: hoursFrom(at, -LOOK_BACK_HOURS), to: hoursFrom(at, desk.warnHours) };
      const gaps = (await this.gaps(tx, desk, span, works)).filter(({ to }) => to > at.toISOString());
      const told = open.filter(({ deskId }) => deskId === desk.id);
      facts.push(...(await this.settle(tx, desk, gaps, told, at)));
    }
    for (const gap of open.filter(({ deskId }) => !desks.some(({ id }) => id === deskId)))
      facts.push(await this.close(tx, jurisdictionId, gap, 'covered', at));
    return facts;
  }

  /** The gaps of a desk in a span, as they stand; none before it must be manned. */
  async gaps(
    db: Pick<Tx, 'query'>,
    desk: DeskKept,
    span: Span,
    works: (day: string) => boolean,
  ): Promise<Gap[]> {
    const since = desk.mannedFrom.toISOString();
    if (since >= span.to) return [];
    const shifts = await shiftsBetween(db, [desk.id], span.from, span.to);
    const people = await peopleFor(db, [...new Set(shifts.map((s) => s.officerId))], span.from, span.to);
    return gapsOf(desk, shifts, people, { ...span, from: since > span.from ? since : span.from }, works);
  }

  private async settle(
    tx: Tx,
    desk: DeskKept,
    gaps: readonly Gap[],
    told: readonly GapKept[],
    at: Date,
  ): Promise<NewFact[]> {
    const facts: NewFact[] = [];
    const now = at.toISOString();
    const kept = new Set<string>();
    for (const gap of gaps) {
      const before = told.find((one) => !kept.has(one.id) && sameGap(one, gap, now));
      const begun = gap.from <= now;
      const news = isNews(gap, told);
      const beganAt = before?.beganAt ?? (begun ? at : null);
      // One that has run for longer than is looked back keeps the beginning that was told.
      const whole = { ...gap, from: begun && before && before.from < gap.from ? before.from : gap.from };
      const id = before?.id ?? (await insertGap(tx, desk.id, whole, beganAt, at));
      if (before) await updateGap(tx, id, whole, beganAt);
      kept.add(id);
      if (begun && !before?.beganAt) facts.push(await this.tell(tx, 'roster.gap-began', desk, id, whole));
      else if (news) facts.push(await this.tell(tx, 'roster.gap-found', desk, id, whole));
    }
    for (const gap of told.filter(({ id }) => !kept.has(id))) {
      const joined = gaps.some((one) => sameGap(gap, one, now));
      const as = joined ? 'joined' : gap.to <= now ? 'passed' : 'covered';
      facts.push(await this.close(tx, desk.jurisdictionId, gap, as, at));
    }
    return facts;
  }

  private async tell(
    tx: Tx,
    kind: 'roster.gap-found' | 'roster.gap-began',
    desk: DeskKept,
    gapId: string,
    { from, to, causes }: Gap,
  ): Promise<NewFact> {
    const { id: deskId, departmentId, jurisdictionId } = desk;
    const toOfficerIds = await tellAbove(tx, desk);
    const body = { gapId, deskId, departmentId, from, to, causes, toOfficerIds };
    return fact(kind, system, { type: 'gap', id: gapId }, jurisdictionId, body);
  }

  private async close(
    tx: Tx,
    jurisdictionId: string,
    { id: gapId, deskId, from, to }: GapKept,
    as: 'covered' | 'passed' | 'joined',
    at: Date,
  ): Promise<NewFact> {
    await closeGap(tx, gapId, as, at);
    const body = { gapId, deskId, from, to, as };
    return fact('roster.gap-closed', system, { type: 'gap', id: gapId }, jurisdictionId, body);
  }
}

/** What was told and what is found overlap; one that had begun is over as soon as somebody came on, whatever follows. */
const sameGap = (told: GapKept, found: Gap, now: string): boolean =>
  told.from < found.to && found.from < told.to && (told.beganAt === null || found.from <= now);
const hoursFrom = (at: Date, hours: number) => new Date(at.getTime() + hours * HOUR_MS).toISOString();
