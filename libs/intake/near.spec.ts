// Which texts are one though they are not the same: long, published, nearly word for word; never for a phrase in common.
import { addressKey, addressOf, likenessOf, nearKeys, sameStory, shared } from './near';

const sentences = [
  '望澜县水务局昨日通报，青云河上游的临时拦河坝将于本月十八日拆除，工期预计二十六天。',
  '施工期间沿河步道自北渡桥至柳湾闸一段封闭，行人可绕行滨江二路。',
  '据施工方介绍，此次共需清运淤泥约3.2万立方米，投入挖掘机14台、运输车40辆。',
  '附近居民关心的夜间噪声问题，通报称每日二十二时之后停止机械作业。',
  '水务局提醒，拆坝当日下游水位可能短时上涨0.6米，请停泊船只提前转移。',
  '清淤完成之后，两岸将补种垂柳和芦苇，并新建亲水平台五处。',
  '项目总投资2870万元，其中省级补助占六成，其余由县财政安排。',
  '县人大代表将于下月对工程质量进行视察，结果向社会公布。',
  '有市民建议在柳湾闸旁增设公共厕所，水务局表示已转交城管部门研究。',
];
const story = sentences.join('');
const lead = '【本报讯】记者从有关部门获悉一则与河道有关的消息，现摘编如下，供读者参考。';
const other =
  '县教育局公布秋季学位安排，城东新建的第三小学将招收一年级新生六个班，每班不超过四十五人。报名采取线上登记和现场核验相结合的办法，家长应准备户口簿和房产证明。随迁子女凭居住证和务工证明同等报名，录取结果在八月中旬张榜。学校食堂已经完工，校车线路三条正在公示，如有意见可向基础教育股反映。今年起不再举行任何形式的入学测试，违者将被通报，家长可以拨打监督电话举报。';
const bulletin = (day: string, rain: string, wind: string, high: string) =>
  `县气象台${day}发布天气通报：受低压槽影响，预计今天夜间到明天白天我县大部分乡镇有中到大雨，局地伴有雷电和短时大风，累计雨量${rain}毫米，阵风${wind}级。北部山区需要防范强降雨引发的山洪和地质灾害，低洼路段可能出现积水，请出行市民注意交通安全，关好门窗，收好阳台物品。水库和在建工地应落实值守，学校可视情况调整上下学时间。明天白天最高气温${high}摄氏度，后天降雨逐渐减弱，具体变化请留意后续通报，并可通过县气象台的公众号查询实时雨情和水情。`;

