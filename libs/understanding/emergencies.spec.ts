// Emergencies: recall, precision and level over a table of texts; misses are printed one by one.
import { judgeEmergency } from './emergencies';
import { emergencyScores } from './emergency-scores';
import { eventLexicon } from './emergency-tellings';

const kinds = ['自然灾害', '事故灾难', '公共卫生', '社会安全'];
const levelNames = ['特别重大', '重大', '较大', '一般'];
const scores = emergencyScores();
const { read } = scores;
const real = read.filter((c) => c.kind !== null);
const found = real.filter((c) => c.said.emergency !== null);
const alarms = read.filter((c) => c.said.emergency !== null);
const misses = (list: typeof read) =>
  list.map(({ tag, title, said }) => {
    const { emergency, because } = said;
    const facts = emergency?.facts.map((f) => `${f.name} ${f.value}`).join(', ');
    return `${tag} | ${title} → ${emergency ? `${emergency.kind} ${emergency.level} (${facts})` : because}`;
  });

const LEAST = 0.95;

afterAll(() => {
  const lists = {
    missed: real.filter((c) => c.said.emergency === null),
    'false alarm': alarms.filter((c) => c.kind === null),
    'wrong level': found.filter((c) => c.said.emergency?.level !== c.level),
    'wrong kind': found.filter((c) => c.said.emergency?.kind !== c.kind),
  };
  const told = Object.entries(lists).flatMap(([name, list]) => misses(list).map((m) => `${name}: ${m}`));
  if (told.length > 0) process.stderr.write(`${told.join('\n')}\n`);
});

describe('over the table', () => {
  it('has at least three hundred texts, every kind at every level among them', () => {
    expect(read.length).toBeGreaterThanOrEqual(300);
    const seen = new Set(real.map((c) => `${c.kind} ${c.level}`));
    for (const kind of kinds)
      for (const level of levelNames)
        if (!impossible.has(`${kind} ${level}`)) expect(seen).toContain(`${kind} ${level}`);
  });
  it.each(['recall', 'precision', 'level', 'kind'] as const)('%s', (what) =>
    expect(scores[what]).toBeGreaterThanOrEqual(LEAST),
  );
  it('tells what happened abroad', () =>
    expect(found.filter((c) => c.said.emergency?.foreign !== c.foreign).map((c) => c.title)).toEqual([]));
  it('names a clause, the words and where each figure stands', () => {
    for (const { said, title, body } of found) {
      expect(said.emergency?.clause).toMatch(/《.+》|国务院令/);
      expect(said.emergency?.words.length).toBeGreaterThan(0);
      const text = `${title}。${body}`.normalize('NFKC').replace(/[\s,，]/g, '');
      for (const { quote } of said.emergency?.facts ?? [])
        expect(text).toContain(quote.normalize('NFKC').replace(/[\s,，]/g, ''));
    }
  });
  it('says why a text that speaks of one is none', () => {
    const silent = read.filter((c) => c.said.emergency === null && c.said.because === null);
    // Only where no word of an emergency stands at all.
    for (const { title, body } of silent) expect(eventLexicon.in(`${title}。${body}`)).toBe(false);
    // Plain complaints and plain news are among the table.
    expect(silent.length).toBeLessThan(read.length / 8);
  });
});

/** No clause makes an outbreak of this level by figures alone. */
const impossible = new Set(['公共卫生 特别重大']);

