// The story's material: what an invented county's newspaper, hotline and people say of a few days, and small doors for the tests.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import type { ImportRun, LedgerEntryView, Release, Request } from '#contract';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';

export const PHONE = '13987650123';
const hoursAgo = (n: number) => new Date(Date.now() - n * 3600_000);
/** As the hotline's own system writes it: Beijing time without a zone. */
const wallTime = (at: Date) =>
  new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ');

const news = [
  {
    title: '雁西县兴隆大街商场火灾救援结束',
    body: `今天上午，雁西县兴隆大街一商场发生火灾，造成11人死亡、6人受伤，明火已扑灭。家属可拨打${PHONE}询问。`,
    at: hoursAgo(3),
  },
  {
    title: '雁西县图书馆延长周末开放时间',
    body: '雁西县图书馆本周起周末延长开放至晚上九点，市民可凭身份证办理借阅。',
    at: hoursAgo(5),
  },
];
const rss = () =>
  `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>雁西日报</title><link>http://127.0.0.1/</link><description>虚构</description>${news
    .map(
      ({ title, body, at }, i) =>
        `<item><title>${title}</title><link>http://127.0.0.1/${i}</link><guid>n${i}</guid><description>${body}</description><pubDate>${at.toUTCString()}</pubDate></item>`,
    )
    .join('')}</channel></rss>`;

/** A newspaper's feed on this machine; any other address of it is dead. */
export async function openNewspaper(): Promise<{ feed: string; dead: string; close: () => Promise<void> }> {
  const web: Server = createServer((req, res) => {
    if (req.url === '/feed.xml') res.writeHead(200, { 'content-type': 'application/rss+xml' }).end(rss());
    else res.writeHead(503).end();
  });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  const close = () => {
    web.closeAllConnections();
    return new Promise<void>((resolve) => web.close(() => resolve()));
  };
  return { feed: `${base}/feed.xml`, dead: `${base}/gone.xml`, close };
}

/** A hotline file as an office exports it: four rows that go in, one without text, one with a date nobody can read. */
export const hotlineFile = (): string =>
  [
    ['工单编号', '标题', '诉求内容', '来电时间', '答复内容', '答复时间', '承办单位'],
    [
      'YX001',
      '兴隆大街商场起火',
      `兴隆大街商场着火，浓烟滚滚，有人被困在三楼，火灾造成多人死伤，请消防救援，我的电话${PHONE}。`,
      wallTime(hoursAgo(2.8)),
      '',
      '',
      '应急管理局',
    ],
    [
      'YX002',
      '兴隆大街商场火灾后家属找不到人',
      '兴隆大街商场火灾，我家人在三楼上班，火灾后一直联系不上，请公布伤亡名单和救援情况。',
      wallTime(hoursAgo(2.5)),
      '',
      '',
      '应急管理局',
    ],
    [
      'YX003',
      '柏树巷路灯坏了',
      '柏树巷三盏路灯坏了一周，晚上漆黑一片，老人不敢出门，请尽快维修。',
      wallTime(hoursAgo(20)),
      '',
      '',
      '住房和城乡建设局',
    ],
    ['YX004', '没有内容的工单', '', wallTime(hoursAgo(10)), '', '', '民政局'],
    ['YX005', '咨询居住证', '外地户籍如何在雁西县办理居住证？', '上个月某天', '', '', '公安局'],
    [
      'YX006',
      '柏树巷路灯何时能修好',
      '柏树巷路灯坏了没人修，上下夜班的工人摔伤过，住建局什么时候来维修路灯？',
      wallTime(hoursAgo(18)),
      '',
      '',
      '住房和城乡建设局',
    ],
  ]
    .map((row) => row.map((cell) => `"${cell}"`).join(','))
    .join('\r\n');

export async function uploadHotline(
  staff: Client,
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
): Promise<ImportRun> {
  const res = await staff.fetch(`/api/imports?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: content,
  });
  expect(res.status).toBe(201);
  return (await res.json()) as ImportRun;
}

export const importOver = (staff: Client, id: string, withinMs?: number): Promise<ImportRun> =>
  eventually(async () => {
    const run = await staff.call('imports.read', { params: { id } });
    expect(['finished', 'failed']).toContain(run.state);
    return run;
  }, withinMs);

/** A statement on the fire that says what it must. */
export function statement(
  title = '关于兴隆大街商场火灾的情况通报',
): Omit<Request<'releases.draft'>['body'], 'incidentId'> {
  const said = {
    facts: '今天上午兴隆大街一商场发生火灾，造成11人死亡、6人受伤。',
    measures: '消防救援力量已扑灭明火，伤者全部送医，周边住户得到安置。',
    results: '截至目前搜救工作已经结束，遇难者身份正在核实。',
    causes: '起火原因正在由调查组调查。',
    solutions: '全县商场即日起开展消防安全排查。',
  };
  const quotes = Object.fromEntries(Object.entries(said).map(([item, quote]) => [item, { quote }]));
  return {
    form: 'statement',
    title,
    body: Object.values(said).join('\n'),
    checklist: { ...quotes, constraints: { notApplicable: '没有制约因素' } },
  };
}

export type Hands = { author: Client; reviewer: Client; leader: Client; press: Client };
/** From a draft to the public page, through four people. */
export async function bringOut(
  { author, reviewer, leader, press }: Hands,
  body: Request<'releases.draft'>['body'],
): Promise<Release> {
  const { id } = await author.call('releases.draft', { body });
  const params = { id };
  await author.call('releases.submit', { params });
  await reviewer.call('releases.review', { params, body: { note: '不涉密' } });
  await leader.call('releases.approve', { params });
  return press.call('releases.publish', { params });
}

/** The whole ledger, oldest first. */
export async function wholeLedger(auditor: Client): Promise<LedgerEntryView[]> {
  const all: LedgerEntryView[] = [];
  let cursor: string | undefined;
  do {
    const page = await auditor.call('ledger.list', { query: { limit: 200, cursor } });
    all.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return all.reverse();
}

/** The auditor's zip, unpacked into a new directory. */
export async function exportedBundle(auditor: Client): Promise<string> {
  const res = await auditor.fetch('/api/ledger/export', { method: 'POST' });
  expect(res.status).toBe(200);
  const dir = mkdtempSync(path.join(os.tmpdir(), 'wenying-bundle-'));
  for (const [name, bytes] of Object.entries(unzipSync(new Uint8Array(await res.arrayBuffer())))) {
    const file = path.join(dir, name.replace('wenying-ledger/', ''));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  return dir;
}
