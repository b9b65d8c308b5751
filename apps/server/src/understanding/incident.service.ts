// What people decide of one incident: each act checked against the state under lock, written, and recorded as a fact.
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Assessed, Incident, Input } from '#contract';
import { actorOf, type Principal } from '../platform/access';
import { Closing } from '../platform/closing';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { AnsweringStore } from './answering.store';
import { foundBy } from './found-by';
import * as acts from './incident.acts';
import { IncidentDesk, subject } from './incident.desk';
import type { IncidentRow } from './incident.row';
import { IncidentStore } from './incident.store';
import { IncidentListService } from './incident-list.service';

type Body<N extends 'confirm' | 'dismiss' | 'level' | 'assign' | 'close' | 'title' | 'place'> =
  Input<`incidents.${N}`>['body'];
type Done = Promise<Assessed>;

@Injectable()
export class IncidentService {
  constructor(
    private readonly desk: IncidentDesk,
    private readonly store: IncidentStore,
    private readonly closing: Closing,
    private readonly answering: AnsweringStore,
    private readonly lists: IncidentListService,
  ) {}

  async confirm(who: Principal, id: string, body: Body<'confirm'>): Done {
    return this.desk.act(who, id, async (tx, at) => {
      const row = await this.desk.taken(tx, who, id);
      acts.mayDo('confirm', row.state);
      const occurredAt = body.occurredAt ? new Date(body.occurredAt) : null;
      acts.hasHappened(occurredAt, at);
      acts.reasonHolds(row.proposedLevel, body.level, body.reason);
      const answering = await this.answering.of(tx, row);
      const chosen = body.leadDepartmentId ? { departmentId: body.leadDepartmentId, by: who.name } : null;
      const { ruleName, ...parties } = acts.partiesFor({ ...row, level: body.level }, answering, chosen);
      acts.handOnHolds(ruleName, body.reason);
      await this.store.save(tx, id, {
        ...parties,
        ...acts.namedLead(parties.leadDepartmentId, who, at),
        state: 'confirmed',
        level: body.level,
        occurredAt,
        confirmedAt: at,
        confirmedBy: who.name,
      });
      const facts = [
        fact('incident.confirmed', actorOf(who), subject(id), row.jurisdictionId, {
          incidentId: id,
          level: body.level,
          emergency: acts.isGrave(body.level) || row.emergencyKind !== null,
          emergencyKind: row.emergencyKind,
          topic: row.topic,
          areas: row.areas,
          occurredAt: occurredAt?.toISOString() ?? null,
          detectedAt: row.detectedAt.toISOString(),
          leadDepartmentId: parties.leadDepartmentId,
          supportDepartmentIds: parties.supportDepartmentIds,
          rule: ruleName,
          reason: body.reason || null,
        }),
        ...(await this.named(tx, who, row, { ...parties, from: null, reason: body.reason || null })),
      ];
      const before = { level: row.proposedLevel };
      return { facts, act: 'confirm', of: row, reason: body.reason, before, after: { level: body.level } };
    });
  }

  async dismiss(who: Principal, id: string, { reason }: Body<'dismiss'>): Done {
    return this.desk.act(who, id, async (tx) => {
      const row = await this.desk.taken(tx, who, id);
      acts.mayDo('dismiss', row.state);
      await this.store.save(tx, id, { state: 'dismissed', dismissedReason: reason });
      await this.store.note(tx, [id]);
      const facts = [
        fact('incident.dismissed', actorOf(who), subject(id), row.jurisdictionId, { incidentId: id, reason }),
      ];
      return { facts, act: 'dismiss', of: row, reason };
    });
  }

  async level(who: Principal, id: string, { level, reason }: Body<'level'>): Done {
    return this.desk.act(who, id, async (tx) => {
      const row = await this.desk.taken(tx, who, id);
      acts.mayDo('level', row.state);
      const from = row.level ?? '一般';
      if (from === level) throw acts.sameLevel();
      const { leadDepartmentId, supportDepartmentIds } = row;
      const answering = await this.answering.of(tx, row);
      const parties = acts.partiesAtLevel(
        { ...row, level },
        leadDepartmentId,
        supportDepartmentIds,
        answering,
      );
      await this.store.save(tx, id, { level, ...parties });
      const facts = [
        fact('incident.level-changed', actorOf(who), subject(id), row.jurisdictionId, {
          incidentId: id,
          from,
          to: level,
          reason,
        }),
      ];
      return { facts, act: 'level', of: row, reason, before: { level: from }, after: { level } };
    });
  }

  assign(who: Principal, id: string, body: Body<'assign'>): Done {
    return this.give(who, id, body, false);
  }

  /** By the department named itself. */
  handOn(who: Principal, id: string, body: Body<'assign'>): Done {
    return this.give(who, id, body, true);
  }

  /** The department named takes the matter on. */
  async accept(who: Principal, id: string): Promise<Incident> {
    await this.desk.write(async (tx, at) => {
      const row = await this.desk.taken(tx, who, id);
      acts.mayDo('accept', row.state);
      acts.mustLead(who.departmentId, row.leadDepartmentId);
      if (row.acceptedAt) throw acts.alreadyAccepted();
      await this.store.save(tx, id, { acceptedAt: at, acceptedBy: who.name });
      const namedAt = row.leadNamedAt?.toISOString() ?? null;
      const body = { incidentId: id, leadDepartmentId: row.leadDepartmentId!, namedAt };
      return [fact('incident.accepted', actorOf(who), subject(id), row.jurisdictionId, body)];
    });
    return this.lists.read(who, id);
  }

