// One message read: topic, areas, concerns, emergency, each with its reason; whatever the text, an answer and never a fault.
import { classify, type ToClassify } from './classify';
import { loadModel } from './model-file';
import { levelOneTopics, taxonomy } from './taxonomy';

const model = loadModel();
const read = (message: Partial<ToClassify>) =>
  classify({ title: '', body: '', channel: 'hotline', ...message }, model);

const byExamples: [topic: string, title: string, body: string][] = [
  ['城乡建设', '小区物业乱停车', '小区物业把绿化带改成停车位收费，消防通道也划线，业主要求恢复绿化。'],
  ['环境保护', '养猪场臭气熏天', '村边养猪场粪水直排河沟，夜里臭气熏天，请环保局查处污染。'],
  ['交通运输', '客运班车停开', '镇上到县城的客运班车停开半个月，出租车又乱涨价，请交通局管管。'],
  ['教育文体', '小学学位不足', '学区内小学学位不足，孩子六岁报不上名，老师还要求课后补课收费。'],
  ['劳动和社会保障', '社保断缴怎么补', '公司没有给我缴养老保险，退休时工龄少算三年，请问社保能补缴吗？'],
  ['商贸旅游', '景区门票强制消费', '国庆到景区旅游，导游强迫购物，酒店临时加价，要求退款。'],
  ['卫生计生', '卫生院夜里没有医生', '乡镇卫生院夜里没有医生值班，老人看病只能去县医院挂急诊。'],
];
const byWords: [topic: string, title: string, body: string][] = [
  ['党务政务', '党费收缴与党支部活动', '社区党支部三年不开党员大会，党费收缴也不公开，入党申请没人受理。'],
  ['国土资源', '征地补偿没有到位', '修路征用我们的耕地，征地补偿款两年没有发，土地证也被收走。'],
  ['纪检监察', '举报站长受贿', '镇站长以权谋私、索贿受贿，请纪委查处腐败。'],
  ['经济管理', '非法集资血本无归', '理财公司非法集资，承诺高息，贷款利息也被骗走，银行不管。'],
  ['科技与信息产业', '宽带和手机信号差', '村里电信宽带天天断网，手机信号只有一格，通信基站一直不建。'],
  ['民政', '低保被取消', '我家的低保无故取消，民政局说要重新核对，父亲是退伍军人，优抚也没有。'],
  ['农村农业', '土地流转款拖欠', '村集体把承包地流转给大户，村干部不公开账目，种粮补贴没有发到户。'],
  ['政法', '报案后不立案', '到派出所报案被诈骗三万元，民警不立案，法院判决的案子也执行难。'],
];

describe('topics', () => {
  it.each(byExamples)('%s, learnt: %s', (topic, title, body) =>
    expect(read({ title, body }).topic).toBe(topic),
  );
  it.each(byWords)('%s, by words: %s', (topic, title, body) =>
    expect(read({ title, body }).topic).toBe(topic),
  );
  it('every level-1 name has a score, best first, summing to one', () => {
    for (const [, title, body] of [...byExamples, ...byWords]) {
      const { topic, topics } = read({ title, body });
      expect(topics.map((t) => t.topic).sort()).toEqual([...levelOneTopics].sort());
      expect(topics[0]!.topic).toBe(topic);
      expect(topics.reduce((sum, t) => sum + t.score, 0)).toBeCloseTo(1, 9);
      for (const [i, { score }] of topics.entries()) {
        expect(score).toBeGreaterThanOrEqual(0);
        if (i > 0) expect(score).toBeLessThanOrEqual(topics[i - 1]!.score);
      }
    }
  });
  it('names words of the text as its reason, and the clause where they stand', () => {
    const body = '村边养猪场粪水直排河沟，夜里臭气熏天，请环保局查处污染。';
    const reason = read({ title: '养猪场臭气熏天', body }).reasons.find((r) => r.about === 'topic');
    expect(reason!.words.length).toBeGreaterThan(0);
    for (const word of reason!.words) expect(`养猪场臭气熏天${body}`).toContain(word);
    expect(`养猪场臭气熏天。${body}`).toContain(reason!.quote);
  });
});

describe('the second and third level', () => {
  it.each([
    ['城市建设和市政管理', '自来水供应', '小区停水三天', '小区自来水停水三天，水压一直很低，业主没有水用。'],
    ['环境污染', '水污染', '养猪场污水直排', '养猪场污水排进河里，环保局一直没有查处，水质变黑。'],
    ['工资福利', '工资发放', '工厂拖欠工资', '厂里拖欠工资半年，社保也没有交，劳动局让等。'],
    ['考试招生', '招生录取', '小学招生报名', '学区内小学招生报名，学校说学位不够，孩子上不了学。'],
  ])('%s/%s', (level2, level3, title, body) => {
    const { branch } = read({ title, body });
    expect(branch).toMatchObject({ level2, level3 });
    for (const word of branch!.words) expect(`${title}${body}`).toContain(word);
  });
  it('is a branch of the topic, or none', () => {
    for (const [, title, body] of [...byExamples, ...byWords]) {
      const { topic, branch } = read({ title, body });
      if (branch) expect(Object.keys(taxonomy[topic!]!)).toContain(branch.level2);
    }
    expect(read({ title: '', body: '😡' }).branch).toBeNull();
  });
});

