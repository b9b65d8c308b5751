// Finds people's names that no label announces: by how names are made, what stands before and after, and what is a word.
import { isOnlyGiven } from './given-names';
import { givenWeight, isPair } from './name-weights';
import { isHan, matchesOf } from './redact-finding';
import { beginsName, isEveryday, isOffice, isWord, surnameLength } from './surnames';

/** A name where a person is spoken of: 网格员, 我爱人, 一个叫, 签名. */
const INTRODUCED =
  /(?:[人员者工师长生民户友客伙妻夫哥弟姐妹嫂姑叔伯姨舅爷奶爸妈爹娘儿女婆公媳婿孙侄甥警纳计导监司属]|爱人|对象|司机|嫂子|妻子|儿子|妹子|女子|男子|男孩|女孩|老板|叫|名字|姓名|自称|签名|署名|签字|人是|[人员者]为|班|同学|书记|主任|被告|原告|教练|股东|邻居|朋友|亲戚|老伴|孩子|闺女|媳妇|丫头|小子|[校牙]医)(?:名?叫|是|为)?["“‘:( ]?$/;
/** After these a name may stand, and many another word. */
const JOINED = '和与跟同及给向找对问被把请由让是帮陪替到告即有名了的里门壁村上下举报着助救按望从于对有、';
/** How a sentence goes on after a person. */
const GOES_ON =
  /^(?:反映|投诉|来电|来信|致电|咨询|举报|求助|申请|表示|认为|要求|请求|希望|承诺|答应|告诉|声称|自称|口述|多次|经常|长期|独自|擅自|私自|违规|强行|夫妻|夫妇|一家|全家|家|的|等|本人|同志|先生|女士|老师|师傅|同学|医生|大爷|大妈|大娘|大叔|阿姨|户|名下|两口|父子|母子|兄弟|姐妹|身份证|电话|手机|上门|于|在|从|因|为|把|被|将|对|向|用|让|叫|是|没|无|未|不|拒|已|曾|正|刚|又|还|也|都|就|去|来|说|称|讲|问|到|住|今年|现年|至今|自|突|欠|欺|拖|骗|打|骂|摔|骑|开|卖|租|承包|经营|占|霸占|侵占|克扣|挪用|贪|冒领|虚报|截留|殴打|辱骂|抢|偷|卷|拉黑|抵押|收|仗|借着|签|留|天天|利用|一直|当场|当天|尽快|态度|患|病|受伤|死|失踪|离婚|和|与|跟|同|给|这|那|手|处)/;
/** What follows a person and nothing else. */
const FIRMLY = /^(?:本人|夫妇|夫妻|一家|先生|女士|同志|同学|名下|口述|反映|投诉|两口子|父子|母子|母女|父女)/;
/** What somebody is accused of: 丁有财欠薪. */
const DEED =
  /^(?:欠[薪债款钱账我他她着了下]|拖欠|私自|擅自|打[伤人骂了]|殴打|辱骂|侵占|霸占|强占|骗[走取我了]|克扣|卷[款走]|贪[污占]|挪用|冒领|虚报|截留)/;
/** A person in office whose name stands in front: 张伟局长. No 局长期, 站长途. */
const OFFICE = /^副?(?:[局校院所站科处股队厂园组]长(?![期年途时达久])|董事长|书记(?!员)|主任|支书|经理)/;
/** The same of a place, which is mostly what the characters before it name: 石泉县长. */
const PLACE_OFFICE = /^副?[村乡镇县区市]长(?![期年途时达久江安廊])/;
/** What makes a place, a firm or a thing of the characters before it. */
const NO_PERSON =
  /^[ ]?(?:[村路街区县镇乡庄屯寨店庙寺桥沟河湖岭坡坝巷弄苑府城厂校院馆站所局州省市江岛国奖杯牌山塔]|隧道|宾馆|饭店|药[店房]|建材|物业|置业|地产|物流|大道|大街|小区|花园|广场|公园|公司|集团|酒店|超市|学校|中学|小学|大学|幼儿园|医院|诊所|大厦|国际|社区|水库|景区|市场|商场|驾校|工地|项目|精神|专卖|旗舰|新区|新城|家园|公寓|流域|高速|高铁|机场|车站|主义|思想|故居|纪念|事业|工程|法|型|性)/;
const KNOWN = new Set(
  (
    '毛泽东 周恩来 邓小平 习近平 江泽民 胡锦涛 孙中山 马克思 雷锋 焦裕禄 孔繁森 王老吉 康师傅 周大福 周大生 马应龙 张小泉 沃尔玛 麦德龙 李时珍 全明星 ' +
    '金银花 杜鹃花 公积金 关节炎 国庆节 纪念碑 水龙头 高富帅 平衡点 支柱性 文言文 安乐窝 东南亚 华盛顿 全景式 方向盘 成就感 明信片 边防军 高跟鞋 石英石 ' +
    '花岗岩 石拱桥 白兰地 白玉兰 白兰玉 红富士 金龙鱼 广交会 富士康 万年青 常青藤 安居工 古生物 印鉴卡 松柏树 唐僧肉 明察秋 钟灵毓 文明礼 安静祥 尚方宝 广纳贤 时间长 ' +
    '白云山 贺兰山 石景山 阳明山 东方红 江南春 松花江 金水河 夏令营 李锦记 付清 荣耀'
  ).split(' '),
);
/** What people are called by, and what follows a family name in other words. */
const NOT_GIVEN = new Set(
  (
    '先生 女士 小姐 老师 师傅 老板 大哥 大姐 大爷 大妈 大娘 大叔 阿姨 大夫 夫人 太太 公子 兄弟 公公 老大 老二 老三 老汉 姑娘 经理 校长 院长 政委 司令 祖父 祖母 父亲 母亲 ' +
    '尊敬 扬言 承诺 公章 押金 老总 书记 主任 医生 警官 同志 同学 家长 某某 克思 大人 老太 老头 婆婆 奶奶 爷爷 妈妈 哥哥 师生 妇女'
  ).split(' '),
);
/** Given names that many bear although their characters are at home in words. */
const USUAL = new Set(
  (
    '建国 建华 建军 建平 建业 建民 建设 建忠 建文 建伟 建新 建立 建强 建成 建明 建中 建林 建春 国庆 国强 国华 国栋 国平 国民 国辉 国良 国兴 国忠 国富 国安 国立 国军 ' +
    '志强 志刚 志明 志勇 志军 志华 志平 志远 志高 志国 志成 志文 志新 志学 卫东 卫国 卫民 卫平 卫红 卫军 卫华 爱国 爱民 爱军 爱华 爱红 爱英 永强 永明 永胜 永军 永生 永平 永红 永利 ' +
    '大勇 大力 大军 大伟 大明 大海 大山 大成 大庆 小军 小明 小强 小平 小红 小东 小花 小娟 小燕 小兵 小林 小龙 小刚 小英 小丽 小华 小云 小雨 小芳 小波 小虎 小飞 ' +
    '学军 学文 学明 学东 学林 学良 学民 学忠 学武 学义 文学 文明 文化 文华 文军 文平 文生 文国 长生 长江 长河 长海 长青 长顺 长春 长明 长林 根生 根发 根宝 水生 火生 土生 春生 冬生 秋生 ' +
    '福生 福来 福成 福明 贵生 贵成 发财 发明 来福 来喜 成林 成功 成才 成明 成龙 海军 海平 海生 海明 海洋 海龙 新华 新民 新国 新年 新建 新明 红军 红兵 红星 红卫 红旗 红梅 红英 红霞 红艳 ' +
    '家旺 家兴 家明 家和 家有 家国 玉林 玉生 玉明 玉成 玉国 宝山 宝成 宝国 宝玉 宝林 天明 天成 天生 天宇 天佑 天赐 一鸣 一凡 一诺 一帆 子涵 子轩 立新 立军 立国 立明 立民 立平 ' +
    '光明 光辉 光荣 光华 光军 向阳 向东 向前 向红 向军 春来 春明 春花 春雨 春梅 春华 秋生 秋月 冬梅 月英 月华 美丽 美华 美英 金花 金生 金山 金龙 银花 花香 云飞 云龙 晓明 晓东 晓军 晓红 ' +
    '三元 二虎 大壮 大山 大发 大江 正国 正明 正华 正平 正义 正江 振国 振华 振兴 振东 振军 得胜 得福 有才 有福 有德 有发 有根 有明 有生 有为 有志 有田 有财 进军 进喜 进步 ' +
    '东升 东海 东平 东明 东生 中华 中平 中山 友谊 友明 友林 世民 世平 世荣 世明 世国 世界 安平 安民 安国 平安 和平 青松 青山 清明 清华 少华 少军 少平 少东 先进 兴国 兴华 兴旺 兴发'
  ).split(' '),
);

/** Family names that are first of all particles: 和, 从. Only a label makes a name of them. */
const PARTICLE = '和从由与及为对给代';
const CEILING = 4;
const BELIEVED = 5;
const NEVER = -99;
/** Last characters of places: 李家湾, 白云寺. */
const PLACE = /(?:[寺庙塔庵沟庄苑渠坝桥峪滩坪郡塘湖阁宫洲窑]|[家坡][山岭湾坡河]|[子伍]岭)$/;
type Span = { start: number; length: number };

/**
 * Names in running text. Each is weighed: the family name, its given characters, what introduces it and what follows;
 * words that it would be, hold or cut through speak against it.
 * @param text folded text
 */
export function likelyNames(text: string): Span[] {
  const found: Span[] = [];
  for (let at = 0; at + 1 < text.length; at += 1) {
    if (!beginsName(text.charCodeAt(at)) || !isHan(text.charCodeAt(at + 1))) continue;
    const family = surnameLength(text.slice(at, at + 2), false);
    const length = family === 0 ? 0 : nameAt(text, at, family);
    if (length === 0) continue;
    found.push({ start: at, length });
    at += length - 1;
  }
  return found;
}

/** Whether it is what people are called by and no given name: 老师, 主任. */
export function isCalling(given: string): boolean {
  return NOT_GIVEN.has(given);
}

/** The length of the name that begins here, or 0. */
function nameAt(text: string, at: number, family: number): number {
  const own = at + family;
  const first = givenWeight(text.charCodeAt(own));
  const second = givenWeight(text.charCodeAt(own + 1));
  const usual = isUsual(text, own);
  const sum = Math.min(first, CEILING) + Math.min(second, CEILING);
  if (!usual && (sum < 0 || second <= -4) && first < 0) return 0;
  const before = PARTICLE.includes(text.charAt(at)) ? NEVER : leftOf(text, at, family);
  if (before === NEVER) return 0;
  const both = usual ? Math.max(sum + 2.5, leastOf(text, at, family, before)) : sum;
  // What both sides and the family name can add at most: where that is too little nothing more is looked at.
  const most = before + (family === 2 ? 6 : 4);
  const isTwo = both >= 0 && (usual || second > -4) && both + most >= BELIEVED;
  const two = isTwo ? weigh(text, at, family, 2, both, before, usual) : NEVER;
  // One given character alone tells little: then both sides must.
  const alone = Math.min(first, CEILING) * 1.3;
  const isOne =
    first >= 0 && alone + most >= BELIEVED && (before >= 2 || family === 2 || standsAlone(text, at, first));
  const one = isOne ? weigh(text, at, family, 1, alone, before, false) : NEVER;
  if (Math.max(one, two) < BELIEVED) return 0;
  // Rather a character too many than half a name; but not half of 安排.
  const cuts = isPair(text.charCodeAt(own + 1), text.charCodeAt(own + 2));
  return family + (two >= one || (two >= BELIEVED && !cuts) ? 2 : 1);
}

/** Given names that many bear; and 多多, of a pupil. */
function isUsual(text: string, own: number): boolean {
  const name = text.slice(own, own + 2);
  if (USUAL.has(name)) return true;
  return name.charCodeAt(0) === name.charCodeAt(1) && text.startsWith('同学', own + 2);
}

/** What a usual name weighs at least, however common its characters: 有财. Not so 的路建设, where two words meet. */
function leastOf(text: string, at: number, family: number, before: number): number {
  const isWords = isPair(text.charCodeAt(at + family), text.charCodeAt(at + family + 1));
  return isWords && before < 3 && surnameLength(text.charAt(at), true) === 0 ? NEVER : CEILING;
}

/**
 * Whether one given character is enough although nobody is introduced: after a family name that is hardly anything else it
 * is one that hardly stands in another word (王霞), or an office follows (孙丽科长; not 华润经理).
 */
function standsAlone(text: string, at: number, weight: number): boolean {
  if (weight < 0 || surnameLength(text.charAt(at), true) === 0) return false;
  if (weight >= 2 && isOnlyGiven(text.charAt(at + 1))) return true;
  const after = text.slice(at + 2, at + 6);
  return OFFICE.test(after) && !after.startsWith('经理');
}

function leftOf(text: string, at: number, family: number): number {
  const last = text.charCodeAt(at - 1);
  const bounded = at === 0 || !isHan(last);
  // 提高建设, 谢谢杨书记: the family name belongs to the word before it.
  if (!bounded && family === 1 && (isPair(last, text.charCodeAt(at)) || last === text.charCodeAt(at)))
    return NEVER;
  if (INTRODUCED.test(text.slice(Math.max(0, at - 8), at))) return 3;
  return bounded || JOINED.includes(text.charAt(at - 1)) ? 1 : -2;
}

function weigh(
  text: string,
  at: number,
  family: number,
  given: 1 | 2,
  weight: number,
  before: number,
  usual: boolean,
): number {
  const end = at + family + given;
  const name = text.slice(at, end);
  const own = name.slice(family);
  const after = text.slice(end, end + 5);
  if (
    KNOWN.has(name) ||
    KNOWN.has(name.slice(0, 2)) ||
    NOT_GIVEN.has(own) ||
    name.startsWith('谢谢') ||
    PLACE.test(name)
  )
    return NEVER;
  const office = OFFICE.test(after);
  // 黄熊副书记, 原卫健局长.
  if (own.endsWith('副') || (office && name.startsWith('原'))) return NEVER;
  if (!office && NO_PERSON.test(after) && !(PLACE_OFFICE.test(after) && (usual || weight >= 6))) return NEVER;
  if (usual ? isEveryday(own) : isWord(own) || isOffice(name)) return NEVER;
  let sum = weight + before + (family === 2 ? 3 : surnameLength(name, true) > 0 ? 1 : 0);
  const next = text.charCodeAt(end);
  const goesOn = GOES_ON.test(after);
  const deed = goesOn && DEED.test(after);
  if (!isHan(next)) sum += 1.5;
  else if (deed) sum += 3;
  else if (office || FIRMLY.test(after)) sum += 2.5;
  // 万鑫石料厂.
  else sum += goesOn ? 1 : given === 1 && before < 2 ? -3 : -2;
  if (given === 1 && family === 1 && surnameLength(name, true) === 0) sum -= 1.5;
  if (isHan(next) && isPair(text.charCodeAt(end - 1), next)) sum -= 2;
  // 龙凤山: a mountain, unless somebody is introduced or has done something.
  if (given === 2 && before < 3 && !deed && name.endsWith('山')) sum -= 3;
  // 平安, 金龙: what begins with a word is hardly a name, unless its end is.
  if (family === 1 && isPair(text.charCodeAt(at), text.charCodeAt(at + 1))) sum -= given === 1 ? 9 : 3;
  if (given === 2 && isPair(text.charCodeAt(end - 2), text.charCodeAt(end - 1))) sum -= 1;
  return sum;
}

/** Parts of Tibetan, Uyghur and Mongolian names, which have no family name to be known by. */
const PART =
  '(?:扎西|卓玛|多吉|次仁|才让|格桑|达瓦|旺堆|平措|洛桑|央金|拉姆|丹增|尼玛|巴桑|边巴|白玛|索朗|顿珠|旺姆|桑珠|仁青|仁增|德吉|曲珍|措姆|加措|嘉措|罗布|米玛|普布|贡布|旦增|强巴|土登|群培|' +
  '阿依古丽|阿依|艾力江|艾力|买买提|麦麦提|艾合买提|阿卜杜拉|阿不都拉|阿卜杜|阿不都|吐尔逊|吐尔洪|帕提古丽|古丽|热合曼|热依汗|木拉提|努尔|依明|玉素甫|克里木|' +
  '巴图|其其格|乌云|苏和|格日勒|娜仁|托娅|额尔敦|朝鲁|毕力格|那顺|斯琴|高娃|巴特尔|孟和|宝音)';
const PARTS = new RegExp(`${PART}{1,3}`, 'g');
const WHOLE = new RegExp(`^${PART}{2,3}$`);

/** Names without a family name: two parts of such names, or one where a person is introduced and the sentence goes on. */
export function namesWithoutFamily(text: string): Span[] {
  const found: Span[] = [];
  for (const { 0: name, index } of matchesOf(PARTS, text)) {
    const end = index + name.length;
    const after = text.slice(end, end + 4);
    const ended = !isHan(text.charCodeAt(end)) || GOES_ON.test(after);
    const introduced = INTRODUCED.test(text.slice(Math.max(0, index - 8), index));
    if (NO_PERSON.test(after) || !ended) continue;
    if (introduced || WHOLE.test(name) || (ended && text.charAt(index - 1) === '由'))
      found.push({ start: index, length: name.length });
  }
  return found;
}