type Case = [
  string,
  { title?: string; body: string; url?: string },
  { title?: string; body: string; url?: string },
  boolean,
];
const cases: Case[] = [
  ['another title', { title: '拆坝', body: story }, { title: '青云河要清淤了', body: story }, true],
  ['a lead put before it', { body: story }, { body: lead + story }, true],
  ['the first sentence written anew', { body: story }, { body: lead + sentences.slice(1).join('') }, true],
  ['a sentence left out', { body: story }, { body: story.replace(sentences[5]!, '') }, true],
  [
    'traditional writing and other marks',
    { body: story },
    { body: story.replaceAll('县', '縣').replaceAll('，', ' , ') },
    true,
  ],
  ['half of it', { body: story }, { body: sentences.slice(0, 4).join('') }, false],
  ['inside a digest of the day', { body: story }, { body: other + story }, false],
  ['another matter', { body: story }, { body: other }, false],
  [
    'the bulletin of the next day',
    { body: bulletin('3日17时', '25至40', '7', '24') },
    { body: bulletin('4日17时', '10至18', '6', '27') },
    false,
  ],
  [
    'a notice about another place in the same words',
    { body: story },
    { body: story.replaceAll('青云河', '白沙河').replaceAll('北渡桥', '东渡桥') },
    false,
  ],
  [
    'one name corrected in a long text',
    { body: story + other },
    { body: lead + (story + other).replace('城管部门', '住建部门') },
    true,
  ],
  [
    'one name in a text that is hardly long may be the whole matter',
    { body: story.slice(0, 300) },
    { body: story.slice(0, 300).replace('青云河', '白沙河') },
    false,
  ],
  [
    'the same bulletin again',
    { body: bulletin('3日17时', '25至40', '7', '24') },
    { body: `转发：${bulletin('3日17时', '25至40', '7', '24')}` },
    true,
  ],
  [
    'two short complaints that differ in a place',
    { body: '东桥路的路灯坏了三个月，晚上很黑，请尽快维修。' },
    { body: '西桥路的路灯坏了三个月，晚上很黑，请尽快维修。' },
    false,
  ],
  [
    'a short text that differs in one mark is no case for likeness',
    { body: '路灯不亮，请修。' },
    { body: '路灯不亮请修吧。' },
    false,
  ],
  [
    'one address, cut short',
    { title: '拆坝', body: story, url: 'https://www.wanglan.example/a/1.html' },
    {
      title: '拆坝了',
      body: sentences.slice(0, 3).join(''),
      url: 'http://wanglan.example/a/1.html?utm_source=x#top',
    },
    true,
  ],
  [
    'one address and title, the text behind a wall',
    { title: '拆坝', body: story, url: 'https://wanglan.example/a/1' },
    { title: '拆坝', body: '登录后阅读全文。', url: 'https://wanglan.example/a/1' },
    true,
  ],
  [
    'one address, but neither title nor text',
    { title: '拆坝', body: story, url: 'https://wanglan.example/live' },
    { title: '招生', body: other, url: 'https://wanglan.example/live' },
    false,
  ],
  [
    'two addresses that differ in what they ask for',
    { title: '快讯', body: '甲', url: 'https://w.example/a?id=1' },
    { title: '快讯', body: '乙', url: 'https://w.example/a?id=2' },
    false,
  ],
];
test.each(cases)('%s', (_name, one, two, expected) => {
  const published = ({ title = '', body, url = '' }: Case[1], source: string) => ({
    title,
    body,
    address: addressOf(url),
    source,
  });
  expect(sameStory(published(one, 'a'), published(two, 'b'))).toBe(expected);
  expect(sameStory(published(two, 'b'), published(one, 'a'))).toBe(expected);
});

test('one source may give many items one address and one title', () => {
  const item = (body: string) => ({ title: '滚动播报', body, address: 'wanglan.example/live', source: 'a' });
  expect(sameStory(item(story), item(other))).toBe(false);
  expect(sameStory(item(story), item(sentences.slice(0, 4).join('')))).toBe(true);
});

test.each([
  ['https://www.wanglan.example/a/1.html', 'wanglan.example/a/1.html'],
  ['http://m.wanglan.example/a/1.html?from=timeline&utm_source=app#c', 'wanglan.example/a/1.html'],
  ['https://wanglan.example/read?b=2&a=1', 'wanglan.example/read?a=1&b=2'],
  ['https://wanglan.example/news/', 'wanglan.example/news'],
  ['https://wanglan.example/', null],
  ['https://wanglan.example/index.html', null],
  ['https://wanglan.example/?spm=1', null],
  ['weixin://x', null],
  ['no address', null],
  [null, null],
])('the address of %s', (url, expected) => expect(addressOf(url)).toBe(expected));

test('texts that are one share a key, others do not, and short ones have none', () => {
  const keys = nearKeys(story);
  expect(keys).toHaveLength(12);
  for (const key of keys) expect(BigInt.asIntN(64, BigInt(key)).toString()).toBe(key);
  expect(nearKeys(lead + story).some((key) => keys.includes(key))).toBe(true);
  expect(nearKeys(other).some((key) => keys.includes(key))).toBe(false);
  expect(nearKeys('路灯坏了，请尽快维修。')).toEqual([]);
  expect(addressKey('a.example/1')).not.toBe(addressKey('a.example/2'));
});

test('shares of shingles', () => {
  const [whole, part] = [likenessOf(story), likenessOf(sentences.slice(0, 3).join(''))];
  expect(shared(whole, whole)).toEqual({ jaccard: 1, contained: 1 });
  expect(shared(whole, part).contained).toBe(1);
  expect(shared(whole, part).jaccard).toBeLessThan(0.5);
  expect(shared(whole, likenessOf(''))).toEqual({ jaccard: 0, contained: 0 });
});

test('a megabyte is keyed by its beginning, at once', () => {
  const started = process.hrtime.bigint();
  expect(nearKeys(story.repeat(3000))).toHaveLength(12);
  expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(1000);
});
