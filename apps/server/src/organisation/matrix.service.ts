// The responsibility matrix: lines added, changed by a successor, ended; what a line names must be there and in post.
import { Injectable } from '@nestjs/common';
import type { Input, MatrixLineInput, MatrixLineShown } from '#contract';
import { actorOf, inView, type Principal } from '../platform/access';
import { Commit, fact, type NewFact, type Tx } from '../platform/commit';
import { invalid, notFound } from '../platform/problem';
import { Database } from '../platform/reading';
import { tellingTaken } from '../platform/taken';
import { departmentPlace } from './departments.store';
import { endLine, insertLine, type LineKept, lineForChange, linesIn, oneLine } from './matrix.store';
import { activeOfficer } from './officers.store';
import { taken } from './taken';

@Injectable()
export class MatrixService {
  constructor(
    private readonly db: Database,
    private readonly commit: Commit,
  ) {}

  list(who: Principal): Promise<MatrixLineShown[]> {
    return linesIn(this.db, who.jurisdictionIds);
  }

  async add(
    who: Principal,
    { jurisdictionId = who.jurisdictionId, ...line }: Input<'matrix.add'>['body'],
  ): Promise<MatrixLineShown> {
    inView(who, jurisdictionId);
    return this.write(async (tx, at) => {
      await mustStand(tx, jurisdictionId, line);
      return saveLine(tx, who, { ...line, jurisdictionId }, null, at);
    });
  }

  async change(who: Principal, id: string, line: MatrixLineInput): Promise<MatrixLineShown> {
    return this.write(async (tx, at) => {
      const before = await this.held(tx, who, id);
      await mustStand(tx, before.jurisdictionId, line);
      const next = { ...tidy(line), jurisdictionId: before.jurisdictionId };
      const { id: _, ...was } = before;
      if (JSON.stringify(sorted(next)) === JSON.stringify(sorted(was))) return { id, facts: [] };
      return saveLine(tx, who, next, id, at);
    });
  }

  async end(who: Principal, id: string): Promise<void> {
    await this.commit.commit(async (tx, at) => {
      const { matter, level, jurisdictionId } = await this.held(tx, who, id);
      await endLine(tx, id, who.name, at);
      const body = { lineId: id, matter, level };
      const subject = { type: 'matrix', id };
      return {
        value: undefined,
        facts: [fact('matrix.line-ended', actorOf(who), subject, jurisdictionId, body)],
      };
    });
  }

  private async held(tx: Tx, who: Principal, id: string): Promise<LineKept> {
    const line = await lineForChange(tx, id);
    if (!line) throw notFound();
    inView(who, line.jurisdictionId);
    return line;
  }

  private async write(
    work: (tx: Tx, at: Date) => Promise<{ id: string; facts: NewFact[] }>,
  ): Promise<MatrixLineShown> {
    const id = await tellingTaken(
      taken,
      this.commit.commit(async (tx, at) => {
        const { id, facts } = await work(tx, at);
        return { value: id, facts };
      }),
    );
    const line = await oneLine(this.db, id);
    if (!line) throw notFound();
    return line;
  }
}

const sorted = (line: object) =>
  Object.fromEntries(Object.entries(line).sort(([a], [b]) => a.localeCompare(b)));
const tidy = (line: MatrixLineInput): MatrixLineInput => ({
  ...line,
  supportIds: [...new Set(line.supportIds)].filter((id) => id !== line.leadId),
});

/** Writes a line, ending the one it replaces, with the fact. */
export async function saveLine(
  tx: Tx,
  who: Principal,
  line: Omit<LineKept, 'id'>,
  replaces: string | null,
  at: Date,
): Promise<{ id: string; facts: NewFact[] }> {
  if (replaces !== null) await endLine(tx, replaces, who.name, at);
  const next = { ...tidy(line), jurisdictionId: line.jurisdictionId };
  const id = await insertLine(tx, next, replaces, who.name, at);
  const { jurisdictionId, ...body } = next;
  const said = fact('matrix.line-saved', actorOf(who), { type: 'matrix', id }, jurisdictionId, {
    ...body,
    lineId: id,
    replaces,
  });
  return { id, facts: [said] };
}

async function mustStand(tx: Tx, jurisdictionId: string, line: MatrixLineInput): Promise<void> {
  for (const [path, id] of [
    ['body.leadId', line.leadId],
    ...line.supportIds.map((one): [string, string] => ['body.supportIds', one]),
  ] as [string, string][])
    if ((await departmentPlace(tx, id, true)) !== jurisdictionId) throw noDepartment(path);
  for (const [path, id] of [
    ['body.spokespersonId', line.spokespersonId],
    ['body.supervisorId', line.supervisorId],
  ] as [string, string | null][])
    if (id && (await activeOfficer(tx, id))?.jurisdictionId !== jurisdictionId) throw noOfficer(path);
}

const noDepartment = (path: string) =>
  invalid(
    'matrix.department',
    '牵头和配合单位须是该辖区在用的部门。',
    'Lead and support must be active departments of that jurisdiction.',
    [{ path, message: 'unknown department' }],
  );
const noOfficer = (path: string) =>
  invalid(
    'matrix.officer',
    '发言人、分管领导须是该辖区在岗的人员。',
    'The spokesperson and the supervising leader must be officers in post in that jurisdiction.',
    [{ path, message: 'unknown officer' }],
  );
