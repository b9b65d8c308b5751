// The departments a Chinese government usually has, as data: names by tier, what each answers for, short names.
import type { DepartmentKind } from './starting';

/**
 * One usual department. A missing name means that tier has no such department.
 * `topics` are level-1 topics and watch areas, the one it answers for first of all in front.
 * `short` are everyday names; in them and in `other`, 〔名〕 stands for the jurisdiction's name, 〔级〕 for its last character (县, 市, 省).
 */
export type UsualDepartment = {
  kind: DepartmentKind;
  county?: string;
  city?: string;
  province?: string;
  topics: readonly string[];
  short: readonly string[];
  other?: readonly string[];
};

const everywhere = (name: string) => ({ county: name, city: name, province: name });
const bureau = (stem: string) => ({ county: `${stem}局`, city: `${stem}局`, province: `${stem}厅` });

/** Province, city and county. The order is the order of the page, and decides between equals. */
export const usualDepartments: readonly UsualDepartment[] = [
  {
    kind: 'news-office',
    ...everywhere('宣传部（新闻办）'),
    topics: [],
    short: ['宣传部', '新闻办', '政府新闻办'],
    other: ['〔级〕委宣传部', '〔名〕委宣传部', '中共〔名〕委宣传部', '〔名〕人民政府新闻办公室'],
  },
  {
    kind: 'government-office',
    county: '政府办公室',
    city: '政府办公室',
    province: '政府办公厅',
    topics: ['党务政务'],
    short: ['政府办'],
    other: ['〔名〕人民政府办公室', '〔名〕人民政府办公厅', '〔名〕人民政府'],
  },
  {
    kind: 'department',
    ...everywhere('纪委监委'),
    topics: ['纪检监察'],
    short: ['纪委', '监委', '纪检委'],
    other: ['〔名〕纪律检查委员会'],
  },
  {
    kind: 'department',
    county: '发展和改革局',
    city: '发展和改革委员会',
    province: '发展和改革委员会',
    topics: ['经济管理'],
    short: ['发改局', '发改委', '发展改革局'],
  },
  {
    kind: 'department',
    county: '教育体育局',
    city: '教育体育局',
    province: '教育厅',
    topics: ['教育文体', '就学就医', '教育改革'],
    short: ['教体局', '教育局'],
  },
  {
    kind: 'department',
    county: '科技和工业信息化局',
    city: '工业和信息化局',
    province: '工业和信息化厅',
    topics: ['科技与信息产业'],
    short: ['工信局', '科技局', '经信局'],
  },
  { kind: 'department', ...bureau('公安'), topics: ['社会治安', '政法'], short: ['公安', '警方', '交警'] },
  { kind: 'department', ...bureau('民政'), topics: ['民政', '养老服务'], short: ['民政'] },
  { kind: 'department', ...bureau('司法'), topics: ['政法'], short: ['司法'] },
  {
    kind: 'department',
    ...bureau('财政'),
    topics: ['金融安全', '经济管理', '减税降费'],
    short: ['财政'],
  },
  {
    kind: 'department',
    ...bureau('人力资源和社会保障'),
    topics: ['社会保障', '劳动和社会保障'],
    short: ['人社局', '人力社保局', '人力资源社会保障局'],
  },
  {
    kind: 'department',
    ...bureau('自然资源'),
    topics: ['国土资源'],
    short: ['自规局', '国土局', '国土资源局', '自然资源和规划局'],
  },
  {
    kind: 'department',
    ...bureau('生态环境'),
    topics: ['生态环境', '环境保护'],
    short: ['环保局', '环境保护局'],
  },
  {
    kind: 'department',
    ...bureau('住房和城乡建设'),
    topics: ['城乡建设', '房地产市场', '住房保障'],
    short: ['住建局', '住房城乡建设局', '建设局'],
  },
  { kind: 'department', ...bureau('交通运输'), topics: ['交通运输'], short: ['交通局', '交运局'] },
  {
    kind: 'department',
    ...bureau('水利'),
    topics: ['农村农业', '防灾减灾救灾'],
    short: ['水务局', '防汛办'],
  },
  {
    kind: 'department',
    ...bureau('农业农村'),
    topics: ['农村农业', '脱贫攻坚'],
    short: ['农业局', '乡村振兴局', '扶贫办'],
  },
  { kind: 'department', ...bureau('商务'), topics: ['商贸旅游'], short: ['商务和粮食局'] },
  {
    kind: 'department',
    ...bureau('文化和旅游'),
    topics: ['商贸旅游', '教育文体'],
    short: ['文旅局', '文广新局', '旅游局'],
  },
  {
    kind: 'department',
    county: '卫生健康局',
    city: '卫生健康委员会',
    province: '卫生健康委员会',
    topics: ['卫生健康', '卫生计生', '就学就医'],
    short: ['卫健局', '卫健委', '卫计局', '卫生局'],
  },
  { kind: 'department', ...bureau('退役军人事务'), topics: ['民政'], short: ['退役军人局'] },
  {
    kind: 'department',
    ...bureau('应急管理'),
    topics: ['防灾减灾救灾', '安全生产'],
    short: ['应急局', '安监局'],
  },
  {
    kind: 'department',
    ...everywhere('市场监督管理局'),
    topics: ['食品药品', '公正监管', '商贸旅游'],
    short: ['市监局', '市场监管局', '工商局', '食药监局', '质监局'],
  },
  {
    kind: 'department',
    ...everywhere('医疗保障局'),
    topics: ['社会保障', '就学就医'],
    short: ['医保局'],
  },
  {
    kind: 'department',
    county: '城市管理局',
    city: '城市管理局',
    topics: ['城乡建设'],
    short: ['城管局', '城管', '综合行政执法局'],
  },
  { kind: 'department', ...everywhere('信访局'), topics: ['党务政务'], short: ['信访办'] },
  {
    kind: 'department',
    ...everywhere('税务局'),
    topics: ['减税降费'],
    short: ['国税局', '地税局'],
    other: ['国家税务总局〔名〕税务局'],
  },
  {
    kind: 'department',
    county: '消防救援大队',
    city: '消防救援支队',
    province: '消防救援总队',
    topics: ['防灾减灾救灾', '安全生产'],
    short: ['消防队', '消防'],
  },
];

