// What a backup says of itself: the edition it was made by, its moment, and each of its parts with rows, bytes and digest.
import { z } from 'zod';
import { KEPT } from './data-files';

/** Goes up when an older program could no longer read the file rightly. */
export const FORMAT = 1;
export const MANIFEST = 'manifest.json';
/** In the form that `sha256sum -c` reads; holds every other part, the manifest among them. */
export const SUMS = 'SHA256SUMS';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
/** A place within DATA_DIR that leads nowhere else. */
const inside = z.string().regex(new RegExp(`^(?:${KEPT.join('|')})(?:/[\\w-][\\w.-]*)+$`));
const name = z.string().regex(/^(?:public|graphile_worker)\../);
const part = z.object({ part: z.string(), bytes: z.number().int().nonnegative(), sha256: digest });

export const manifestShape = z.object({
  product: z.literal('wenying'),
  format: z.literal(FORMAT),
  backupId: z.uuid(),
  /** When the moment was that all rows are of. */
  at: z.iso.datetime(),
  /** Migrations that had been applied, in that order. */
  migrations: z.array(z.string()).min(1),
  /** How far the tables of the job queue had been brought; they belong to its library. */
  queue: z.number().int(),
  /** Entries of the ledger. */
  entries: z.number().int().positive(),
  /** Names the SECRET_KEY that the keys of the database lie under, without telling it; empty where there are none. */
  keys: z.array(z.string()),
  tables: z.array(
    part.extend({ table: name, columns: z.array(z.string()).min(1), rows: z.number().int().nonnegative() }),
  ),
  sequences: z.array(z.object({ sequence: name, last: z.string().regex(/^-?\d+$/) })),
  files: z.array(part.extend({ path: inside })),
});
export type Manifest = z.infer<typeof manifestShape>;

/** How much an archive holds, and as of when. */
export type Held = Pick<Manifest, 'backupId' | 'at' | 'entries'> & {
  tables: number;
  rows: number;
  files: number;
};

/** Only what must be read of any edition, to say whether this one can read the rest. */
export const headShape = z.object({ product: z.literal('wenying'), format: z.number().int().positive() });

/** For whoever opens the file with nothing of ours at hand. */
export const README = `闻应 Wenying：数据备份 / backup

tables/      每张表一个 CSV（UTF-8，首行为列名；空格子 = NULL，"" = 空文字；\\x… = 字节的十六进制）
             one CSV a table (UTF-8, names of columns first; an empty cell is NULL, "" the empty text, \\x… bytes)
data/        DATA_DIR 中的文件 / files of DATA_DIR
${MANIFEST}  时刻、版本、行数、校验值 / moment, edition, rows, digests
${SUMS}   校验 / check with: sha256sum -c ${SUMS}

恢复 / to restore: wenying restore FILE
SECRET_KEY 不在其中，须另行保管；没有它，封存的原文打不开。
SECRET_KEY is not in here and must be kept apart: without it sealed originals cannot be opened.
`;
