// For the tests of the registry: a list of matters looked at or brought in, and what is kept of matters at all.

import type { MatterPreview, MatterReport } from '#contract';
import { RULES_LOCK } from '../../apps/server/src/duty/rules.store';
import type { TestServer } from '../support/server';

type Desk = Awaited<ReturnType<TestServer['as']>>;

export function matterLists(server: TestServer, desk: Desk) {
  const put = async <T>(path: string, body: string): Promise<T> => {
    const headers = { 'content-type': 'application/octet-stream' };
    const res = await desk.fetch(path, { method: 'POST', headers, body });
    if (res.status !== 200) throw new Error(await res.text());
    return res.json() as Promise<T>;
  };
  return {
    look: (body: string) => put<MatterPreview>('/api/matters/import/preview', body),
    send: (body: string) => put<MatterReport>('/api/matters/import', body),
    /** Of facts those that a registration writes: the sweeps of earlier tests' clocks go on beside. */
    kept: async (): Promise<unknown> => {
      const { rows } = await server.db.query(
        `select (select count(*) from matter)::int as matters, (select count(*) from clock)::int as clocks,
                (select count(*) from fact where kind like 'matter%' or kind = 'duty.opened')::int as facts`,
      );
      return rows[0];
    },
  };
}

/** Does some work while the rules are held as a change of them holds them: a long list that is looked at waits for none. */
export async function whileRulesChange<T>(server: TestServer, work: () => Promise<T>): Promise<T> {
  const changing = await server.db.connect();
  await changing.query('select pg_advisory_lock($1)', [RULES_LOCK]);
  try {
    return await work();
  } finally {
    await changing.query('select pg_advisory_unlock($1)', [RULES_LOCK]);
    changing.release();
  }
}