/** A town has offices, not bureaus; each answers for several of the county's matters. */
export const usualTownOffices: readonly (Omit<UsualDepartment, 'county' | 'city' | 'province'> & {
  name: string;
})[] = [
  {
    kind: 'news-office',
    name: '党建和宣传办公室',
    topics: ['纪检监察'],
    short: ['宣传办', '党建办'],
    other: ['〔名〕党委宣传办公室'],
  },
  {
    kind: 'government-office',
    name: '党政综合办公室',
    topics: ['党务政务'],
    short: ['党政办', '政府办'],
    other: ['〔名〕人民政府', '〔名〕人民政府办公室', '〔名〕办事处'],
  },
  {
    kind: 'department',
    name: '经济发展和财政办公室',
    topics: ['经济管理', '科技与信息产业', '商贸旅游', '金融安全', '减税降费'],
    short: ['经发办', '财政所'],
  },
  {
    kind: 'department',
    name: '农业农村和生态办公室',
    topics: ['农村农业', '环境保护', '生态环境', '脱贫攻坚'],
    short: ['农办', '农业办'],
  },
  {
    kind: 'department',
    name: '社会事务办公室',
    topics: [
      '民政',
      '教育文体',
      '卫生计生',
      '劳动和社会保障',
      '卫生健康',
      '教育改革',
      '养老服务',
      '社会保障',
      '就学就医',
    ],
    short: ['社事办', '民政所'],
  },
  {
    kind: 'department',
    name: '规划建设办公室',
    topics: ['城乡建设', '国土资源', '交通运输', '房地产市场', '住房保障'],
    short: ['规建办', '建设办'],
  },
  {
    kind: 'department',
    name: '平安建设办公室',
    topics: ['政法', '社会治安'],
    short: ['平安办', '综治办'],
  },
  {
    kind: 'department',
    name: '应急管理办公室',
    topics: ['防灾减灾救灾', '安全生产'],
    short: ['应急办', '安监站'],
  },
  {
    kind: 'department',
    name: '综合行政执法队',
    topics: ['公正监管', '食品药品'],
    short: ['执法队'],
  },
];
