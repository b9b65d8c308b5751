// What the database says of itself: its tables, what refers to what, its sequences. No list of ours can fall behind it.

/** Asks the database; rows come back. */
// biome-ignore lint/suspicious/noExplicitAny: as the driver types rows
export type Ask = (sql: string, values?: unknown[]) => Promise<any[]>;
export type Table = { table: string; columns: string[] };

/** Ours, and the job queue's. */
export const SCHEMAS = ['public', 'graphile_worker'];

/** Every table with the columns that are kept (one that is generated makes itself again), by name. */
export function tablesOf(ask: Ask): Promise<Table[]> {
  return ask(
    `select n.nspname || '.' || c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition
      group by 1 order by 1`,
    [SCHEMAS],
  );
}

export function sequencesOf(ask: Ask): Promise<{ sequence: string; last: string }[]> {
  return ask(
    `select schemaname || '.' || sequencename as sequence, last_value::text as last
       from pg_sequences where schemaname = any($1) and last_value is not null order by 1`,
    [SCHEMAS],
  );
}

export type Reference = { table: string; name: string; definition: string };

/** What refers to another table, so that it can be laid down and be put back word for word. */
export function referencesOf(ask: Ask): Promise<Reference[]> {
  return ask(
    `select n.nspname || '.' || c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'f' and k.conparentid = 0 and n.nspname = any($1) order by 1, 2`,
    [SCHEMAS],
  );
}

/** A name as SQL has it. */
export const asName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
/** `schema.name` as SQL has it; a dot after the first is the name's own. */
export const quoted = (name: string): string => {
  const dot = name.indexOf('.');
  return `${asName(name.slice(0, dot))}.${asName(name.slice(dot + 1))}`;
};
/** `"schema"."table" ("column", …)` */
export const columnsOf = ({ table, columns }: Table): string =>
  `${quoted(table)} (${columns.map(asName).join(', ')})`;
