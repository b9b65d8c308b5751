// Every command that needs no database, on the built program: JSON lines out, a sentence for what is wrong, and the exit codes people script by.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { dataDirectory, linesOf, removeDirectory, run } from '../support/program';

// A busy machine takes its time.
jest.setTimeout(120_000);

let dir: string;
beforeAll(() => {
  dir = dataDirectory();
});
afterAll(() => removeDirectory(dir));

function file(name: string, content: string | Buffer): string {
  const at = path.join(dir, name);
  writeFileSync(at, content);
  return at;
}
const json = (...values: unknown[]) => values.map((value) => JSON.stringify(value)).join('\n');
const hasBoth = /\p{Script=Han}.*[a-z]{3}|[a-z]{3}.*\p{Script=Han}/su;

describe('parse-feed', () => {
  const item = `<item><title>&lt;b&gt;雁西县&lt;/b&gt;修路通知</title><link>http://example.org/1</link><guid>g1</guid>
    <pubDate>Sun, 01 Nov 2026 09:00:00 +0800</pubDate><description>柏树巷&lt;script&gt;alert(1)&lt;/script&gt;施工</description></item>`;
  const rss = (items: string) =>
    `<?xml version="1.0"?><rss version="2.0"><channel><title>雁西</title><link>http://example.org</link><description>x</description>${items}</channel></rss>`;
  /** 公告 in GBK. */
  const notice = Buffer.from('b9abb8e6', 'hex');
  const gbk = (declared: string) =>
    Buffer.concat([
      Buffer.from(
        `<?xml version="1.0"${declared}?><rss version="2.0"><channel><title>x</title><item><title>`,
      ),
      notice,
      Buffer.from('</title><link>http://example.org/2</link></item></channel></rss>'),
    ]);

  test('a feed gives a line an item, as plain text and safe HTML', async () => {
    const at = file('good.xml', rss(item));
    const ended = await run(['parse-feed', at]);
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(linesOf(ended)).toEqual([
      expect.objectContaining({
        file: at,
        id: 'g1',
        title: '雁西县修路通知',
        url: 'http://example.org/1',
        publishedAt: '2026-11-01T01:00:00.000Z',
        updatedAt: null,
        categories: [],
      }),
    ]);
    expect(ended.out).not.toMatch(/script|alert/);
  });

  test('GBK, whether the file or its server says so, and a feed from standard input', async () => {
    const declared = file('declared.xml', gbk(' encoding="gb2312"'));
    const served = file('served.xml', gbk(''));
    expect(linesOf(await run(['parse-feed', declared]))).toMatchObject([{ title: '公告' }]);
    expect(linesOf(await run(['parse-feed', '--type', 'text/xml; charset=gbk', served]))).toMatchObject([
      { title: '公告' },
    ]);
    expect(linesOf(await run(['parse-feed', '-'], { input: rss(item) }))).toMatchObject([
      { file: '-', id: 'g1' },
    ]);
  });

  test('what is no feed is one line that says why: 1 beside good ones, 2 alone', async () => {
    const page = file('page.html', '<!doctype html><html><body>首页</body></html>');
    const empty = file('empty.xml', '');
    const missing = path.join(dir, 'missing.xml');
    const some = await run(['parse-feed', page, file('ok.xml', rss(item)), empty, missing]);
    expect(some.code).toBe(1);
    expect(linesOf(some)).toEqual([
      { file: page, error: expect.stringMatching(hasBoth) },
      expect.objectContaining({ id: 'g1' }),
      { file: empty, error: expect.stringMatching(hasBoth) },
      { file: missing, error: expect.stringMatching(hasBoth) },
    ]);
    const none = await run(['parse-feed', page]);
    expect(none).toMatchObject({ code: 2, err: expect.stringMatching(hasBoth) });
    expect(none.err).not.toMatch(/\n\s+at /);
  });
});

