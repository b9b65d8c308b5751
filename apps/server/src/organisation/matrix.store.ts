// The table of the responsibility matrix: lines in force, each with the names it mentions.
import type { MatrixLineInput, MatrixLineShown } from '#contract';
import type { Tx } from '../platform/commit';

type Reader = Pick<Tx, 'query'>;
export type LineKept = MatrixLineInput & { id: string; jurisdictionId: string };

const shown = `
  select l.id, l.jurisdiction_id as "jurisdictionId", l.matter, l.level,
         jsonb_build_object('id', d.id, 'name', d.name, 'active', d.active) as lead,
         coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'active', s.active) order by array_position(l.support_ids, s.id))
                     from department s where s.id = any(l.support_ids)), '[]') as support,
         case when p.id is not null then jsonb_build_object('id', p.id, 'name', p.name, 'active', p.active) end as spokesperson,
         case when v.id is not null then jsonb_build_object('id', v.id, 'name', v.name, 'active', v.active) end as supervisor,
         l.basis, l.added_by as "addedBy", l.added_at as "addedAt"
    from responsibility_line l join department d on d.id = l.lead_id
    left join officer p on p.id = l.spokesperson_id left join officer v on v.id = l.supervisor_id
   where l.ended_at is null`;
type Row = Omit<MatrixLineShown, 'addedAt'> & { addedAt: Date };
const viewOf = (row: Row): MatrixLineShown => ({ ...row, addedAt: row.addedAt.toISOString() });

export async function linesIn(db: Reader, jurisdictionIds: readonly string[]): Promise<MatrixLineShown[]> {
  const rows: Row[] = await db.query(
    `${shown} and l.jurisdiction_id = any($1)
      order by l.jurisdiction_id, l.matter nulls last,
               array_position(array['特别重大', '重大', '较大', '一般'], l.level) nulls last`,
    [jurisdictionIds],
  );
  return rows.map(viewOf);
}

export async function oneLine(db: Reader, id: string): Promise<MatrixLineShown | null> {
  const [row]: Row[] = await db.query(`${shown} and l.id = $1`, [id]);
  return row ? viewOf(row) : null;
}

const kept = `
  select id, jurisdiction_id as "jurisdictionId", matter, level, lead_id as "leadId", support_ids as "supportIds",
         spokesperson_id as "spokespersonId", supervisor_id as "supervisorId", basis
    from responsibility_line where ended_at is null`;

export async function lineForChange(tx: Tx, id: string): Promise<LineKept | null> {
  const [row] = await tx.query(`${kept} and id = $1 for update`, [id]);
  return row ?? null;
}

/** The lines that name a department, as lead or in support. */
export const linesNaming = (tx: Tx, departmentId: string): Promise<LineKept[]> =>
  tx.query(`${kept} and (lead_id = $1 or $1 = any(support_ids)) order by id for update`, [departmentId]);

export async function endLine(tx: Tx, id: string, by: string, at: Date): Promise<void> {
  await tx.query('update responsibility_line set ended_at = $2, ended_by = $3 where id = $1', [id, at, by]);
}

export async function insertLine(
  tx: Tx,
  line: Omit<LineKept, 'id'>,
  replaces: string | null,
  by: string,
  at: Date,
): Promise<string> {
  const [row] = await tx.query(
    `insert into responsibility_line (jurisdiction_id, matter, level, lead_id, support_ids, spokesperson_id, supervisor_id,
                                      basis, replaces, added_by, added_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
    [
      line.jurisdictionId,
      line.matter,
      line.level,
      line.leadId,
      line.supportIds,
      line.spokespersonId,
      line.supervisorId,
      line.basis,
      replaces,
      by,
      at,
    ],
  );
  return row.id;
}
