// Which SECRET_KEY opens this database: the one given, or the next one where a change of it broke off half-way.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Config } from './config';
import { connect } from './database';
import { strangeKey } from './keyring';
import { wrappingOf } from './wrap';

const nextFile = (file: string) => `${file}.next`;

/**
 * The configuration with the SECRET_KEY that the database's keys lie under. A change that broke off after the database
 * had changed is brought to its end: the next key takes the place of the old one.
 * @param candidates further keys to try, such as the one a person asks to change to
 * @throws KeyFault when none of them opens it
 */
export async function settleSecretKey(
  config: Config,
  url: string,
  candidates: readonly string[] = [],
): Promise<Config> {
  const ids = await wrappedBy(url);
  const opens = (secretKey: string) => ids.every((id) => id === wrappingOf(secretKey).id);
  if (opens(config.secretKey)) return config;
  const { secretKeyFile: file } = config;
  if (file && existsSync(nextFile(file))) {
    const next = readFileSync(nextFile(file), 'utf8').trim();
    if (opens(next)) {
      installNextKey(file);
      return { ...config, secretKey: next };
    }
  }
  const secretKey = candidates.find(opens);
  if (secretKey === undefined) throw strangeKey();
  return { ...config, secretKey };
}

/** Keeps the key to come beside the present one, on the disk for certain, before anything depends on it. */
export function keepNextKey(file: string, secretKey: string): void {
  const descriptor = openSync(nextFile(file), 'w', 0o600);
  try {
    writeSync(descriptor, `${secretKey}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  syncDirectory(path.dirname(file));
}

/** The key to come takes the place of the present one. */
export function installNextKey(file: string): void {
  renameSync(nextFile(file), file);
  syncDirectory(path.dirname(file));
}

/** What was renamed or made in a folder is on the disk for certain. */
export function syncDirectory(dir: string): void {
  const descriptor = openSync(dir, 'r');
  try {
    fsyncSync(descriptor);
  } catch {
    // Some file systems cannot do this for a folder; the rename itself holds either way.
  } finally {
    closeSync(descriptor);
  }
}

async function wrappedBy(url: string): Promise<string[]> {
  const db = await connect(url);
  try {
    const rows: { wrapped_by: string }[] = await db.query(
      'select distinct wrapped_by from wrapped_key where wrapped_by is not null',
    );
    return rows.map((row) => row.wrapped_by);
  } finally {
    await db.destroy();
  }
}