describe('redact, classify, group', () => {
  test('redact masks and says what was where', async () => {
    const text = '请回电13987650123，或写信到zhang@example.org';
    const ended = await run(['redact'], { input: json({ id: 7, text }) });
    expect(ended).toMatchObject({ code: 0, err: '' });
    const [line] = linesOf(ended) as {
      id: number;
      text: string;
      removed: { kind: string; start: number; end: number }[];
    }[];
    expect(line!.id).toBe(7);
    expect(line!.text).not.toMatch(/13987650123|zhang@/);
    expect(line!.removed.map((r) => [r.kind, text.slice(r.start, r.end)])).toEqual([
      ['mobile', '13987650123'],
      ['email', 'zhang@example.org'],
    ]);
  });

  test('classify gives topic, areas and emergency with the reason for each', async () => {
    const input = json(
      { id: 'a', title: '柏树巷路灯坏了', body: '柏树巷三盏路灯坏了一周，请尽快维修。' },
      { id: 'b', title: '商场火灾', body: '雁西县一商场发生火灾，造成11人死亡、6人受伤。', channel: 'feed' },
    );
    const ended = await run(['classify', '-'], { input });
    expect(ended).toMatchObject({ code: 0, err: '' });
    const lines = linesOf(ended) as { id: string; topics: { score: number }[] }[];
    expect(lines).toMatchObject([
      { id: 'a', topic: '城乡建设', emergency: null },
      { id: 'b', emergency: { kind: '事故灾难', level: '重大', clause: expect.any(String) } },
    ]);
    for (const { topics } of lines)
      expect(topics.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 6);
  });

  test('group gives one incidentId to what speaks of one matter', async () => {
    const at = file(
      'group.jsonl',
      json(
        { id: 1, title: '兴隆大街商场起火', body: '兴隆大街商场起火，浓烟滚滚，有人被困。' },
        { id: 2, title: '柏树巷路灯坏了', body: '柏树巷路灯坏了一周没人修。' },
        { id: 3, title: '兴隆大街商场火灾', body: '兴隆大街商场火灾，消防正在救援被困人员。' },
      ),
    );
    const ended = await run(['group', at]);
    expect(ended.code).toBe(0);
    const [fire, lamp, again] = linesOf(ended) as { id: number; incidentId: string }[];
    expect([fire!.id, lamp!.id, again!.id]).toEqual([1, 2, 3]);
    expect(again!.incidentId).toBe(fire!.incidentId);
    expect(lamp!.incidentId).not.toBe(fire!.incidentId);
  });

  test.each(['redact', 'classify', 'group'])(
    '%s: bad lines are told by number, the rest is done',
    async (command) => {
      const input = [
        json({ id: 1, text: '甲', title: '甲', body: '乙' }),
        'not json',
        '',
        '[1]',
        '{"text":"x"}',
        json({ id: 6, text: '丙' }),
      ].join('\n');
      const some = await run([command], { input });
      expect(some.code).toBe(1);
      expect(linesOf(some)).toMatchObject([{ id: 1 }, { id: 6 }]);
      for (const number of [2, 4, 5])
        expect(some.err).toMatch(new RegExp(`第 ${number} 行 / line ${number}: `));
      expect(some.err.trim().split('\n')).toHaveLength(3);
      const none = await run([command], { input: 'x\ny' });
      expect(none).toMatchObject({ code: 2, out: '' });
      expect(await run([command, path.join(dir, 'nowhere')])).toMatchObject({
        code: 2,
        err: expect.stringContaining('no such file'),
      });
    },
  );
});

describe('due', () => {
  // The last day before the National Day week of 2026, whose Saturday the 10th is worked.
  const from = '2026-09-30T09:00:00+08:00';
  test.each([
    ['authoritative-information', '2026-09-30T06:00:00.000Z'],
    ['press-conference', '2026-10-01T01:00:00.000Z'],
    ['authoritative-release', '2026-10-01T01:00:00.000Z'],
    ['response', '2026-10-02T01:00:00.000Z'],
    ['next-update', '2026-10-01T01:00:00.000Z'],
    ['interpretation', '2026-10-10T15:59:59.000Z'],
    ['regulation-publication', '2026-10-10T15:59:59.000Z'],
    ['service-change', '2026-10-08T15:59:59.000Z'],
    ['disclosure-reply', '2026-11-03T15:59:59.000Z'],
    ['hotline-consultation', '2026-10-09T15:59:59.000Z'],
    ['hotline-request', '2026-10-20T15:59:59.000Z'],
    ['hotline-complaint', '2026-10-27T15:59:59.000Z'],
  ])('%s', async (duty, dueAt) => {
    const ended = await run(['due', '--duty', duty, '--from', from]);
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(linesOf(ended)).toEqual([
      {
        duty,
        dueAt,
        basis: expect.stringContaining('@1 · '),
        explain: expect.any(Array),
        leansOnUnpublished: [],
      },
    ]);
  });

  test.each<[string, string[], RegExp]>([
    ['a duty there is not', ['--duty', 'lunch', '--from', from], /"lunch".*authoritative-information/],
    ['a pack there is not', ['--duty', 'response', '--from', from, '--pack', 'atlantis'], /atlantis/],
    ['no instant', ['--duty', 'response', '--from', 'tomorrow'], /"tomorrow" is not an instant/],
    [
      'a level at which it is not owed',
      ['--duty', 'press-conference', '--from', from, '--level', '一般'],
      /一般/,
    ],
    ['nothing given', [], /--duty/],
  ])('%s: exit 2 and a sentence', async (_, args, said) => {
    const ended = await run(['due', ...args]);
    expect(ended).toMatchObject({ code: 2, out: '', err: expect.stringMatching(said) });
    expect(ended.err).not.toMatch(/\n\s+at /);
  });
});

