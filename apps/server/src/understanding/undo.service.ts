// Takes an assessment back, as long as nobody has built on it: things stand again as before, and the ledger says who and why.
import { Injectable } from '@nestjs/common';
import type { Incident, Input } from '#contract';
import type { UndoableAct } from '#understanding';
import { actorOf, inView, type Principal } from '../platform/access';
import { fact, type NewFact, type Tx } from '../platform/commit';
import { invalid, notFound } from '../platform/problem';
import { AnsweringStore } from './answering.store';
import { cannotUndo, standsBecause } from './assessment.acts';
import type { AssessmentRow } from './assessment.row';
import { AssessmentStore } from './assessment.store';
import * as acts from './incident.acts';
import { IncidentDesk, subject } from './incident.desk';
import type { IncidentRow } from './incident.row';
import { IncidentStore } from './incident.store';
import { IncidentListService } from './incident-list.service';
import { Reckoning } from './reckoning';

/** An assessment with what it concerns, all held for this transaction. */
type Held = {
  row: AssessmentRow;
  incident: IncidentRow;
  other: IncidentRow | null;
  reason: string;
  at: Date;
};
type Undone = {
  facts: NewFact[];
  state: IncidentRow['state'];
  level: IncidentRow['level'];
  messages: number;
};

@Injectable()
export class UndoService {
  constructor(
    private readonly desk: IncidentDesk,
    private readonly store: IncidentStore,
    private readonly assessments: AssessmentStore,
    private readonly reckoning: Reckoning,
    private readonly lists: IncidentListService,
    private readonly answering: AnsweringStore,
  ) {}

  /** @throws Refusal 409 `assessment.*` with the reason why it stands; 422 where another's act is undone without saying why */
  async undo(who: Principal, id: string, { reason }: Input<'assessments.undo'>['body']): Promise<Incident> {
    const found = await this.assessments.find(id);
    inView(who, found?.jurisdictionId);
    if (!found) throw notFound();
    if (found.byId !== who.id && !reason) throw reasonNeeded();
    const { incidentId, otherId } = found;
    await this.desk.write(async (tx, at) => {
      const [incident, other] = otherId
        ? await this.desk.bothTaken(tx, who, incidentId, otherId)
        : [await this.desk.taken(tx, who, incidentId), null];
      const row = await this.assessments.take(tx, id);
      const left = await this.assessments.left(tx, id);
      const why = standsBecause(row, incident, other, left);
      if (why) throw cannotUndo(why);
      const said = reason || '撤销';
      const { facts, ...now } = await this.back(tx, who, { row, incident, other, reason: said, at });
      await this.store.note(tx, [incidentId, ...(otherId ? [otherId] : [])]);
      await this.assessments.undone(tx, id, at, who.name, reason || null);
      const body = {
        assessmentId: id,
        act: row.act as UndoableAct,
        incidentId,
        otherId,
        ...now,
        reason: said,
      };
      return [
        fact('incident.undone', actorOf(who), subject(incidentId), incident.jurisdictionId, body),
        ...facts,
      ];
    });
    return this.lists.read(who, incidentId);
  }

  private async back(tx: Tx, who: Principal, held: Held): Promise<Undone> {
    const { row, incident } = held;
    const now = { facts: [], state: incident.state, level: incident.level, messages: 0 };
    switch (row.act) {
      case 'dismiss':
        await this.store.save(tx, incident.id, { state: 'proposed', dismissedReason: null });
        return { ...now, state: 'proposed' };
      case 'title':
        await this.store.save(tx, incident.id, {
          title: row.before.title ?? incident.title,
          titledBy: row.before.titledBy ?? null,
        });
        return now;
      case 'place':
        await this.store.save(tx, incident.id, {
          place: row.before.place ?? null,
          placedBy: row.before.placedBy ?? null,
        });
        return now;
      case 'level':
        return { ...now, ...(await this.level(tx, who, held)) };
      case 'assign':
        return { ...now, facts: await this.assign(tx, who, held) };
      case 'take-in':
        return { ...now, ...(await this.takenOut(tx, held)) };
      case 'merge':
        return { ...now, ...(await this.merge(tx, held)) };
      default:
        return { ...now, ...(await this.carriedBack(tx, who, held)) };
    }
  }