  private give(
    who: Principal,
    id: string,
    { departmentId, reason }: Body<'assign'>,
    byItself: boolean,
  ): Done {
    return this.desk.act(who, id, async (tx, at) => {
      const row = await this.desk.taken(tx, who, id);
      acts.mayDo('assign', row.state);
      if (byItself) acts.mustLead(who.departmentId, row.leadDepartmentId);
      if (row.leadDepartmentId === departmentId) throw acts.sameDepartment();
      const answering = await this.answering.of(tx, row);
      const to = { departmentId, by: who.name };
      const { ruleName: _, ...parties } = acts.handedOn(row, answering, to, 'body.departmentId');
      await this.store.save(tx, id, { ...parties, ...acts.namedLead(departmentId, who, at) });
      const facts = [
        fact('incident.assigned', actorOf(who), subject(id), row.jurisdictionId, {
          incidentId: id,
          from: row.leadDepartmentId,
          leadDepartmentId: departmentId,
          reason,
        }),
        // The leader who supervised it until now sees that it goes elsewhere, and so does the one who will.
        ...(await this.named(tx, who, row, {
          ...{ leadDepartmentId: departmentId, from: row.leadDepartmentId, reason },
          supervisorId: parties.supervisorId,
        })),
      ];
      const { leadDepartmentId, supportDepartmentIds, spokespersonDepartmentId, rule } = row;
      const { spokespersonId, supervisorId } = row;
      const before = {
        leadDepartmentId,
        parties: { supportDepartmentIds, spokespersonDepartmentId, spokespersonId, supervisorId, rule },
      };
      return { facts, act: 'assign', of: row, reason, before, after: { leadDepartmentId: departmentId } };
    });
  }

  async close(who: Principal, id: string, { reason }: Body<'close'>): Done {
    return this.desk.act(who, id, async (tx, at) => {
      const row = await this.desk.taken(tx, who, id);
      acts.mayDo('close', row.state);
      acts.nothingAgainst(await this.closing.against(tx, id));
      await this.store.save(tx, id, { state: 'closed', closedAt: at });
      await this.store.note(tx, [id]);
      const facts = [
        fact('incident.closed', actorOf(who), subject(id), row.jurisdictionId, { incidentId: id, reason }),
      ];
      return { facts, act: 'close', of: row, reason };
    });
  }

  /** A person names it: the machine leaves the title alone from then on. */
  async title(who: Principal, id: string, { title }: Body<'title'>): Done {
    return this.desk.act(who, id, async (tx) => {
      const row = await this.desk.taken(tx, who, id);
      acts.mayDo('title', row.state);
      if (row.title === title) throw acts.sameTitle();
      await this.store.save(tx, id, { title, titledBy: who.name });
      await this.store.foundAlso(tx, id, foundBy(title));
      const digest = createHash('sha256').update(title).digest('hex');
      const facts = [
        fact('incident.titled', actorOf(who), subject(id), row.jurisdictionId, { incidentId: id, digest }),
      ];
      const before = { title: row.title, titledBy: row.titledBy };
      return { facts, act: 'title', of: row, before, after: { title } };
    });
  }

  /** A person says where it is: the machine leaves the place alone from then on. */
  async place(who: Principal, id: string, { place }: Body<'place'>): Done {
    return this.desk.act(who, id, async (tx) => {
      const row = await this.desk.taken(tx, who, id);
      acts.mayDo('place', row.state);
      if (row.place === place) throw acts.samePlace();
      await this.store.save(tx, id, { place, placedBy: who.name });
      await this.store.foundAlso(tx, id, foundBy(place));
      const digest = createHash('sha256').update(place).digest('hex');
      const facts = [
        fact('incident.placed', actorOf(who), subject(id), row.jurisdictionId, { incidentId: id, digest }),
      ];
      const before = { place: row.place, placedBy: row.placedBy };
      return { facts, act: 'place', of: row, before, after: { place } };
    });
  }

  /** That a department is to take it on: told to its officers and to the leaders who supervise it, before and after. */
  private async named(
    tx: Tx,
    who: Principal,
    row: IncidentRow,
    to: Pick<acts.Parties, 'leadDepartmentId' | 'supervisorId'> & {
      from: string | null;
      reason: string | null;
    },
  ): Promise<NewFact[]> {
    const { leadDepartmentId, supervisorId, from, reason } = to;
    if (leadDepartmentId === null || who.departmentId === leadDepartmentId) return [];
    const leaders = [supervisorId, from === null ? null : row.supervisorId].filter((id) => id !== null);
    const toOfficerIds = await this.answering.toTell(tx, leadDepartmentId, leaders);
    const body = { incidentId: row.id, leadDepartmentId, from, reason, toOfficerIds };
    return [fact('incident.lead-named', actorOf(who), subject(row.id), row.jurisdictionId, body)];
  }
}
