// Characters that Chinese given names are made of: with a family name and a person's word before them they tell a name from a word.

const USUAL =
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文斌鹏辉飞宇浩俊峰海波云凤琴荣珍莉萍燕玲芬娥彩香菊莲翠雅芝琼勤萱婷雪慧佳怡琳欣悦颖晓' +
  '婉茹蓉瑶琪璐薇菲梦洁晶莹倩娇妍彤雯蕾蓓媛馨嘉子涵轩睿博泽宸梓桐诗诺依晨曦阳航凯旭帆翔天佑祥瑞福禄寿喜贵财富发旺兴盛昌隆德仁义礼信忠孝廉良善和顺安康宁' +
  '泰毅健力雄豪才贤达智聪颖学书章典范世家邦民庆春夏秋冬生长久永恒远大宏广江河湖川山岭岩石林森木树松柏竹荷花草苗青绿蓝紫丹朱金银铜铁钢铭锋剑锐鑫淼东西' +
  '南北中小少幼孟仲季元亨利贞龙虎鹰凤鸾鹤雁鸿雷风雨霜露虹光煌耀曜晖昊昱昕晟晗暄日月星辰思念恩爱惠珠宝珊瑚珂玮珏瑾瑜璇璟琦琛琨玥玫瑰圆环素淑贞巧妹姐妞娣' +
  '嫦娴婵姗姣妮媚嫣婧婕可乐心意愿恺悌恬悠情怀念思念慈悲惟怡恒成功业勋绩胜捷凡非亚亮先全兆克其再冠凌初升卓博友双启周咏哲唯善喆圣均坚培城基墨士壮声奇如存' +
  '守宗定宪尚岚岳崇巍川州布帅希干庭延开弘彦彪征微必怀恩懿戈振挺掌敬新方旦昆易映昭景晋权柱栋根桦桃梁棋椿楚楠模欢正武殿毓水汉汝沁沛沙沐治泉泓法洪洲津派济浩' +
  '润清渊温湘源滨滔潇潮澄澜灵灿炎炜炳烁烈焕照熙牛玄理田甫电畅白百益相眉真知硕磐禹科秉程稳立竞笑笛笙精紫素红纪纯纲经维绍继绮缘罗美群羽翰耕耘联育胤腾自舒良艺' +
  '芮芯芸苏若茂茜茵莎莺萌葆葵蔓蕊蕙薪藻行衍裕襄西言训诚谊谋谦豆贝赋赞赫越跃路载轶辛迅运进迎通道遥邦郁里钊钧钰铎锦镇逸闻阔霄震霆非韬韵音顺颂领颜风飘驰骏骥高魁鲁麒麟黎齐恭令湃然卫姜杨柳程夷臣侠仪俐倍偲冉凝励勉匀卉卿参吟味唤圣坦埔域塬姿娅娴婉媱孜孺宾寅尔尧屏岑峻嵘崎嵩巧帷幸幼彭征徽忱怿恕悟愉慎慕戎扬抒拓拥振捷授敦斐旗旻昂昶晔晚景智暖曼望朋朔朗杏杉杭杞林枫柯柔柠桥梧楷榕樊樱橙歆毅沅沈泊泱洵浚浪淇淑淳清渝湛溪溢滢漪漫潼濠瀚炎烽焓煊煜熠燚牧珞珩珮理琬琰瑄瑛瑞瑶璋璞甜畅皎皓盈盼睦矜砚礼祎祺秀穗笃筠箫粒紫绚绢绯罡翊翎翡聆胤芃芊芙芷苑苒苓茗荃荔荟荻莘莛菁萤萧葳蒙蓓蔚蕴薰虔衡裴觅誉谦豫贤跃轲辰述逢逸郦酉采野钦钰铄铮锋锐锡镕闯陌隽雁雍雰霁霏靖静鞠韫韶颐飒香馥骁骄魏鸣鹃麟黛齐龄';

const usual = new Set(USUAL);

/** Those that hardly begin or end any other word: 朱红 is a colour, 朱红霞 is not. */
const ONLY = new Set(
  '霞芳娜娟琴玲芬萍燕娥莉倩婷颖妍瑶薇蓉琪璐媛馨涵轩睿宸梓桐昊昱晟晗磊鑫淼彬斌鹏俊峰涛杰松柏' +
    '俐姗婕婧婵嫣怿昶暄沁湃潼煜熠燚玥珂珏琨琬瑄璟皓芃芊芮芸萱雯骁馥',
);

/** Whether a character is at home in names and in few words. */
export function isOnlyGiven(sign: string): boolean {
  return ONLY.has(sign);
}

/** Whether every character of a given name is one that given names are made of. */
export function isGiven(text: string): boolean {
  if (text === '') return false;
  for (const sign of text) if (!usual.has(sign)) return false;
  return true;
}
