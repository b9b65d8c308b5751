// What people decide of one incident: each act checked against the state under lock, written, and recorded as a fact.
import { Injectable } from '@nestjs/common';
import type { Answer, Input } from '#contract';
import { actorOf, type Principal } from '../platform/access';
import { fact } from '../platform/commit';
import * as acts from './incident.acts';
import { IncidentDesk, subject } from './incident.desk';
import { IncidentStore } from './incident.store';

type Body<N extends 'confirm' | 'dismiss' | 'level' | 'assign' | 'close'> = Input<`incidents.${N}`>['body'];
type Done = Promise<Answer<'incidents.read'>>;

@Injectable()
export class IncidentService {
  constructor(
    private readonly desk: IncidentDesk,
    private readonly store: IncidentStore,
  ) {}

  async confirm(who: Principal, id: string, body: Body<'confirm'>): Done {
    return this.desk.act(who, id, async (tx, at) => {
      const row = await this.desk.taken(tx, who, id);
      acts.mayDo('confirm', row.state);
      const occurredAt = body.occurredAt ? new Date(body.occurredAt) : null;
      acts.hasHappened(occurredAt, at);
      acts.reasonHolds(row.proposedLevel, body.level, body.reason);
      const departments = await this.store.departments(tx, row.jurisdictionId);
      const chosen = body.leadDepartmentId ? { departmentId: body.leadDepartmentId, by: who.name } : null;
      const { ruleName, ...parties } = acts.partiesFor({ ...row, level: body.level }, departments, chosen);
      await this.store.save(tx, id, {
        ...parties,
        state: 'confirmed',
        level: body.level,
        occurredAt,
        confirmedAt: at,
        confirmedBy: who.name,
      });
      return [
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
      ];
    });
  }

  async dismiss(who: Principal, id: string, { reason }: Body<'dismiss'>): Done {
    return this.desk.act(who, id, async (tx) => {
      const row = await this.desk.taken(tx, who, id);
      acts.mayDo('dismiss', row.state);
      await this.store.save(tx, id, { state: 'dismissed', dismissedReason: reason });
      await this.store.note(tx, [id]);
      return [
        fact('incident.dismissed', actorOf(who), subject(id), row.jurisdictionId, { incidentId: id, reason }),
      ];
    });
  }

  async level(who: Principal, id: string, { level, reason }: Body<'level'>): Done {
    return this.desk.act(who, id, async (tx) => {
      const row = await this.desk.taken(tx, who, id);
      acts.mayDo('level', row.state);
      const from = row.level ?? '一般';
      if (from === level) throw acts.sameLevel();
      const departments = await this.store.departments(tx, row.jurisdictionId);
      const parties = acts.partiesAtLevel(
        { ...row, level },
        row.leadDepartmentId,
        row.supportDepartmentIds,
        departments,
      );
      await this.store.save(tx, id, { level, ...parties });
      return [
        fact('incident.level-changed', actorOf(who), subject(id), row.jurisdictionId, {
          incidentId: id,
          from,
          to: level,
          reason,
        }),
      ];
    });
  }

  async assign(who: Principal, id: string, { departmentId, reason }: Body<'assign'>): Done {
    return this.desk.act(who, id, async (tx) => {
      const row = await this.desk.taken(tx, who, id);
      acts.mayDo('assign', row.state);
      if (row.leadDepartmentId === departmentId) throw acts.sameDepartment();
      const departments = await this.store.departments(tx, row.jurisdictionId);
      const to = { departmentId, by: who.name };
      const { ruleName: _, ...parties } = acts.handedOn(row, departments, to, 'body.departmentId');
      await this.store.save(tx, id, parties);
      return [
        fact('incident.assigned', actorOf(who), subject(id), row.jurisdictionId, {
          incidentId: id,
          from: row.leadDepartmentId,
          leadDepartmentId: departmentId,
          reason,
        }),
      ];
    });
  }

  async close(who: Principal, id: string, { reason }: Body<'close'>): Done {
    return this.desk.act(who, id, async (tx, at) => {
      const row = await this.desk.taken(tx, who, id);
      acts.mayDo('close', row.state);
      await this.store.save(tx, id, { state: 'closed', closedAt: at });
      await this.store.note(tx, [id]);
      return [
        fact('incident.closed', actorOf(who), subject(id), row.jurisdictionId, { incidentId: id, reason }),
      ];
    });
  }
}
