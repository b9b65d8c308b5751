// Reads the environment once, at start, and tells every fault together in one message.

import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { logLevels } from './log';

export type Role = 'all' | 'web' | 'worker';
export type Config = {
  port: number;
  /** Null means: the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  role: Role;
  publicUrl: string;
  logLevel: string;
  secretKey: string;
  /** Where the key is kept when the environment gives none; null when it does. */
  secretKeyFile: string | null;
  production: boolean;
  /** Hosts and networks on the intranet that feeds may be fetched from. */
  fetchAllow: string[];
  /** After so many days a sealed original is erased; null keeps it. */
  originalDays: number | null;
  /** After so many days the masked text of a message is erased, unless an open incident needs it; null keeps it. */
  textDays: number | null;
};

export class ConfigFault extends Error {
  override name = 'ConfigFault';
}

const days = (what: string) =>
  z.coerce
    .number('must be a number of days')
    .int('must be whole days')
    .min(1, `must be at least 1 day; leave it out to keep ${what}`)
    .max(36_500, 'must be at most 36500 days')
    .optional();
const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  DATA_DIR: z.string().default('./.data'),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  SECRET_KEY: z.string().min(32, 'must be at least 32 characters').optional(),
  NODE_ENV: z.string().optional(),
  FETCH_ALLOW: z.string().default(''),
  ORIGINAL_DAYS: days('originals'),
  TEXT_DAYS: days('texts'),
});

/** Empty values count as unset, as people expect of `.env` files and compose. */
const present = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));

/**
 * The configuration, or one `ConfigFault` that lists every wrong or missing name.
 * Side effect: makes DATA_DIR, and SECRET_KEY in it (mode 0600) where none is given and none is required.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environment.safeParse(present(env));
  const faults = parsed.success ? [] : parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
  const production = env.NODE_ENV === 'production';
  if (production && !env.SECRET_KEY) faults.push('SECRET_KEY: required when NODE_ENV=production');
  const dataDir = path.resolve(env.DATA_DIR || './.data');
  const unwritable = makeDataDir(dataDir);
  if (unwritable) faults.push(unwritable);
  if (!parsed.success || faults.length) {
    throw new ConfigFault(
      `配置有误 / the configuration has faults:\n${faults.map((f) => `  - ${f}`).join('\n')}`,
    );
  }
  const e = parsed.data;
  return {
    port: e.PORT,
    databaseUrl: e.DATABASE_URL ?? null,
    dataDir,
    role: e.ROLE,
    publicUrl: (e.PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(/\/+$/, ''),
    logLevel: e.LOG_LEVEL,
    secretKey: e.SECRET_KEY ?? ownSecretKey(dataDir),
    secretKeyFile: e.SECRET_KEY === undefined ? path.join(dataDir, 'secret-key') : null,
    production,
    fetchAllow: e.FETCH_ALLOW.split(/[\s,]+/).filter(Boolean),
    originalDays: e.ORIGINAL_DAYS ?? null,
    textDays: e.TEXT_DAYS ?? null,
  };
}

function makeDataDir(dataDir: string): string | null {
  try {
    // Parents stay open to other users: PostgreSQL runs as one of them when we are root.
    mkdirSync(dataDir, { recursive: true, mode: 0o755 });
    const probe = path.join(dataDir, '.write-probe');
    writeFileSync(probe, '');
    rmSync(probe);
    return null;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'error';
    return `DATA_DIR: cannot write to ${dataDir} (${code}); choose a folder this user may write to, or change its permissions`;
  }
}

function ownSecretKey(dataDir: string): string {
  const file = path.join(dataDir, 'secret-key');
  try {
    // 'wx' so that two processes starting together agree on the first one's key.
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
  }
  return readFileSync(file, 'utf8').trim();
}