describe('figures at the very thresholds', () => {
  const level = (body: string) => judgeEmergency('突发事故通报', body, { channel: 'feed' }).emergency?.level;
  it.each([
    ['发生坍塌事故，造成2人死亡', '一般'],
    ['发生坍塌事故，造成3人死亡', '较大'],
    ['发生坍塌事故，造成9人死亡', '较大'],
    ['发生坍塌事故，造成10人死亡', '重大'],
    ['发生坍塌事故，造成29人死亡', '重大'],
    ['发生坍塌事故，造成30人死亡', '特别重大'],
    ['发生坍塌事故，造成近30人死亡', '重大'],
    ['发生坍塌事故，造成三十余人死亡', '特别重大'],
    ['发生坍塌事故，造成至少１０人死亡', '重大'],
    ['发生坍塌事故，造成8至10人死亡', '重大'],
    ['发生坍塌事故，造成1人死亡、2人失踪', '较大'],
    ['发生坍塌事故，造成9人重伤', '一般'],
    ['发生坍塌事故，造成10人重伤', '较大'],
    ['发生坍塌事故，造成50人重伤', '重大'],
    ['发生坍塌事故，造成一百人重伤', '特别重大'],
    ['发生坍塌事故，造成200人受轻伤', '一般'],
    ['发生爆炸事故，直接经济损失999万元', '一般'],
    ['发生爆炸事故，直接经济损失1000万元', '较大'],
    ['发生爆炸事故，直接经济损失五千万元', '重大'],
    ['发生爆炸事故，直接经济损失达1亿元', '特别重大'],
    ['发生地震，震级4.9级，造成9人死亡', '一般'],
    ['发生5.0级地震', '较大'],
    ['发生5.9级地震', '较大'],
    ['发生6.0级地震', '重大'],
    ['发生7.0级地震', '特别重大'],
    ['发生泥石流，直接经济损失100万元', '较大'],
    ['发生食物中毒，100人中毒住院', '一般'],
    ['发生食物中毒，101人中毒住院', '较大'],
    ['发生食物中毒，100余人中毒住院', '较大'],
    ['发生食物中毒，120人中毒住院，其中1人死亡', '重大'],
    ['发生群体性事件，99人聚集堵路', '一般'],
    ['发生群体性事件，100人聚集堵路', '较大'],
    ['发生群体性事件，1000人聚集堵路', '重大'],
    ['发生群体性事件，5000人聚集堵路', '特别重大'],
  ])('%s: %s', (body, expected) => expect(level(`今天上午，某地${body}。`)).toBe(expected));

  it('takes thresholds that a jurisdiction lays itself', () => {
    const scales = [
      {
        kind: '事故灾难' as const,
        when: null,
        thresholds: [
          {
            facts: ['deaths' as const],
            least: [20, 5, 1] as [number, number, number],
            clause: '本县应急预案',
          },
        ],
        ordinary: '本县应急预案',
      },
    ];
    const { emergency } = judgeEmergency('车祸', '今早发生车祸，1人死亡。', { scales });
    expect(emergency).toMatchObject({ level: '较大', clause: expect.stringContaining('本县应急预案') });
  });
});

describe('time', () => {
  const body = '2019年3月5日，县城一仓库发生火灾，造成4人死亡。';
  it('does not take for news what names an earlier year than it was told in', () => {
    expect(
      judgeEmergency('仓库火灾', body, { publishedAt: '2026-11-21T00:00:00.000Z' }).emergency,
    ).toBeNull();
    expect(
      judgeEmergency('仓库火灾', body, { publishedAt: '2019-03-05T04:00:00.000Z' }).emergency,
    ).not.toBeNull();
  });
});

it.each([
  ['演练', '望澜县举行地震应急演练，模拟5人死亡、20人受伤。'],
  ['纪念', '今天是某矿难十周年，那次事故造成32人遇难，县里举行公祭，遇难者家属来信问几时立碑。'],
  ['审判', '2015年特大爆炸案今天由市法院公开审理，当年造成17人死亡。'],
  ['反映问题或风险，事件尚未发生', '小区外墙瓷砖松动，再不修会砸死人的，请尽快处理。'],
])('what people send in is none for the reason it is none: %s', (because, body) => {
  expect(judgeEmergency('来信', body, { channel: 'mailbox' })).toEqual({ emergency: null, because });
});

describe('bad input', () => {
  it.each([
    ['nothing', '', ''],
    ['only stops', '。。。', '！？'],
    ['emoji', '🔥🔥', '💥'],
    ['an address', '', 'https://news.example/fire?id=3'],
    ['English', 'Fire kills three', 'A fire killed three people.'],
    ['half a numeral', '火灾', '发生火灾，死亡人'],
  ])('%s is none and no fault', (_, title, body) =>
    expect(judgeEmergency(title, body).emergency?.facts ?? []).toEqual([]),
  );
  it('reads a megabyte and five hundred figures', () => {
    const long = `今天上午发生火灾，3人死亡。${'其余情况正在核实。'.repeat(120_000)}`;
    expect(judgeEmergency('火灾', long).emergency?.level).toBe('较大');
    const many = Array.from({ length: 500 }, (_, i) => `${i}户登记${i}元`).join('，');
    expect(judgeEmergency('登记表', many).emergency).toBeNull();
    expect(
      judgeEmergency('仓库火灾', `今天下午城东一仓库发生火灾，消防已到场扑救。${many}`).emergency?.level,
    ).toBe('一般');
  });
});
