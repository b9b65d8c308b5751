// What an incident is about: title, topic and place follow what most of its messages say.
import { aboutOf } from './about';
import { placeTold } from './place';

const said = (title: string, body = '', place: string | null = null) => ({ title, body, place });

describe('the place that messages name', () => {
  it.each([
    ['桥东路路灯不亮', '桥东路'],
    ['反映桥东路井盖破损', '桥东路'],
    ['环城北路汽修厂火灾已致3死2伤', '环城北路'],
    ['请公布青石镇中心小学学生腹泻的原因', '青石镇中心小学'],
    ['澜湖新苑小区连续停水', '澜湖新苑小区'],
    ['东坪村水渠排污', '东坪村'],
    ['紫藤苑小区电梯停运', '紫藤苑小区'],
    ['望澜县青石桥货车客车相撞', '青石桥'],
    ['解放路积水', '解放路'],
    ['反映村道损坏', null],
    ['高速公路堵车三小时', null],
    ['抢救无效死亡医院没有说法', null],
    ['老旧小区加装电梯补贴怎么申请', null],
    ['农村道路两侧垃圾成堆', null],
    ['一所学校乱收费', null],
    ['片区幼儿园不够', null],
    ['澜湖新苑路灯不亮', '澜湖新苑'],
    ['咨询居住证办理', null],
    ['', null],
    ['😀😀', null],
    ['Bus stop at North Road', null],
  ])('%s → %s', (title, place) => expect(placeTold([said(title)])).toBe(place));

  it('is the one that most of them name; an exact one stands for the wider one within it', () => {
    const school = said('青石镇中心小学学生腹泻', '青石镇中心小学几十名学生腹泻。');
    const town = said('青石镇学生集体腹泻', '青石镇的孩子们怎么了？');
    const other = said('听说有学生腹泻', '清河街的药店没药了。');
    expect(placeTold([other, town, town, school, school])).toBe('青石镇中心小学');
    expect(placeTold([other, town, town, town, town, school])).toBe('青石镇');
    expect(placeTold([other, ...Array.from({ length: 9 }, () => said('学生腹泻'))])).toBeNull();
  });
  it('that came with the message counts before what is read, unless the text is more exact', () => {
    expect(placeTold([said('兴业路积水', '', '东城街道')])).toBe('东城街道');
    expect(placeTold([said('青石镇中心小学腹泻', '', '青石镇')])).toBe('青石镇中心小学');
  });
  it('a body of a megabyte takes no longer than a short one', () => {
    const began = process.cpuUsage().user;
    placeTold([said('桥东路', '桥东路井盖破损。'.repeat(120_000))]);
    expect(process.cpuUsage().user - began).toBeLessThan(1_000_000);
  });
});

describe('what an incident is about', () => {
  const told = (
    title: string,
    topic: string | null,
    areas: string[] = [],
    speaksOf: string | null = null,
  ) => ({
    ...said(title),
    topic,
    areas,
    speaksOf,
  });
  it('is what most say, of equals the first; areas are all that any touches', () => {
    const about = aboutOf([
      told('求助', '城乡建设', ['生态环境'], '望澜县'),
      told('柳叶巷工地夜间施工', '环境保护', [], '望澜县'),
      told('柳叶巷工地夜间施工扰民', '环境保护', ['住房保障']),
    ]);
    expect(about).toEqual({
      title: '柳叶巷工地夜间施工',
      topic: '环境保护',
      areas: ['住房保障', '生态环境'],
      place: '柳叶巷',
    });
    expect(aboutOf([told('甲', '政法'), told('乙', '交通运输')])).toMatchObject({
      topic: '政法',
      place: null,
    });
  });
  it('is called by what tells the matter, not by a plea about it', () => {
    const about = aboutOf([
      told('请公布青石镇中心小学学生腹泻的原因', null),
      told('青石镇中心小学学生腹泻', null),
      told('青石镇中心小学学生腹泻怎么回事？', null),
      told('求通报青石镇中心小学腹泻情况', null),
    ]);
    expect(about.title).toBe('青石镇中心小学学生腹泻');
    expect(aboutOf([told('请公布水价', null)]).title).toBe('请公布水价');
  });
  it('lies in the jurisdiction spoken of where no place is named', () => {
    expect(aboutOf([told('居住证怎么办', null, [], '望澜县')])).toMatchObject({
      topic: null,
      place: '望澜县',
    });
  });
});
