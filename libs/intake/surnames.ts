// Chinese family names, and words that only look like a person's name.

// The hundred or so that cover nearly everybody, without those that are also everyday words.
const USUAL =
  '王李张刘陈杨赵黄吴周徐孙胡朱林郭罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘袁董余苏叶吕魏蒋田杜丁沈姜范傅钟卢汪戴崔任陆' +
  '廖姚邱夏谭韦贾邹石熊孟秦阎薛侯雷龙段郝孔邵史毛万顾赖康贺严尹钱洪龚汤武黎樊邢岳倪庞殷施陶翟颜俞柴蔺甄屈闫' +
  '程毕莫柳骆喻郎岑翁荀褚娄虞覃';
// Names that are also everyday words, or rarer: believed only after a word such as 联系人.
const OTHER =
  '高何马梁于金江方白邵常温乔文牛安齐易向关辛管祝左涂谷时舒耿卜路詹凌费纪靳盛童欧裴霍焦柯成兰连党项房车祁冉边季' +
  '全明计伍米柏窦章云平和穆戚经宁仇栾暴甘厉戎祖符景束叶幸司韶郜薄印怀蒲从鄂索咸籍卓蔚乐闻莘苗凤花鲍鲁桑桂濮牛寿' +
  '通扈燕冀浦尚农别庄晏瞿慕茹习宦艾鱼容古慎戈庾终居衡步满弘匡国寇广禄阙东殴沃利越隆巩聂晁勾敖融冷訾阚那简饶' +
  '空毋沙鞠须丰巢蒯查后荆红游竺盖益桓公仝付覃海代原延解强丛靖母宫葛封羊糜井卞包包阮蓝闵席麻危胥应宗丛滕嵇邬臧' +
  '单水言种苑苟亢牟佟佘佴楚晋汝法洛涂鄢鹿逯补仉盘佐肇' +
  '卫尤华奚昌酆廉皮元湛禹狄贝伏谈茅梅刁支昝缪裘干宣贲郁杭诸吉钮滑荣於惠曲芮羿汲邴松富巫乌巴弓牧隗宓蓬郗班仰秋仲伊钭蓟邰屠蒙池阴' +
  '储宿申权钦商谯笪迟芦郄漆展蹇亓禚苌苍贡逄姬扶堵宰郦雍郤璩郏暨殳夔厍乜谌粟冼麦植揭敬练揣阳舟';
const DOUBLE =
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 ' +
  '慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 令狐 百里 呼延 东郭 南门 西门 第五';

const usual = new Set(USUAL);
const any = new Set([...USUAL, ...OTHER]);
const doubles = new Set(DOUBLE.split(' '));

const FIRST = 0x4e00;
const begins = new Uint8Array(0x9fff - FIRST + 1);
for (const sign of [...any, ...[...doubles].map((name) => name.charAt(0))])
  begins[sign.charCodeAt(0) - FIRST] = 1;

/** Whether a family name may begin with this UTF-16 unit: quick, for the walk through a text. */
export function beginsName(code: number): boolean {
  return begins[code - FIRST] === 1;
}

/** Length of the family name at the beginning: 2, 1 or 0. `strict` leaves out those that are everyday words. */
export function surnameLength(text: string, strict: boolean): 0 | 1 | 2 {
  if (doubles.has(text.slice(0, 2))) return 2;
  return (strict ? usual : any).has(text.charAt(0)) ? 1 : 0;
}

