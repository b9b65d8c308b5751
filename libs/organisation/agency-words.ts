// Offices as they were called before a reform or are called in passing, and who does their work now: reasons for a proposal, never for certainty.

type Former = { was: RegExp; now: readonly string[] };

/**
 * By the reform of 2018 (深化党和国家机构改革方案 and what provinces made of it) and that of 2023; `now` are the
 * beginnings that the successor's name may have.
 */
const formers: readonly Former[] = [
  { was: /^环境保护|^环保/, now: ['生态环境'] },
  { was: /^卫生(和|与)?计划生育|^计划生育|^计生|^卫计/, now: ['卫生健康'] },
  { was: /^国土(资源)?|^规划局/, now: ['自然资源'] },
  { was: /^扶贫|^乡村振兴|^农业局|^畜牧/, now: ['农业农村'] },
  { was: /^物价|^粮食/, now: ['发展和改革', '发展改革'] },
  { was: /^法制/, now: ['司法'] },
  { was: /^(房产|房屋|住房|房地产)管理/, now: ['住房和城乡建设', '住房城乡建设'] },
  { was: /^(工商|食品药品|质量技术|质监|食药)/, now: ['市场监督管理'] },
  { was: /^(安全生产|安监)/, now: ['应急管理'] },
  { was: /^(文化|旅游|文物|广播)/, now: ['文化和旅游'] },
  { was: /^(体育|教育)局/, now: ['教育体育', '教育'] },
  { was: /^(国税|地税|地方税务|国家税务)/, now: ['税务'] },
  { was: /^(社会保险|社会保障|社保|就业|劳动)/, now: ['人力资源和社会保障', '人力资源社会保障'] },
  { was: /^(公路|道路运输|运管|海事)/, now: ['交通运输'] },
  { was: /^(市政|园林|环卫|城市综合执法)/, now: ['城市管理', '综合行政执法'] },
  { was: /^(防汛|河道|水保|移民水库)/, now: ['水利', '水务'] },
  { was: /^(交警|交通警察)/, now: ['公安'] },
  { was: /^(政府)?(政务)?(信息|网站|公开)/, now: ['政府办公室', '政府办公厅', '党政综合'] },
  { was: /^(民族|宗教|统战)/, now: ['统战', '民族宗教'] },
  // 物业管理条例 第五条: the housing authority of a county and above supervises property management.
  { was: /^(住宅)?(小区)?物业/, now: ['住房和城乡建设', '住房城乡建设'] },
  // 机关 is left out of a name before it is compared.
  { was: /^事务(管理|服务)/, now: ['机关事务', '政府办公室', '政府办公厅'] },
  { was: /^(地方)?金融(工作|服务|发展|监管|监督)/, now: ['地方金融', '金融', '财政'] },
];

/** A longer name says more than its first word does: 公路 of 公路工程建设指挥部 is not enough to go by. */
const LONGEST = 11;

/** Who may do now what an office of this plain name did; the first that fits in front. */
export const formerOf = (plain: string): { was: string; now: readonly string[] }[] =>
  plain.length > LONGEST
    ? []
    : formers.filter(({ was }) => was.test(plain)).map(({ now }) => ({ was: plain, now }));

/** Without the names of places in front, however many; something of a name stays. The longest that fits goes first. */
export function withoutFronts(text: string, places: readonly string[]): string {
  const fits = places.filter((place) => place && text.startsWith(place) && text.length > place.length + 1);
  if (fits.length === 0) return text;
  return withoutFronts(text.slice(Math.max(...fits.map(({ length }) => length))), places);
}

/** Full width and brackets plain, stops and spaces gone; 某县人民政府某某街道办事处 as people say it, 某县某某街道办事处. */
export const written = (spelling: string): string =>
  spelling
    .normalize('NFKC')
    .replace(/[\s"'“”‘’《》〈〉【】·．。，,;；:：]/g, '')
    .replace(/[（(][^（）()]*[）)]/g, '')
    .replace(/人民政府(?=\p{Script=Han}{2,6}街道)/u, '');
