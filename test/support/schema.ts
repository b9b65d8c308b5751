// The whole schema as text that a person can review: tables, columns, keys, indexes, views, triggers.
import type { Pool } from 'pg';

const columns = `
  select c.relname as name, c.relkind as kind,
         string_agg(format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
           coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')), E'\\n' order by a.attnum) as columns,
         case when c.relkind = 'v' then pg_get_viewdef(c.oid, true) end as definition
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
   where n.nspname = 'public' and c.relkind in ('r', 'v', 'p') group by c.oid, c.relname, c.relkind order by c.relname`;
const constraints = `
  select conrelid::regclass::text as name, format('  %s', pg_get_constraintdef(oid)) as line from pg_constraint
   where connamespace = 'public'::regnamespace and contype <> 'n' order by 1, 2`;
const indexes = `select tablename as name, '  ' || indexdef as line from pg_indexes where schemaname = 'public' order by 1, 2`;
const triggers = `select tgrelid::regclass::text as name, '  ' || pg_get_triggerdef(oid) as line from pg_trigger where not tgisinternal order by 1, 2`;

export async function describeSchema(db: Pool): Promise<string> {
  const relations = (await db.query(columns)).rows as {
    name: string;
    kind: string;
    columns: string;
    definition: string | null;
  }[];
  const lines = new Map<string, string[]>();
  for (const sql of [constraints, indexes, triggers]) {
    for (const { name, line } of (await db.query(sql)).rows as { name: string; line: string }[]) {
      lines.set(name, [...(lines.get(name) ?? []), line]);
    }
  }
  return `${relations
    .map(({ name, kind, columns: own, definition }) =>
      [`${kind === 'v' ? 'view' : 'table'} ${name}`, definition ?? own, ...(lines.get(name) ?? [])].join(
        '\n',
      ),
    )
    .join('\n\n')}\n`;
}