describe('train and evaluate', () => {
  const env = { WENYING_DATA: '/nowhere' };
  const labelled = () =>
    file(
      'labelled.jsonl',
      json(
        ...Array.from({ length: 12 }, (_, i) => [
          { text: `第${i}号路灯坏了，路面破损，请住建部门维修`, label: '城乡建设' },
          { text: `第${i}中学食堂和老师收费问题，学生家长不满`, label: '教育文体' },
        ]).flat(),
      ),
    );

  test('a model is trained from labelled lines into a folder of one’s own, and scores are printed', async () => {
    const trained = await run(['train', labelled(), '--out', dir], { env });
    expect(trained.code).toBe(0);
    expect(linesOf(trained)).toMatchObject([
      { model: path.join(dir, 'model.bin'), card: { rows: { messages: 24 } } },
    ]);
    const scored = await run(['evaluate', labelled()], { env });
    expect(scored.code).toBe(0);
    expect(linesOf(scored)).toMatchObject([{ rows: 24, macroF1: expect.any(Number) }]);
    expect(scored.err).toContain('macro-F1');
  });

  test('without data, or without saying where to, nothing is done', async () => {
    expect(await run(['train'], { env })).toMatchObject({
      code: 2,
      err: expect.stringContaining('WENYING_DATA'),
    });
    expect(await run(['train', labelled()], { env })).toMatchObject({
      code: 2,
      err: expect.stringContaining('--out'),
    });
    expect(await run(['evaluate', path.join(dir, 'nowhere')], { env })).toMatchObject({ code: 2 });
  });
});

test.each<[string[], RegExp]>([
  [['redact', ''], /file.*blank/],
  [['parse-feed', 'good.xml', ' '], /file.*blank/],
  [['due', '--duty', '', '--from', ''], /--duty.*blank/],
  [['token', 'add', '--name', ' ', '--scope', 'intake:write'], /--name.*blank/],
  [['token', 'add', '--name', 'x', '--scope', ''], /--scope.*blank/],
  [['rotate-key', '--new-key', ''], /--new-key.*blank/],
  [['redact', '/'], /that is a directory/],
])('blank or odd arguments, %j: exit 2 and a sentence in both languages', async (args, said) => {
  const ended = await run(args);
  expect(ended).toMatchObject({ code: 2, out: '', err: expect.stringMatching(said) });
  expect(ended.err).toMatch(hasBoth);
});

test('blank or odd values of the environment are told together', async () => {
  const env = {
    ...{ DATA_DIR: ' ', PORT: '0x50', PUBLIC_URL: 'http://a:b@here.example', DATABASE_URL: ' ' },
    ...{ TEXT_DAYS: '1e3', FETCH_ALLOW: '10.0.0.0/99', LOG_LEVEL: ' ', NODE_ENV: ' production ' },
  };
  const ended = await run(['migrate'], { env });
  expect(ended).toMatchObject({ code: 2, out: '' });
  expect(ended.err.match(/^ {2}- \w+: .*$/gm)).toEqual([
    '  - DATABASE_URL: is blank: give it a value, or leave it out',
    '  - DATA_DIR: is blank: give it a value, or leave it out',
    '  - LOG_LEVEL: is blank: give it a value, or leave it out',
    '  - PORT: must be a number from 0 to 65535',
    '  - PUBLIC_URL: must hold neither a name and password nor a query',
    expect.stringMatching(/FETCH_ALLOW: must list host names/),
    expect.stringMatching(/TEXT_DAYS: must be a whole number of days/),
    '  - SECRET_KEY: required when NODE_ENV=production',
  ]);
});

test('help is no fault; a command there is not is one', async () => {
  expect(await run(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('parse-feed') });
  expect(await run(['wander'])).toMatchObject({
    code: 2,
    err: expect.stringContaining("unknown command 'wander'"),
  });
});