describe('watch areas and concerns', () => {
  it.each([
    ['生态环境', '化工厂夜间偷排废水', '厂里把污水直接排进河里，死鱼一片。'],
    ['食品药品', '超市卖过期食品', '买到过期食品，吃后腹泻，要求查处食品安全问题。'],
    ['房地产市场', '开发商延期交房', '楼盘烂尾两年，开发商一直不交房。'],
    ['金融安全', '理财平台爆雷', '平台爆雷取不出钱，老板跑路，涉嫌非法集资。'],
    ['养老服务', '养老院乱收费', '养老院涨价，养老服务却越来越差。'],
    ['减税降费', '企业退税迟迟不到', '增值税退税三个月没到账，减税降费没有落实。'],
    ['防灾减灾救灾', '村里内涝没人管', '暴雨后全村内涝，受灾群众等待救灾物资。'],
    ['社会治安', '小区连续被盗', '一个月内三户被偷，盗窃猖獗，派出所没有破案。'],
  ])('%s: %s', (area, title, body) => {
    const { areas, reasons } = read({ title, body });
    expect(areas).toContain(area);
    const reason = reasons.find((r) => r.about === 'area' && r.value === area);
    expect(reason!.words.length).toBeGreaterThan(0);
    expect(reason!.clause).toMatch(/〔2019〕9号|绵阳/);
  });
  it('a text may touch several areas, and has at most five', () => {
    const { areas } = read({
      title: '医院、学校、养老院、楼盘、食堂的问题',
      body: '医院看病难，学校学位少，养老院涨价，楼盘烂尾，食堂过期食品，污水直排，派出所不管盗窃。',
    });
    expect(areas.length).toBeGreaterThan(2);
    expect(areas.length).toBeLessThanOrEqual(5);
  });
  it.each([
    ['credibility', '承诺不兑现', '部门互相推诿踢皮球，承诺不兑现，政府公信力何在。'],
    ['moral-bottom-line', '幼儿园虐童', '老师虐待孩子，体罚逼孩子下跪。'],
    ['public-interest', '全县停水三天', '全县大面积停水，数千人受影响。'],
    ['policy-misread', '补贴政策说法不一', '网传补贴取消，窗口说法不一，解释不清，是不是谣言？'],
    ['asked-by-superior', '督查组交办的问题', '省督查组挂牌督办、限期回复的事项还没有办。'],
    ['emergency-response', '洪水围村 多人被困', '洪水围村，多人被困，救援队正在转移安置。'],
  ])('%s: %s', (concern, title, body) => {
    const { concerns, reasons } = read({ title, body });
    expect(concerns).toContain(concern);
    expect(reasons.some((r) => r.about === 'concern' && r.value === concern && r.clause)).toBe(true);
  });
});

describe('emergencies', () => {
  it('are told with kind, level, quote and clause', () => {
    const { emergency, reasons } = read({
      title: '仓库爆炸致3死',
      body: '今天上午，一仓库发生爆炸，造成3人死亡。',
      channel: 'feed',
    });
    expect(emergency).toMatchObject({ kind: '事故灾难', level: '较大', foreign: false });
    expect(reasons.find((r) => r.about === 'emergency')).toMatchObject({
      value: '事故灾难·较大',
      quote: '致3死',
      clause: expect.stringContaining('493号'),
    });
  });
  it('none, because …', () => {
    const { emergency, reasons } = read({
      title: '我县举行火灾疏散演练',
      body: '昨天，我县举行高层建筑火灾疏散演练。',
      channel: 'feed',
    });
    expect(emergency).toBeNull();
    expect(reasons.find((r) => r.about === 'emergency')!.value).toBe('无：演练');
  });
});

describe('news that asks nothing of the government', () => {
  it.each([
    ['体育', '主帅赛后称赞球员 球队三连胜升至联赛第二'],
    ['股市', '沪指缩量收涨 券商股午后拉升'],
    ['游戏', '新网游今日封测 职业技能与副本曝光'],
    ['娱乐', '女星红毯造型惊艳 新片下月公映'],
  ])('%s: %s', (sort, title) => {
    const { offTopic, reasons, concerns } = read({ title, channel: 'feed' });
    expect(offTopic).toBe(true);
    expect(reasons.find((r) => r.about === 'off-topic')!.value).toBe(sort);
    expect(concerns).toEqual([]);
  });
  it.each(['市政府公布老旧小区改造名单', '环保部门通报河流水质', '多地教育局调整中考政策'])(
    'civic: %s',
    (title) => expect(read({ title, channel: 'feed' }).offTopic).toBe(false),
  );
  it('what people write to the government is never off topic', () =>
    expect(read({ title: '球赛门票', body: '球队联赛门票退款无门。' }).offTopic).toBe(false));
});

