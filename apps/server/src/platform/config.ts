// Reads the environment once, at start, and tells every fault together in one message.

import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { isAllowable } from '#intake';
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

/** Figures and nothing else: `1e3`, `0x50` and blanks are slips of the hand. */
const wholeNumber = (fault: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, fault)
    .transform(Number);
const days = (what: string) =>
  wholeNumber('must be a whole number of days, such as 90')
    .pipe(
      z
        .number()
        .min(1, `must be at least 1 day; leave it out to keep ${what}`)
        .max(36_500, 'must be at most 36500 days'),
    )
    .optional();
const environment = z.object({
  PORT: wholeNumber('must be a number from 0 to 65535')
    .pipe(z.number().max(65_535, 'must be a number from 0 to 65535'))
    .default(3000),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .refine(URL.canParse, 'must be a whole address, such as postgres://user:password@host:5432/wenying')
    .optional(),
  DATA_DIR: z.string().default('./.data'),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://' })
    .refine(isPlainAddress, 'must hold neither a name and password nor a query')
    .optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  SECRET_KEY: z
    .string()
    .refine((key) => key.trim().length >= 32, 'must be at least 32 characters')
    .optional(),
  NODE_ENV: z.string().optional(),
  FETCH_ALLOW: z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .refine(
      (list) => list.every(isAllowable),
      'must list host names, addresses or networks, such as news.county.example, 10.1.2.3, 10.0.0.0/8',
    )
    .default([]),
  ORIGINAL_DAYS: days('originals'),
  TEXT_DAYS: days('texts'),
});

const names = Object.keys(environment.shape);

/**
 * The values that are given: an empty one counts as unset, as people expect of `.env` files and compose. Blanks around
 * one are a slip of the hand; only in a key they might belong to it.
 */
function present(env: NodeJS.ProcessEnv): Record<string, string> {
  const given: Record<string, string> = {};
  for (const name of names) {
    const value = env[name];
    if (value) given[name] = name === 'SECRET_KEY' ? value : value.trim();
  }
  return given;
}

function isPlainAddress(address: string): boolean {
  if (!URL.canParse(address)) return true; // told already
  const { username, password, search, hash } = new URL(address);
  return !(username || password || search || hash);
}

/**
 * The configuration, or one `ConfigFault` that lists every wrong or missing name.
 * Side effect: makes DATA_DIR, and SECRET_KEY in it (mode 0600) where none is given and none is required.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = present(env);
  const blank = Object.keys(given).filter((name) => given[name]!.trim() === '');
  const parsed = environment.safeParse(given);
  const faults = blank.map((name) => `${name}: is blank: give it a value, or leave it out`);
  for (const {
    path: [name],
    message,
  } of parsed.error?.issues ?? [])
    if (!blank.includes(String(name))) faults.push(`${String(name)}: ${message}`);
  const production = given.NODE_ENV === 'production';
  if (production && !given.SECRET_KEY) faults.push('SECRET_KEY: required when NODE_ENV=production');
  const dataDir = path.resolve(given.DATA_DIR || './.data');
  const unwritable = blank.includes('DATA_DIR') ? null : makeDataDir(dataDir);
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
    fetchAllow: e.FETCH_ALLOW,
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