  private async level(
    tx: Tx,
    who: Principal,
    { row, incident, reason }: Held,
  ): Promise<Pick<Undone, 'facts' | 'level'>> {
    const to = row.before.level!;
    const answering = await this.answering.of(tx, incident);
    const { leadDepartmentId, supportDepartmentIds } = incident;
    const matter = { ...incident, level: to };
    const parties = acts.partiesAtLevel(matter, leadDepartmentId, supportDepartmentIds, answering);
    await this.store.save(tx, incident.id, { level: to, ...parties });
    const body = { incidentId: incident.id, from: incident.level!, to, reason };
    const changed = fact(
      'incident.level-changed',
      actorOf(who),
      subject(incident.id),
      incident.jurisdictionId,
      body,
    );
    return { level: to, facts: [changed] };
  }

  private async assign(tx: Tx, who: Principal, { row, incident, reason, at }: Held): Promise<NewFact[]> {
    const leadDepartmentId = row.before.leadDepartmentId!;
    // It is the first one's again, who has to take it on anew.
    await this.store.save(tx, incident.id, {
      ...{ leadDepartmentId, ...row.before.parties },
      ...acts.namedLead(leadDepartmentId, who, at),
    });
    const from = incident.leadDepartmentId;
    const said = { incidentId: incident.id, leadDepartmentId, reason };
    const { jurisdictionId } = incident;
    const assigned = fact('incident.assigned', actorOf(who), subject(incident.id), jurisdictionId, {
      ...said,
      from,
    });
    if (who.departmentId === leadDepartmentId) return [assigned];
    const leaders = [row.before.parties?.supervisorId, incident.supervisorId].flatMap((id) => id ?? []);
    const toOfficerIds = await this.answering.toTell(tx, leadDepartmentId, leaders);
    const body = { ...said, from, toOfficerIds };
    return [assigned, fact('incident.lead-named', actorOf(who), subject(incident.id), jurisdictionId, body)];
  }

  /** The two are two again, each with the messages it had; what came since stays where it came. */
  private async merge(tx: Tx, { row, incident, other }: Held): Promise<Omit<Undone, 'level'>> {
    const messages = await this.assessments.carryBack(tx, row.id, other!.id, incident.id);
    await this.assessments.leadBack(tx, incident.id);
    const state = row.before.state ?? 'proposed';
    const target = row.before.target;
    const facts = [
      ...(await this.reckoning.anew(tx, incident, { state, mergedInto: null })),
      ...(await this.reckoning.anew(tx, other!, {
        ...(target && { topic: target.topic, detectedAt: new Date(target.detectedAt) }),
        ...(target && other!.placedBy === null && { place: target.place }),
      })),
    ];
    return { facts, state, messages };
  }

  /** What was taken in is in no incident again; the incident is reckoned by those that stay. */
  private async takenOut(tx: Tx, { row, incident }: Held): Promise<Pick<Undone, 'facts' | 'messages'>> {
    const messages = await this.assessments.takeOut(tx, row.id, incident.id);
    return { messages, facts: await this.reckoning.anew(tx, incident, namedBefore(row, incident)) };
  }

  /** The messages come home; an incident that is empty by that leads to where they are. */
  private async carriedBack(
    tx: Tx,
    who: Principal,
    { row, incident, other, reason }: Held,
  ): Promise<Pick<Undone, 'facts' | 'messages'>> {
    const from = other!;
    const messages = await this.assessments.carryBack(tx, row.id, from.id, incident.id);
    const facts = await this.reckoning.anew(tx, incident, namedBefore(row, incident));
    if (messages < from.messages) {
      facts.push(...(await this.reckoning.lessened(tx, from)));
    } else {
      await this.store.save(tx, from.id, { state: 'merged', mergedInto: incident.id, messages: 0, heat: 0 });
      const body = { incidentId: from.id, intoId: incident.id, messages, reason };
      facts.push(fact('incident.merged', actorOf(who), subject(from.id), from.jurisdictionId, body));
    }
    return { facts, messages };
  }
}

/** What it was called and where, put back unless somebody named it since or it was confirmed as it is. */
function namedBefore(
  { before }: AssessmentRow,
  { state, titledBy, placedBy }: IncidentRow,
): Partial<IncidentRow> {
  const { title, topic = null, place = null } = before;
  if (state !== 'proposed' || title === undefined) return {};
  return { topic, ...(placedBy === null && { place }), ...(titledBy === null && { title }) };
}

const reasonNeeded = () =>
  invalid(
    'assessment.reason-needed',
    '撤销他人的研判，请说明理由。',
    'To take back what somebody else decided, say why.',
    [{ path: 'body.reason', message: 'required' }],
  );