const WORDS = new Set(
  (
    '党员 高中 高中生 高三 高一 高二 高校 高级 高龄 高考 高新 高新区 高速 高铁 高架 高层 高压 高空 高温 高台 高楼 安置 安置户 安徽 安康 安全 安监 方便 方面 时常 常年 ' +
    '于是 项目 成年 成年人 全体 全家 向往 应届 应届生 后续 从事 都是 和平 能否 明年 平时 平台 平安 解决 强烈 关于 关注 ' +
    '温州 连续 经常 曾经 曾多次 多次 时间 时候 来自 来信 来电 来访 车主 车辆 房主 房东 房屋 房子 路人 路过 金融 江苏 江西 ' +
    '江南 白天 文化 牛奶 马上 马路 何时 何人 何地 易地 管理 管道 左右 童年 国家 国有 广大 广东 广西 海南 代表 代理 代办 ' +
    '原因 原来 强制 包括 包工头 单位 单元 水电 水费 言论 种植 利用 利益 相关 查询 查看 后来 红军 游客 权利 公司 公民 公众 ' +
    '公安 公交 公示 公共 居民 居住 步行 都市 满意 东边 东西 师傅 师生 简单 空调 养老 养殖 石头 石油 龙头 武装 武汉 武警 ' +
    '唐山 唐朝 许多 许可 许昌 任何 任务 任职 余额 余款 夏天 夏季 夏收 田地 田间 林业 林地 林场 康复 康养 严重 严格 严禁 ' +
    '钱款 钱财 石家庄 万元 万分 万户 秦岭 秦皇岛 孟加拉 雷电 毛病 顾客 顾虑 洪水 洪涝 施工 施工方 史上 叶子 黄河 黄色 ' +
    '宋代 杨凌 沈阳 汪洋 陆续 陆路 谢谢 谢谢您 丁香 段落 段时间 肖像 汤圆 岳父 岳母 尹始 陶瓷 颜色 柴油 周边 周围 ' +
    '周末 周一 周二 周三 周四 周五 周六 周日 周岁 周期 林区 林权 韩国 韩城 曹家 曾祖 范围 傅粉 魏晋 蒋家 杜绝 姜汤 ' +
    '钟头 钟点 卢布 戴上 戴着 苏州 苏联 吴江 吴中 徐州 徐徐 郑州 郑重 梁家 梁上 刘家 陈述 陈旧 陈列 陈情 张贴 张口 张嘴 张家口 ' +
    '王家 李家 赵家 胡乱 胡说 胡同 朱红 罗列 郭家 孙子 孙女 马来 匿名 本人 同上 不详 无 没有 保密 未知 暂无 先生 女士 ' +
    '物业 物业公司 村委会 居委会 社区 政府 学校 医院 家长 家属 家人 群众 市民 网友 业主 村民 工作人员 负责人 管理员 办公室 ' +
    '全体业主 全体村民 全体居民 实名 见附件 如下 信息 情况 电话 手机 地址 姓名 联系 反映 投诉 咨询 您好 你好 人力 人员 ' +
    '金额 平米 平方 平均 平房 连接 连带 成立 成员 成功 成本 全部 全市 全县 全村 全镇 文件 文明 明确 明显 明知 安装 安排 ' +
    '向上 向阳 关系 关闭 应该 应当 经济 经营 经过 经理 经办 时代 计划 计生 计算 路口 路面 路灯 路段 宁夏 宁波 白酒 ' +
    '常住 常委 方式 方法 方案 方向 边上 边界 章程 章节 云南 和谐 和睦 司机 司法 景区 景点 古城 古镇 古树 楚雄 晋中 晋城 ' +
    '法院 法律 法规 法人 法官 洛南 洛阳 洛川 区域 区间 员工 简易 那个 那里 那些 那么 须知 空气 空地 农村 农民 农户 农业 ' +
    '农田 别人 别的 别墅 花费 花园 花钱 通知 通过 通报 通行 通道 通信 燕子 尚未 尚有 乐园 闻讯 怀孕 怀疑 从来 从此 从未 ' +
    '印章 印象 索要 索赔 苗木 苗族 鱼塘 容易 容量 终于 终身 隆重 越来越 盖房 盖章 益处 红色 红线 红砖 游泳 强占 强拆 强行 ' +
    '程序 程度 毕竟 毕业 毕业生 莫名 莫非 莫过 柳树 柳州 卫生 卫生院 卫生间 卫生室 尤其 尤为 华侨 华为 皮肤 元旦 元月 元宵 谈话 谈判 梅花 梅雨 支付 支持 ' +
    '支出 支部 支队 干部 干净 干活 干旱 宣传 宣布 宣称 杭州 诸多 吉利 吉林 滑坡 滑倒 荣誉 惠民 曲线 储存 储蓄 松动 富裕 巴士 乌鲁木齐 班车 班级 秋天 秋收 ' +
    '秋季 仲裁 伊始 蒙古 池塘 阴天 阴雨 双方 双休 贡献 劳动 劳务 劳资 扶贫 扶养 扶手 堵车 堵塞 堵路 宰客 阳台 阳光 舟山 敬老 敬老院 练车 植物 植树 麦子 麦收 ' +
    '高烧 高热 高血压 白血病 权益 成绩 成长 关心 关爱 严查 严惩 代言 公道 黄疸 原意 任意 雷锋 应知 万众 连周 方来 敬请'
  ).split(' '),
);
const ENDS =
  /(?:[局所室部处科办院站厅委会司队区县镇乡村路街组店厂校园馆行社线团员方者们家人单号楼栋铺号费款]|中心|公司|中学|小学|平台|热线|窗口|政府|小区|先生|女士)$/;

/** Whether it is an everyday word as a whole. */
export function isEveryday(text: string): boolean {
  return WORDS.has(text);
}

/** Whether it is an everyday word as a whole, or ends like an office or a place. */
export function isOffice(text: string): boolean {
  return WORDS.has(text) || ENDS.test(text);
}

/** Whether a string of two to four characters is an everyday word or ends like an office or a place. */
export function isWord(text: string): boolean {
  return (
    WORDS.has(text) ||
    ENDS.test(text) ||
    /反映|投诉|来电|来访|多次|[的了是在有我你他她它不没和与及或把被这哪么吗呢吧啊就也又很但向到从由对给让使某]/.test(
      text,
    )
  );
}
