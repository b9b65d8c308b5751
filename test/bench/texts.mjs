// An endless supply of invented civic messages, no two alike: each of its own place, thing and fault, so that each is a matter of its own.

const list = (words) => words.split(' ');
/** The beginning of the Thousand Character Classic, in which no character comes twice: pairs of them are nobody's name. */
const signs = [
  ...'天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰馀成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰',
  ...'菜重芥姜海咸河淡鳞潜羽翔龙师火帝鸟官人皇始制文字乃服衣裳推位让国有虞陶唐吊民伐罪周发殷汤坐朝问道垂拱平章爱育黎首臣伏戎羌',
  ...'遐迩一体率宾归王鸣凤在竹白驹食场化被草木赖及万方盖此身四大五常恭惟鞠养岂敢毁伤女慕贞洁男效才良知过必改得能莫忘罔谈彼短靡',
  ...'恃己长信使可覆器欲难量墨悲丝染诗赞羔羊',
];
const things = list(
  '路灯 垃圾站 停车位 工资 自来水 公交站 学位 油烟管 塔吊 降压药 医保卡 养老金 充电桩 鱼塘 商品房 流浪犬 井盖 低保金 电梯 培训班 燃气管 快递柜 灌溉渠 不动产证 音响 公厕 洗车店 流转费 砖房 宽带 校车 秧苗 路障 门诊 树木 冷库 广告牌 水库 护栏 车牌 公积金 疫苗 香樟 猪舍 渔船 瓦窑 石料 药酒 红绿灯 监控 祠堂 暖气 蜂箱 奶粉 渡船 收割机 棉花 隧道 花圃 游泳池 图书室 篮球架 鞭炮 墓地 化肥 沼气池 竹林 梯田 茶苗 轮胎 铁皮棚 电线杆 变压器 洒水车 共享单车 滑梯 彩票店 网吧 烟囱 浴室 宾馆 奶牛 蒜薹 柑橘 辣椒 麻将馆 理发店 菜籽油 豆腐坊 驾校 婚宴 信号塔 泵房 护坡 排水沟 涵洞 吊桥 石阶',
);
const faults = list(
  '熄灭 溢满 涨价 拖欠 发黄 撤除 不足 直排 轰鸣 断货 退回 迟发 起火 翻塘 烂尾 咬人 缺失 漏发 停摆 关门 泄漏 乱收费 淤塞 卡壳 震耳 上锁 积冰 打白条 开裂 掉线 超载 枯死 堵路 限号 倾倒 停电 坠落 渗漏 变形 套牌 冻结 过期 被砍 臭气 搁浅 冒烟 扬尘 假冒 失灵 模糊 霉变 停供 中毒 掺假 停航 漏油 滞销 塌方 践踏 浑浊 闲置 锈断 伤人 占用 失效 爆裂 盗伐 撂荒 假苗 自燃 漏雨 倾斜 过载 撞人 乱停 断裂 无证 通宵 黑烟 漏电 欠税 倒毙 压价 落果 绝收 聚赌 噪声 浮油 异味 骗费 浪费 辐射 停转 滑坡 倒灌 堵死 晃动 缺级',
);
const pick = (words, i) => words[Math.abs(i) % words.length];
/** Scatters neighbouring numbers, always in the same way. */
const scatter = (i, salt) => {
  let x = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(salt + 7, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
  return (x ^ (x >>> 13)) >>> 0;
};
const nameOf = (i, salt) => [0, 1, 2].map((n) => pick(signs, scatter(i, salt + n))).join('');

/**
 * The `i`th message; `run` keeps one run's names apart from another's.
 * Mostly names, and no title: the grouping holds two texts to be one matter that share few but rare words.
 */
export function message(i, run = 'bench') {
  const name = (salt) => nameOf(i, salt);
  const thing = pick(things, i);
  const fault = pick(faults, i + Math.floor(i / things.length) * 17);
  const body = [
    `${name(10)}${name(14)}${name(18)}的${thing}${fault}`,
    `${name(22)}${name(26)}和${name(30)}${name(34)}也是`,
    `${name(38)}${name(42)}说归${name(46)}${name(50)}管`,
    `请${name(54)}${name(58)}看看`,
  ].join('，');
  return { externalId: `${run}-${i}`, channel: 'hotline', body: `${body}。` };
}
