// What the terminal says once the server is ready: where to go, and on an empty database how to sign in for the first time.
import { Client } from 'pg';
import { setupCode } from './organisation/setup-code';
import type { Config } from './platform/config';

export async function welcome(config: Config, databaseUrl: string, url: string): Promise<string> {
  const address = process.env.PUBLIC_URL ? config.publicUrl : url.replace('127.0.0.1', 'localhost');
  const lines = ['', `  闻应 Wenying 已就绪 / is ready:  ${address}`];
  if (await isEmpty(databaseUrl)) {
    lines.push(
      '',
      '  首次使用 / first run:',
      `    1. 打开 open  ${address}/setup`,
      `    2. 输入一次性设置码 enter the one-time code  ${setupCode(config)}`,
      '    3. 建立管理员、辖区和部门，然后登录 / make the administrator, the jurisdiction and its departments, then sign in',
    );
  } else {
    lines.push(`  登录 / sign in:  ${address}/sign-in`);
  }
  lines.push(
    `  数据在 / data in:  ${config.databaseUrl ? 'DATABASE_URL' : config.dataDir}`,
    '  停止 / stop:  Ctrl-C',
    '',
    '',
  );
  return lines.join('\n');
}

async function isEmpty(databaseUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const found = await client.query('select exists (select 1 from officer_card) as set_up');
    return !found.rows[0].set_up;
  } finally {
    await client.end();
  }
}
