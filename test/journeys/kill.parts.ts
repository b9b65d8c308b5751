// For the kill journey: a county set up over HTTP, senders that try again as machines do, and what must hold after every kill.
import type { Alert, LedgerEntryView, MessageCard, MessageSent, roles } from '#contract';
import { Client, ProblemAnswer } from '../support/client';
import { eventually } from '../support/eventually';
import { password } from '../support/server';
import { wholeLedger } from './story.parts';

export type County = Record<
  'admin' | 'staff' | 'leader' | 'auditor' | 'author' | 'reviewer' | 'machine',
  Client
>;

/** The first run and the people; their sessions and tokens outlive every kill. */
export async function settle(url: string, code: string): Promise<County> {
  const admin = new Client(url);
  const { departments } = await admin.call('setup.offer', { query: { name: '雁西县', level: 'county' } });
  await admin.call('setup.complete', {
    body: {
      code,
      jurisdiction: { name: '雁西县', level: 'county' },
      administrator: { name: '管理员', signInName: 'admin', password },
      departments,
    },
  });
  await admin.signIn('admin', password);
  const join = async (name: string, role: (typeof roles)[number]): Promise<Client> => {
    await admin.call('officers.add', {
      body: { name: `测试${name}`, signInName: name, roles: [role], password },
    });
    const client = new Client(url);
    await client.signIn(name, password);
    return client;
  };
  const { secret } = await admin.call('tokens.add', { body: { name: '热线系统', scopes: ['intake:write'] } });
  return {
    admin,
    staff: await join('press', 'news-office'),
    leader: await join('leader', 'leader'),
    auditor: await join('auditor', 'auditor'),
    author: await join('author', 'department-officer'),
    reviewer: await join('reviewer', 'reviewer'),
    machine: new Client(url, secret),
  };
}

const matters = [
  ['路灯损坏', '路灯不亮已经有些日子，夜里行人看不清路，请尽快维修'],
  ['自来水发黄', '自来水发黄有异味，居民不敢饮用，请检测水质'],
  ['夜间施工噪声', '工地夜里十一点仍在施工，噪声很大影响休息，请处理'],
  ['公交改线不便', '公交线路调整以后老人看病要转两次车，建议恢复站点'],
] as const;
const places = ['柏树巷', '东关街', '石桥路', '南湾路', '北苑街', '河西新街', '文昌巷'];
/** The `i`th message of a round; every one has words of its own. */
export function messageNo(round: string, i: number): MessageSent & { externalId: string } {
  const [title, body] = matters[i % matters.length]!;
  const place = places[i % places.length]!;
  return {
    externalId: `${round}-${i}`,
    channel: 'hotline',
    title: `${place}${title}`,
    body: `${place}${i + 1}号门前${body}（${round}）。`,
  };
}

/** Whether the server was away, rather than of another mind. */
const away = (cause: unknown): boolean =>
  cause instanceof ProblemAnswer ? cause.status >= 500 : !/expected|ZodError/.test(String(cause));

/** Does what a machine does when nobody answers: tries again, with the same names. */
export async function untilAnswered<T>(ask: () => Promise<T>, withinMs = 90_000): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      return await ask();
    } catch (cause) {
      if (!away(cause) || Date.now() > end) throw cause;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

export async function allMessages(staff: Client): Promise<MessageCard[]> {
  const all: MessageCard[] = [];
  let cursor: string | undefined;
  do {
    const page = await staff.call('messages.list', { query: { limit: 200, cursor } });
    all.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return all;
}

export async function allAlerts(staff: Client): Promise<Alert[]> {
  const all: Alert[] = [];
  let cursor: string | undefined;
  do {
    const page = await staff.call('alerts.list', { query: { limit: 200, cursor } });
    all.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return all.reverse();
}

/** The incident that a message was gathered into. */
export const incidentOf = (staff: Client, messageId: string): Promise<string> =>
  eventually(async () => {
    const { incidentId } = await staff.call('messages.read', { params: { id: messageId } });
    expect(incidentId).not.toBeNull();
    return incidentId!;
    // The first message after a start waits for the model to be loaded.
  }, 90_000);

type Health = { status: string; stages: { stage: string; behind: number; failures: number }[] };
/** Every stage has caught up and none fails. */
export const caughtUp = (client: Client): Promise<void> =>
  eventually(async () => {
    const health = (await (await client.fetch('/health/ready')).json()) as Health;
    expect(health.status).toBe('ok');
    expect(health.stages.length).toBeGreaterThan(2);
    expect(health.stages.filter((s) => s.behind > 0 || s.failures > 0)).toEqual([]);
  }, 90_000);

const twice = (values: readonly string[]) => values.filter((value, i) => values.indexOf(value) !== i);

/** What holds whatever was killed when: nothing twice in the ledger, one alert a fact, numbers without a gap. */
export async function nothingTwice(staff: Client, auditor: Client): Promise<LedgerEntryView[]> {
  await caughtUp(staff);
  const ledger = await wholeLedger(auditor);
  expect(ledger.map((e) => e.seq)).toEqual(ledger.map((_, i) => i + 1));
  const of = (kind: string) => ledger.filter((e) => e.kind === kind);
  const bodies = (kind: string, ...names: string[]) =>
    of(kind).map(({ body }) => names.map((name) => body[name]).join(' '));
  expect(twice(bodies('intake.received', 'batchId'))).toEqual([]);
  expect(bodies('message.labelled', 'batchId').sort()).toEqual(bodies('intake.received', 'batchId').sort());
  expect(twice(bodies('incident.opened', 'incidentId'))).toEqual([]);
  expect(twice(bodies('duty.opened', 'clockId'))).toEqual([]);
  for (const kind of [
    'duty.half',
    'duty.near',
    'duty.hour',
    'duty.breached',
    'duty.very-overdue',
    'duty.met',
  ])
    expect(twice(bodies(kind, 'clockId', 'dueAt'))).toEqual([]);
  const sum = (kind: string) => of(kind).reduce((n, { body }) => n + Number(body.count), 0);
  expect(sum('message.labelled')).toBe(sum('intake.received'));

  const alerts = await allAlerts(staff);
  expect(alerts.map((a) => a.seq)).toEqual(alerts.map((_, i) => i + 1));
  expect(twice(alerts.map((a) => String(a.fact)))).toEqual([]);
  // What an archive brought is filed without calling anybody.
  for (const [kind, alert] of [
    ['incident.opened', 'incident.opened'],
    ['duty.opened', 'clock.opened'],
    ['duty.met', 'clock.met'],
    ['release.published', 'release.published'],
    ['import.finished', 'import.finished'],
  ] as const)
    expect(alerts.filter((a) => a.kind === alert).map((a) => a.fact)).toEqual(
      of(kind)
        .filter(({ body }) => body.old !== true)
        .map((e) => e.seq),
    );
  return ledger;
}
