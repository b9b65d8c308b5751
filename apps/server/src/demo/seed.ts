// Puts the invented county into an empty database, by playing it against a server of its own on a free port.
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { CommandFault } from '../commands/lines';
import type { Config } from '../platform/config';
import { migrate, openForCommand } from '../platform/database';
import { serve } from '../serve';
import { administrator, county, demoPassword, people } from './county';
import { Play } from './play';

export type Seeded = {
  county: string;
  password: string;
  people: { signIn: string; name: string; role: string }[];
};

export const cast = [
  { signIn: administrator.signInName, name: administrator.name, role: 'administrator' },
  ...people.map((p) => ({ signIn: p.signInName, name: p.name, role: p.role as string })),
];

/** Refuses a database that somebody already works in. */
export async function seed(config: Config): Promise<Seeded> {
  const database = await openForCommand(config);
  try {
    await migrate(database.url);
    await refuseInUse(database.url);
    const serving = await serve({ ...config, port: 0 }, database.url);
    try {
      await new Play(serving.url, config, new Date()).all(null);
    } finally {
      await serving.close();
    }
  } finally {
    await database.close();
  }
  return { county, password: demoPassword, people: cast };
}

async function refuseInUse(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('select exists (select 1 from officer_card) as used');
  await client.end();
  if (rows[0].used)
    throw new CommandFault(
      '数据库已在使用中，演示数据只放进空库 / the database is in use: the demo county goes into an empty one only',
    );
}

/** A throw-away key: the demo's record is nobody's evidence. */
export const demoSecret = () => randomBytes(32).toString('base64url');
