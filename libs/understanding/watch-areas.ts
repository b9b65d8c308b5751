// The sixteen watch areas of the documents, many to a text, each with the words that show it.

/** 经济社会热点: lanling-2019-9 一(二); 民生热点: mianyang-2018 (七). */
export const areaClause = {
  lanling: '兰陵政办发〔2019〕9号 一(二)',
  mianyang: '绵阳市2018年政务公开工作要点 (七)',
} as const;
export type AreaClause = keyof typeof areaClause;

export const watchAreas: Record<string, { clause: AreaClause; words: string }> = {
  减税降费: {
    clause: 'lanling',
    words: '减税 降费 税费 个税 增值税 退税 税负 收费目录 行政事业性收费 乱收费 涉企收费 税收优惠 社保费率',
  },
  金融安全: {
    clause: 'lanling',
    words:
      '非法集资 集资诈骗 金融诈骗 电信诈骗 P2P 网贷 理财爆雷 爆雷 取不出钱 高利贷 套路贷 校园贷 传销 庞氏 村镇银行 跑路 假币 洗钱',
  },
  生态环境: {
    clause: 'lanling',
    words:
      '污染 废水 污水 排污 偷排 废气 臭气 恶臭 黑臭 雾霾 扬尘 粉尘 噪音 噪声 油烟 固废 危废 垃圾焚烧 垃圾填埋 环保 死鱼 水质 空气质量 毁林 砍伐 重金属 辐射 生态破坏',
  },
  脱贫攻坚: {
    clause: 'lanling',
    words: '扶贫 脱贫 贫困户 建档立卡 帮扶 贫困村 易地搬迁 扶贫款 返贫 防返贫 乡村振兴',
  },
  教育改革: {
    clause: 'lanling',
    words:
      '学区 划片 招生 中考 高考 双减 补课 校外培训 培训机构 民办学校 学位 转学 异地升学 教师编制 代课教师 课后服务 学前教育 幼儿园收费 教育改革 义务教育 择校',
  },
  食品药品: {
    clause: 'lanling',
    words:
      '食品安全 食物中毒 过期食品 变质 食堂 地沟油 添加剂 假药 劣药 药品 保健品 疫苗 网红食品 外卖 异物 三无产品 毒奶粉 病死猪',
  },
  卫生健康: {
    clause: 'lanling',
    words:
      '医院 医生 护士 诊所 卫生院 卫生室 看病 挂号 手术 医疗事故 误诊 疫情 传染病 疾控 流感 核酸 医德 急诊 腹泻 呕吐 发热',
  },
  养老服务: {
    clause: 'lanling',
    words:
      '养老院 敬老院 养老机构 养老服务 居家养老 护理院 老年食堂 长者饭堂 适老化 老年公寓 日间照料 失能老人',
  },
  公正监管: {
    clause: 'lanling',
    words:
      '执法不公 选择性执法 乱罚款 吃拿卡要 暴力执法 钓鱼执法 以罚代管 监管缺失 行政处罚 违规审批 串标 围标 招投标 垄断 双随机 执法人员',
  },
  社会保障: {
    clause: 'lanling',
    words:
      '社保 养老保险 医保 工伤 失业金 生育保险 公积金 低保 退休金 养老金 退休 救助金 残疾补贴 高龄补贴 五保 参保 断缴 异地就医 报销',
  },
  社会治安: {
    clause: 'lanling',
    words:
      '盗窃 被偷 抢劫 打架 斗殴 持刀 寻衅滋事 诈骗 赌博 吸毒 卖淫 黑社会 黑恶 保护伞 绑架 强奸 猥亵 失踪 报警 派出所 飙车 酒驾 治安',
  },
  房地产市场: {
    clause: 'lanling',
    words:
      '楼盘 开发商 烂尾 延期交房 交房 购房 房价 预售证 捂盘 退房 房产证 中介 首付 一房二卖 虚假宣传 精装修 学区房 五证 网签',
  },
  就学就医: {
    clause: 'mianyang',
    words: '入学 上学 学校 学位 报名 转学 学生 幼儿园 看病 就医 医院 住院 挂号 转诊 医药费 异地就医',
  },
  住房保障: {
    clause: 'mianyang',
    words:
      '公租房 廉租房 经适房 经济适用房 保障房 安置房 棚改 棚户区 拆迁 征收 危房 回迁 住房补贴 限价房 共有产权 人才公寓 老旧小区',
  },
  安全生产: {
    clause: 'mianyang',
    words:
      '安全生产 安全事故 生产事故 隐患 消防 火灾 起火 爆炸 燃气泄漏 坍塌 垮塌 塌方 煤矿 瓦斯 危化品 烟花爆竹 高空坠物 脚手架 塔吊 电梯事故 触电 加油站 施工安全 违规操作',
  },
  防灾减灾救灾: {
    clause: 'mianyang',
    words:
      '地震 洪水 洪涝 内涝 积水 山洪 泥石流 滑坡 台风 暴雨 干旱 旱情 雪灾 冰雹 森林火灾 山火 救灾 受灾 灾民 转移安置 防汛 堤坝 水库险情 避险',
  },
};
export const areaNames: readonly string[] = Object.keys(watchAreas);

