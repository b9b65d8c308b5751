// A city with its departments and an administrator, set up through the first run as people do it.
import { setupCode } from '../../apps/server/src/organisation/setup-code';
import type { Client } from './client';
import { password, startServer, type TestServer } from './server';

export async function startCity(): Promise<{ server: TestServer; admin: Client; city: string }> {
  const server = await startServer({ bare: true });
  const first = server.anonymous();
  const { departments } = await first.call('setup.offer', { query: { name: '云溪市', level: 'city' } });
  await first.call('setup.complete', {
    body: {
      code: setupCode(server.config),
      jurisdiction: { name: '云溪市', level: 'city' },
      administrator: { name: '管理员', signInName: 'administrator', password },
      departments,
    },
  });
  const admin = await server.as('administrator');
  return { server, admin, city: (await admin.call('jurisdictions.list')).items[0]!.id };
}
