// Browser sessions: kept in PostgreSQL, named by an http-only cookie, readable by HTTP and by sockets alike.
import PgStore from 'connect-pg-simple';
import type { RequestHandler } from 'express';
import session from 'express-session';
import { Pool } from 'pg';
import type { Config } from './config';
import { deriveKey } from './keys';

const TWELVE_HOURS_MS = 12 * 3600_000;

export type Sessions = { middleware: RequestHandler; close: () => Promise<void> };

export function openSessions(config: Config, databaseUrl: string): Sessions {
  const pool = new Pool({ connectionString: databaseUrl, max: 4 });
  pool.on('error', () => {}); // a lost connection is opened again at the next request
  const Store = PgStore(session);
  const middleware = session({
    name: 'wenying.sid',
    secret: deriveKey(config.secretKey, 'session').toString('hex'),
    store: new Store({ pool, tableName: 'session', pruneSessionInterval: 900, errorLog: () => {} }),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: {
      httpOnly: true,
      sameSite: 'lax',
      secure: config.publicUrl.startsWith('https:') ? 'auto' : false,
      maxAge: TWELVE_HOURS_MS,
    },
  });
  return { middleware, close: () => pool.end() };
}
