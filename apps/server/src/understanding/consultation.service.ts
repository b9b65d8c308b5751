// Consultations on an incident: drafted, edited, closed by the keeper, added to, their tasks done; each with its fact.
import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Answer, Consultation, ConsultationContent, Incident } from '#contract';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { notFound } from '../platform/problem';
import * as acts from './consultation.acts';
import type { ConsultationRow } from './consultation.row';
import { ConsultationStore } from './consultation.store';
import { toldOf } from './consultation-task.service';
import { TaskStore } from './consultation-task.store';
import { noSuchDepartment } from './incident.acts';
import { IncidentListService } from './incident-list.service';

type Content = Pick<ConsultationRow, 'heldAt' | 'place' | 'attendance' | 'views' | 'decision'>;
const of = (id: string) => ({ type: 'consultation', id });

@Injectable()
export class ConsultationService {
  constructor(
    private readonly door: Commit,
    private readonly store: ConsultationStore,
    private readonly tasks: TaskStore,
    private readonly incidents: IncidentListService,
  ) {}

  async list(who: Principal, incidentId: string): Promise<Answer<'consultations.list'>> {
    const incident = await this.incidents.read(who, incidentId);
    const rows = await this.store.ofIncident(incidentId);
    return { items: await Promise.all(rows.map((row) => this.view(row, incident))) };
  }

  async read(who: Principal, id: string): Promise<Consultation> {
    const row = await this.store.read(id);
    inView(who, row?.jurisdictionId);
    if (!row) throw notFound();
    return this.view(row, await this.incidents.read(who, row.incidentId));
  }

  async draft(who: Principal, incidentId: string, body: ConsultationContent): Promise<Consultation> {
    const incident = await this.incidents.read(who, incidentId);
    const id = randomUUID();
    const { jurisdictionId } = incident;
    await this.door.commit(async (tx, at) => {
      const content = await this.contentOf(tx, jurisdictionId, body);
      await this.store.add(tx, {
        id,
        jurisdictionId,
        incidentId,
        state: 'draft',
        edition: 1,
        ...content,
        keeperId: who.id,
        keeperName: who.name,
        createdAt: at,
        closedAt: null,
        digest: null,
      });
      await this.store.setTasks(tx, id, body.tasks);
      const told = { consultationId: id, incidentId, heldAt: content.heldAt.toISOString() };
      return {
        value: undefined,
        facts: [fact('consultation.drafted', actorOf(who), of(id), jurisdictionId, told)],
      };
    });
    return this.read(who, id);
  }

  async save(
    who: Principal,
    id: string,
    { edition, ...body }: ConsultationContent & { edition: number },
  ): Promise<Consultation> {
    return this.change(who, id, async (tx, row) => {
      acts.isDraft(row);
      acts.isSameEdition(row, edition);
      const content = await this.contentOf(tx, row.jurisdictionId, body);
      await this.store.save(tx, id, { ...content, edition: edition + 1 });
      await this.store.setTasks(tx, id, body.tasks);
      const told = { consultationId: id, incidentId: row.incidentId, edition: edition + 1 };
      return fact('consultation.edited', actorOf(who), of(id), row.jurisdictionId, told);
    });
  }

  /** From here on nothing of it changes, in the database either. */
  async close(who: Principal, id: string, edition: number): Promise<Consultation> {
    return this.change(who, id, async (tx, row, at) => {
      acts.isDraft(row);
      if (row.keeperId !== who.id) throw acts.notKeeper();
      acts.isSameEdition(row, edition);
      acts.mayClose(row, at);
      const tasks = (await this.store.tasks(id, tx)).map(({ departmentId, what, dueAt }) => ({
        departmentId,
        what,
        dueAt: dueAt.toISOString(),
      }));
      const heldAt = row.heldAt.toISOString();
      const attendance = row.attendance.map(({ department, ...one }) => ({
        ...one,
        departmentId: department?.id ?? null,
      }));
      const digest = acts.digestOf({ ...row, heldAt, attendance, tasks });
      await this.store.save(tx, id, { state: 'closed', closedAt: at, digest });
      const closed = fact('consultation.closed', actorOf(who), of(id), row.jurisdictionId, {
        consultationId: id,
        incidentId: row.incidentId,
        edition,
        heldAt,
        departmentIds: [...new Set(attendance.flatMap(({ departmentId }) => departmentId ?? []))],
        tasks: tasks.map(({ departmentId, dueAt }) => ({ departmentId, dueAt })),
        digest,
      });
      const tasked = (await this.tasks.ofConsultation(tx, id)).map((task) =>
        fact('consultation.tasked', actorOf(who), of(id), row.jurisdictionId, toldOf(task)),
      );
      return [closed, ...tasked];
    });
  }