describe('bad input', () => {
  const strange: [what: string, title: string, body: string][] = [
    ['nothing at all', '', ''],
    ['no title', '', '路灯坏了一个月没人修。'],
    ['no body', '路灯坏了', ''],
    ['white space', ' \t\n', '\u3000\u3000'],
    ['emoji', '😡😡', '🔥🔥🔥👍🏽👩‍👩‍👧'],
    ['an address alone', '', 'https://example.org/a?b=c&d=%E4%B8%AD'],
    ['English', 'Street light broken', 'The street light on Long Road has been broken for a month.'],
    ['Tibetan', '', 'བོད་ཡིག་གི་ཡི་གེ་ཞིག'],
    ['Uyghur', '', 'بۇ بىر سىناق خەت'],
    ['half a surrogate', '\ud83d', '\udc00坏了'],
    ['control signs', '\u0000\u0007', 'a\u0000b\u202e'],
    ['a text read badly off paper', '路灯0坏 了｜', '路　灯 坏 了 ＿个月|| 无 人 俢 。。 1l0 O0 ■□'],
    ['traditional and simplified mixed', '小區物业亂收费', '物業公司乱收費，業主们很不满。'],
    ['markup', '<b>路灯</b>', '<script>alert(1)</script>'],
  ];
  it.each(strange)('%s', (_, title, body) => {
    for (const channel of ['hotline', 'feed', null]) {
      const answer = read({ title, body, channel });
      expect(answer.topics.reduce((sum, t) => sum + t.score, 0)).toBeCloseTo(1, 9);
      expect(answer.emergency).toBeNull();
      expect(answer.reasons.length).toBeGreaterThan(0);
      if (answer.topic === null) expect(answer.reasons[0]!.value).toMatch(/^无：/);
    }
  });
  it.each([
    ['an address', 'https://example.com/abc', ''],
    ['English', 'Traffic', 'There was a traffic jam near Long Road this morning.'],
    ['Uyghur', 'ئۇيغۇرچە', 'يول بۇزۇلۇپ كەتتى'],
    ['figures', '1961', Array.from({ length: 500 }, (_, n) => n * 37).join(' ')],
  ])('%s is given no topic by chance, nor a sort of news', (_, title, body) => {
    expect(read({ title, body, channel: 'hotline' })).toMatchObject({
      topic: null,
      reasons: [{ about: 'topic', value: expect.stringMatching(/^无：/), words: [] }],
    });
    const { offTopic, reasons } = read({ title, body, channel: 'feed' });
    if (offTopic) expect(reasons.at(-1)).toMatchObject({ value: expect.stringMatching(/^无：/) });
  });
  it.each(['1970-01-01T00:00:00.000Z', '2999-12-31T23:59:59.000Z', 'yesterday', ''])(
    'said to be of %s',
    (publishedAt) => {
      const body = '今天上午，县城一仓库发生火灾，造成3人死亡。';
      const { topic, emergency } = read({ title: '仓库火灾', body, channel: 'feed', publishedAt });
      expect(topic).not.toBeNull();
      expect(emergency?.level).toBe('较大');
    },
  );
  it('says none where nothing in the text tells', () => {
    for (const [title, body] of [
      ['', ''],
      ['', '😡😡'],
      ['', '。。。'],
    ] as const)
      expect(read({ title, body }).topic).toBeNull();
  });
  it('traditional characters are read as the simplified ones', () => {
    const simple = read({
      title: '小区物业停车收费',
      body: '小区物业停车收费太高，业主要求公开账目，电梯也常年失修。',
    });
    const traditional = read({
      title: '小區物業停車收費',
      body: '小區物業停車收費太高，業主要求公開賬目，電梯也常年失修。',
    });
    expect(traditional.topic).toBe(simple.topic);
  });
  it('full-width letters and figures are read as the others', () => {
    const { emergency } = read({ title: '车祸', body: '今天发生车祸，１０人死亡。', channel: 'feed' });
    expect(emergency!.level).toBe('重大');
  });
  it('a megabyte', () => {
    const body = '小区物业乱收停车费，业主要求公开账目。'.repeat(30_000);
    expect(body.length).toBeGreaterThan(500_000);
    expect(read({ title: '物业乱收费', body }).topic).toBe('城乡建设');
  });
  it('five hundred figures', () => {
    const body = Array.from({ length: 500 }, (_, i) => `${i * 37}`).join('、');
    expect(read({ title: '明细', body }).emergency).toBeNull();
  });
  it('the same text gives the same answer, whatever was read before', () => {
    const message = { title: '养猪场臭气熏天', body: '村边养猪场粪水直排河沟。', channel: 'feed' };
    const first = read(message);
    for (const [, title, body] of strange) read({ title, body });
    expect(read(message)).toEqual(first);
  });
});