/** The kinds of concern that must be answered (国办发〔2016〕61号; mianyang-2018 (七)), with the words that show them. */
export const concernWords: Record<string, { name: string; clause: string; words: string }> = {
  'policy-misread': {
    name: '重大政策误解误读',
    clause: '国办发〔2016〕61号（一）',
    words:
      '误读 误解 谣言 不实 辟谣 政策前后不一 前后说法不一 朝令夕改 政策变了 说法不一 网传 传言 与公布的政策不一致 与之前公布 解释不清',
  },
  'public-interest': {
    name: '涉及公众切身利益且影响较大',
    clause: '国办发〔2016〕61号（一）',
    words:
      '几百户 数百户 上百户 上千户 全体业主 所有业主 众多业主 全村 全镇 全县 几千人 数千人 上千人 大面积 集体 联名 业主们 家长们 村民们 停水 停电 停气 涨价',
  },
  credibility: {
    name: '影响政府形象和公信力',
    clause: '国办发〔2016〕80号；绵阳2018 (七)',
    words:
      '公信力 言而无信 不兑现 承诺不 政府失信 推诿 踢皮球 互相推 敷衍 官官相护 贪污 腐败 受贿 黑幕 暗箱操作 弄虚作假 造假 形象工程 官僚 渎职 徇私 打官腔',
  },
  'moral-bottom-line': {
    name: '严重冲击社会道德底线',
    clause: '国办发〔2016〕61号（一）；绵阳2018 (七)',
    words:
      '虐待 虐童 性侵 猥亵 强奸 弃婴 拐卖 遗弃 殴打老人 见死不救 活埋 毒食品 假疫苗 校园霸凌 霸凌 体罚 逼死 惨无人道',
  },
  'emergency-response': {
    name: '突发事件处置和自然灾害应对',
    clause: '国办发〔2016〕61号（一）',
    words:
      '救援 伤亡 死亡 遇难 受伤 被困 失踪 抢险 灾情 受灾 疏散 转移安置 爆炸 火灾 坍塌 地震 洪水 泥石流 中毒 疫情',
  },
  'asked-by-superior': {
    name: '上级要求主动回应',
    clause: '国办发〔2016〕61号（一）',
    words: '督办 挂牌督办 督查组 巡视组 巡察组 环保督察 中央督察 批示 上级要求 限期回复 交办',
  },
};
export const concernIds: readonly string[] = Object.keys(concernWords);
/** The Chinese name of each kind of concern. */
export const concernNames: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(concernWords).map(([id, { name }]) => [id, name]),
);