  async add(who: Principal, id: string, words: string): Promise<Consultation> {
    return this.change(who, id, async (tx, row, at) => {
      if (row.state !== 'closed') throw acts.notClosed();
      await this.store.addWords(tx, id, at, who.name, words);
      const digest = createHash('sha256').update(words).digest('hex');
      const told = { consultationId: id, incidentId: row.incidentId, digest };
      return fact('consultation.added', actorOf(who), of(id), row.jurisdictionId, told);
    });
  }

  async taskDone(who: Principal, id: string, taskId: string): Promise<Consultation> {
    return this.change(who, id, async (tx, row, at) => {
      if (row.state !== 'closed') throw acts.notClosed();
      const task = (await this.store.tasks(id, tx)).find((one) => one.id === taskId);
      if (!task) throw notFound();
      if (task.departmentId !== who.departmentId && !who.rights.has('consultation.keep'))
        throw acts.notYourTask();
      if (task.doneAt) throw acts.taskDone();
      await this.store.done(tx, taskId, at, who.name);
      const { departmentId, dueAt } = task;
      const told = { consultationId: id, incidentId: row.incidentId, departmentId, late: at > dueAt };
      return fact('consultation.task-done', actorOf(who), of(id), row.jurisdictionId, told);
    });
  }

  private async change(
    who: Principal,
    id: string,
    work: (tx: Tx, row: ConsultationRow, at: Date) => Promise<NewFact | NewFact[]>,
  ): Promise<Consultation> {
    await this.door.commit(async (tx, at) => {
      const row = await this.store.take(tx, id);
      inView(who, row?.jurisdictionId);
      if (!row) throw notFound();
      return { value: undefined, facts: [await work(tx, row, at)].flat() };
    });
    return this.read(who, id);
  }

  /** Departments by the name they have now: the record keeps it. @throws Refusal 422 for one of elsewhere */
  private async contentOf(tx: Tx, jurisdictionId: string, body: ConsultationContent): Promise<Content> {
    const ids = [...body.attendance, ...body.tasks].flatMap(({ departmentId }) => departmentId ?? []);
    const known = new Map(
      (await this.store.departments(tx, jurisdictionId, ids)).map((one) => [one.id, one]),
    );
    if (ids.some((id) => !known.has(id))) throw noSuchDepartment('body.attendance');
    return {
      heldAt: new Date(body.heldAt),
      place: body.place || null,
      attendance: body.attendance.map(({ departmentId, name, post }) => ({
        department: departmentId ? known.get(departmentId)! : null,
        name,
        post,
      })),
      views: body.views,
      decision: body.decision,
    };
  }

  private async view(row: ConsultationRow, { id, title }: Incident): Promise<Consultation> {
    const [tasks, additions] = await Promise.all([this.store.tasks(row.id), this.store.additions(row.id)]);
    return {
      id: row.id,
      incident: { id, title },
      state: row.state,
      edition: row.edition,
      heldAt: row.heldAt.toISOString(),
      place: row.place,
      attendance: row.attendance,
      views: row.views,
      decision: row.decision,
      tasks: tasks.map(({ departmentId, departmentName, dueAt, doneAt, ...task }) => ({
        ...task,
        department: { id: departmentId, name: departmentName },
        dueAt: dueAt.toISOString(),
        doneAt: doneAt?.toISOString() ?? null,
      })),
      keeper: { id: row.keeperId, name: row.keeperName },
      createdAt: row.createdAt.toISOString(),
      closedAt: row.closedAt?.toISOString() ?? null,
      digest: row.digest,
      additions: additions.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
    };
  }
}
