// Notice channels against real receivers: each in its own protocol, its faults in words, its secrets never shown again; my own settings.
import type { NoticeChannelInput } from '#contract';
import { readWebhookSecret, verifyWebhook } from '#intake';
import type { Client } from '../support/client';
import { startServer, type TestServer } from '../support/server';
import { addChannel, far, inputs } from './notices.parts';
import { wordsOf } from './receivers';

jest.setTimeout(150_000);

let server: TestServer;
let admin: Client;
let staff: Client;
let officer: Client;

beforeAll(async () => {
  await far.open();
  server = await startServer();
  admin = await server.as('administrator');
  staff = await server.as('news-office');
  officer = await server.as('department-officer');
});
afterAll(async () => {
  await server.close();
  await far.close();
});

const add = (kind: string, url?: string, more: object = {}) => addChannel(admin, kind, url, more);
const remove = (id: string) => admin.call('noticeChannels.remove', { params: { id } });

describe('channels', () => {
  it.each([
    ['wecom', 'text'],
    ['dingtalk', 'text'],
    ['feishu', 'content'],
  ] as const)('%s: a trial is signed as its protocol wants, and answered', async (kind, field) => {
    const channel = await add(kind);
    const notice = await admin.call('noticeChannels.test', { params: { id: channel.id }, body: {} });
    expect(notice).toMatchObject({
      state: 'delivered',
      about: 'test',
      attempts: [{ status: 200, trouble: null }],
    });
    const body = JSON.parse(far.to(`/${kind}`).at(-1)!.body.toString());
    expect(JSON.stringify(body[field])).toContain('试发');
    await remove(channel.id);
  });

  it('mail: signed in, from and to, both languages; the server’s answer is kept', async () => {
    const channel = await add('email');
    expect(
      await admin.refused('noticeChannels.test', { params: { id: channel.id }, body: {} }),
    ).toMatchObject({
      status: 422,
      code: 'notice.no-address',
    });
    const notice = await admin.call('noticeChannels.test', {
      params: { id: channel.id },
      body: { to: 'wangmin@wanglan.example' },
    });
    expect(notice).toMatchObject({
      state: 'delivered',
      address: 'w***@wanglan.example',
      attempts: [{ status: 250, head: expect.stringContaining('queued as 4711'), trouble: null }],
    });
    const mail = far.mails.at(-1)!;
    expect(mail).toMatchObject({
      from: 'notice@wanglan.example',
      to: ['wangmin@wanglan.example'],
      user: 'notice',
    });
    expect(wordsOf(mail)).toMatch(/试发[\s\S]*trial/);
    await remove(channel.id);
  });

  it('an SMS gateway is told in its own form, with its password, and believed only where it says so', async () => {
    const channel = await add('sms');
    const test = () =>
      admin.call('noticeChannels.test', { params: { id: channel.id }, body: { to: '13800001234' } });
    expect(await test()).toMatchObject({ state: 'delivered', address: '138****34' });
    const [got] = far.to('/sms');
    expect(got!.headers['x-app']).toBe('wenying');
    expect(JSON.parse(got!.body.toString())).toMatchObject({ to: '13800001234', key: 'gateway-pass' });
    far.answers.set('/sms', { words: '{"code":"BALANCE"}' });
    expect(await test()).toMatchObject({
      state: 'failed',
      attempts: [
        {
          status: 200,
          head: expect.stringContaining('BALANCE'),
          trouble: { zh: expect.stringContaining('短信网关') },
        },
      ],
    });
    far.answers.delete('/sms');
    await remove(channel.id);
  });

  it('a webhook carries its signature, with a secret that is shown once', async () => {
    const channel = await add('webhook');
    expect(channel.secret).toMatch(/^whsec_/);
    await admin.call('noticeChannels.test', { params: { id: channel.id }, body: {} });
    const { headers, body } = far.to('/hook').at(-1)!;
    const said = {
      id: String(headers['webhook-id']),
      timestamp: String(headers['webhook-timestamp']),
      signature: String(headers['webhook-signature']),
    };
    expect(verifyWebhook([readWebhookSecret(channel.secret!)!], said, body, new Date())).toBeNull();
    far.answers.set('/hook', { words: '{"errcode":40001,"errmsg":"租户未启用"}' });
    expect(await admin.call('noticeChannels.test', { params: { id: channel.id }, body: {} })).toMatchObject({
      state: 'failed',
      attempts: [
        {
          status: 200,
          head: expect.stringContaining('租户未启用'),
          trouble: { zh: expect.stringContaining('没有接收') },
        },
      ],
    });
    far.answers.delete('/hook');
    await remove(channel.id);
  });

  it.each([
    ['dingtalk', { signSecret: 'wrong' }, undefined, '钉钉未通过安全设置'],
    ['feishu', { signSecret: 'wrong' }, undefined, '飞书验签不过'],
    ['wecom', {}, '/wecom?key=gone', '企业微信不认'],
    ['email', { password: 'wrong' }, undefined, '不认账号或口令'],
  ] as const)(
    '%s that answers with a fault in its own way is told in words',
    async (kind, more, url, says) => {
      const channel = await add(kind, url, more);
      const notice = await admin.call('noticeChannels.test', {
        params: { id: channel.id },
        body: kind === 'email' ? { to: 'a@b.example' } : {},
      });
      expect(notice.state).toBe('failed');
      expect(notice.attempts[0]!.trouble!.zh).toContain(says);
      await remove(channel.id);
    },
  );

  it('nothing inside the house is reached: not by numbers, not by mail', async () => {
    const hook = await admin.call('noticeChannels.add', {
      body: { ...inputs.webhook, url: 'http://10.0.0.1/x' } as NoticeChannelInput,
    });
    const mail = await admin.call('noticeChannels.add', {
      body: { ...inputs.email, host: '169.254.169.254', port: 25 } as NoticeChannelInput,
    });
    for (const [id, to] of [
      [hook.id, undefined],
      [mail.id, 'a@b.example'],
    ] as const) {
      const notice = await admin.call('noticeChannels.test', { params: { id }, body: { to } });
      expect(notice.attempts[0]).toMatchObject({
        status: null,
        trouble: { zh: expect.stringContaining('内部网络') },
      });
      await remove(id);
    }
  });

  it('secrets never come back; what is not entered again stays; who may not see does not', async () => {
    const channel = await add('dingtalk');
    const list = JSON.stringify(await admin.call('noticeChannels.list'));
    expect(list).not.toContain(far.secret);
    expect(list).not.toContain('access_token');
    expect(channel).toMatchObject({
      secrets: ['signSecret', 'url'],
      settings: { host: `127.0.0.1:${far.port}` },
    });
    const changed = await admin.call('noticeChannels.change', {
      params: { id: channel.id },
      body: { kind: 'dingtalk', name: '值班二群', quiet: { from: '22:00', to: '07:00' } },
    });
    expect(changed).toMatchObject({
      name: '值班二群',
      secrets: ['signSecret', 'url'],
      settings: { host: `127.0.0.1:${far.port}` },
    });
    const notice = await admin.call('noticeChannels.test', { params: { id: channel.id }, body: {} });
    expect(notice.state).toBe('delivered');
    const { rows } = await server.db.query(
      'select settings::text || secret_names::text as text, secrets from notice_channel where id = $1',
      [channel.id],
    );
    expect(rows[0].text + rows[0].secrets.toString('latin1')).not.toContain(far.secret);
    const ledger = await server.db.query(
      "select string_agg(body::text, '') as text from fact where kind like 'notice%'",
    );
    expect(ledger.rows[0].text).not.toMatch(/SEC-|access_token|mail-pass|gateway-pass/);
    expect(await officer.refused('noticeChannels.list')).toMatchObject({ status: 403 });
    expect(
      await staff.refused('noticeChannels.test', { params: { id: channel.id }, body: {} }),
    ).toMatchObject({ status: 403 });
    await remove(channel.id);
  });

  it.each<[object, string]>([
    [{ ...inputs.wecom }, 'notice-channel.secret-needed'],
    [{ ...inputs.email, port: 25, password: undefined }, 'notice-channel.secret-needed'],
    [{ ...inputs.email, port: 25, from: 'nobody' }, 'notice-channel.bad-sender'],
    [{ ...inputs.email, port: 25, host: 'http://mail' }, 'notice-channel.bad-host'],
    [{ ...inputs.sms, url: 'http://a.example', template: 'x' }, 'notice-channel.bad-template'],
    [{ ...inputs.sms, url: 'http://a.example', headers: 'nonsense' }, 'notice-channel.bad-headers'],
    [{ ...inputs.webhook, url: 'ftp://a.example' }, 'notice-channel.bad-address'],
    [{ ...inputs.webhook, url: 'http://u:p@a.example' }, 'notice-channel.credentials'],
  ])('%j is refused', async (body, code) => {
    expect(await admin.refused('noticeChannels.add', { body: body as NoticeChannelInput })).toMatchObject({
      status: 422,
      code,
    });
  });
});

it('my settings are mine: seen whole by me alone, kept by name in the ledger', async () => {
  const mine = { email: 'liu@wanglan.example', phone: '13800005678', quiet: { from: '22:00', to: '07:00' } };
  expect(await officer.call('noticeSettings.change', { body: mine })).toMatchObject(mine);
  expect(await officer.call('noticeSettings.read')).toMatchObject(mine);
  expect(await staff.call('noticeSettings.read')).toMatchObject({ email: '' });
  const { rows } = await server.db.query(
    "select string_agg(body::text, '') as text from fact where kind = 'notice-settings.changed'",
  );
  expect(rows[0].text).toContain('phone');
  expect(rows[0].text).not.toMatch(/liu@|13800005678/);
  expect(
    await officer.refused('noticeSettings.change', { body: { ...mine, email: 'no mail' } }),
  ).toMatchObject({ status: 400 });
});
