// Incidents as people find them: the lists, one incident, its messages. Nothing outside the reader's view.
import { Injectable } from '@nestjs/common';
import type { Answer, Incident, Input } from '#contract';
import type { Level } from '#understanding';
import { inView, type Principal } from '../platform/access';
import { Now } from '../platform/now';
import { pageOf, readCursor, readInstantCursor } from '../platform/page';
import { notFound } from '../platform/problem';
import { Database } from '../platform/reading';
import { AnsweringStore } from './answering.store';
import { choices, partiesFor } from './incident.acts';
import { hoursOf, incidentCardOf, incidentOf } from './incident.view';
import { type IncidentFound, IncidentListStore, keysOf, orders } from './incident-list.store';
import { cardOf, placingOf } from './message.service';
import { isEmpty, readQuery } from './query';

@Injectable()
export class IncidentListService {
  constructor(
    private readonly store: IncidentListStore,
    private readonly db: Database,
    private readonly answering: AnsweringStore,
    private readonly now: Now,
  ) {}

  async list(who: Principal, asked: Input<'incidents.list'>['query']): Promise<Answer<'incidents.list'>> {
    const { cursor, limit, q, sort, emergency, unaccepted, ...rest } = asked;
    // Who is in no department has nothing to take on.
    if (unaccepted === 'mine' && !who.departmentId) return { items: [], next: null };
    const after = readCursor(cursor, orders[sort].length);
    const query = q?.trim() ? readQuery(q) : null;
    // An incident has no source of its own to be found by.
    if (query && (isEmpty(query) || query.sources.length > 0)) return { items: [], next: null };
    const rows = await this.store.list(
      {
        ...rest,
        jurisdictionIds: who.jurisdictionIds,
        query,
        emergency: emergency === undefined ? undefined : emergency === 'true',
        unacceptedBy: unaccepted && (unaccepted === 'mine' ? who.departmentId : null),
      },
      sort,
      after,
      limit,
    );
    const hours = await this.hours(rows.slice(0, limit));
    return pageOf(
      rows,
      limit,
      (row) => keysOf(row, sort),
      (row) => incidentCardOf(row, hours(row.id)),
    );
  }

  async read(who: Principal, id: string): Promise<Incident> {
    const row = await this.inView(who, id);
    const [hours, names, officers] = await Promise.all([
      this.hours([row]),
      this.store.names([
        ...row.supportDepartmentIds,
        ...(row.spokespersonDepartmentId ? [row.spokespersonDepartmentId] : []),
      ]),
      this.store.officers([row.spokespersonId, row.supervisorId].filter((one) => one !== null)),
    ]);
    return incidentOf(row, hours(id), names, officers);
  }

  /** Who would answer for it at that level, by the rules as they stand. */
  async parties(who: Principal, id: string, level: Level): Promise<Answer<'incidents.parties'>> {
    const row = await this.inView(who, id);
    const answering = await this.answering.of(this.db, row);
    const { ruleName: _, rule, ...parties } = partiesFor({ ...row, level }, answering, null);
    const all = choices(answering).map((one) => ({ id: one.id, name: one.name }));
    const named = (one: string | null) => all.find((department) => department.id === one) ?? null;
    const officers = await this.store.officers(
      [parties.spokespersonId, parties.supervisorId].filter((one) => one !== null),
    );
    return {
      lead: named(parties.leadDepartmentId),
      support: parties.supportDepartmentIds.flatMap((one) => named(one) ?? []),
      spokesperson: named(parties.spokespersonDepartmentId),
      speaker: officers.find((one) => one.id === parties.spokespersonId) ?? null,
      supervisor: officers.find((one) => one.id === parties.supervisorId) ?? null,
      rule,
      choices: all,
    };
  }

  async messages(
    who: Principal,
    id: string,
    { cursor, limit }: Input<'incidents.messages'>['query'],
  ): Promise<Answer<'incidents.messages'>> {
    await this.inView(who, id);
    const rows = await this.store.messages(id, readInstantCursor(cursor), limit);
    return pageOf(
      rows,
      limit,
      (row) => [row.at.toISOString(), row.id],
      (row) => ({
        ...cardOf(row),
        ...placingOf(row),
        movedBy: row.movedBy,
      }),
    );
  }

  private async inView(who: Principal, id: string): Promise<IncidentFound> {
    const row = await this.store.read(id);
    if (!row) throw notFound();
    inView(who, row.jurisdictionId);
    return row;
  }

  private async hours(rows: readonly IncidentFound[]): Promise<(id: string) => number[]> {
    if (rows.length === 0) return () => hoursOf([]);
    const counted = await this.store.hours(
      rows.map((row) => row.id),
      this.now.at(),
    );
    const byId = new Map<string, typeof counted>();
    for (const hour of counted) byId.set(hour.incidentId, [...(byId.get(hour.incidentId) ?? []), hour]);
    return (id) => hoursOf(byId.get(id) ?? []);
  }
}
