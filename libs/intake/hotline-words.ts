// The headings that hotline exports use for each field, in Chinese and English.

export type HotlineField =
  | 'externalId'
  | 'title'
  | 'body'
  | 'receivedAt'
  | 'replyBody'
  | 'repliedAt'
  | 'agency'
  | 'kind'
  | 'satisfaction'
  | 'place'
  | 'assignedAt'
  | 'dueAt';

/** The Chinese name of each field. */
export const hotlineFieldNames: Readonly<Record<HotlineField, string>> = {
  externalId: '编号',
  title: '标题',
  body: '诉求内容',
  receivedAt: '受理时间',
  replyBody: '答复内容',
  repliedAt: '答复时间',
  agency: '承办单位',
  kind: '诉求类型',
  satisfaction: '满意度',
  place: '地点',
  assignedAt: '派单时间',
  dueAt: '办理期限',
};

/** Every field. */
export const hotlineFields = Object.keys(hotlineFieldNames) as readonly HotlineField[];

const words: Readonly<Record<HotlineField, string>> = {
  externalId:
    '工单编号 工单号 工单号码 工单id 编号 信件编号 信件号 来信编号 来电编号 受理编号 受理号 受理单号 诉求编号 事项编号 事件编号 案件编号 ' +
    '留言编号 记录编号 业务编号 单号 流水号 查询码 信访编号 问题编号 唯一标识 mailid id ticketid ticketno ticketnumber orderid orderno caseid caseno ' +
    'externalid recordid messageid number',
  title:
    '标题 主题 诉求标题 工单标题 来信标题 信件标题 留言标题 信件主题 来信主题 诉求主题 留言主题 事项标题 事件标题 问题标题 问题概述 诉求概要 诉求摘要 ' +
    '事由 title subject headline topic summary',
  body:
    '内容 正文 诉求内容 工单内容 来信内容 信件内容 留言内容 来电内容 反映内容 反映问题 反映情况 反映事项 问题描述 问题内容 事项描述 事项内容 事件描述 事件内容 诉求描述 ' +
    '诉求详情 诉求 投诉内容 咨询内容 求助内容 主要内容 具体内容 留言详情 问题 详细描述 详细内容 描述 提问内容 受理内容 ' +
    'query body content text message question complaint description detail details request letter',
  receivedAt:
    '来电时间 来信时间 来信日期 来电日期 受理时间 受理日期 登记时间 登记日期 留言时间 留言日期 诉求时间 提交时间 提交日期 反映时间 反映日期 创建时间 创建日期 ' +
    '接收时间 收件时间 接件时间 呼入时间 呼叫时间 发布时间 写信时间 写信日期 信件时间 投诉时间 咨询时间 接单时间 工单时间 时间 日期 发生时间 建单时间 ' +
    'querydate querytime receivedat receiveddate receivedtime createdat createdate createtime date time submittedat asktime askdate calltime messagetime opendate',
  replyBody:
    '答复内容 回复内容 办理结果 处理结果 办理情况 处理情况 答复 回复 反馈内容 反馈结果 办结内容 办结情况 答复意见 回复意见 办理意见 处理意见 答复情况 回复情况 ' +
    '办理答复 答复口径 处置结果 处置情况 办理反馈 官方回复 reply replybody replycontent replytext answer response resolution result',
  repliedAt:
    '答复时间 答复日期 回复时间 回复日期 办结时间 办结日期 反馈时间 反馈日期 完成时间 办理时间 办理日期 处理时间 处理日期 结案时间 办结完成时间 实际办结时间 ' +
    'replydate replytime repliedat answerdate answertime answeredat responsedate responsetime closedat closeddate resolvedat finishedat',
  agency:
    '承办单位 办理单位 处理单位 责任单位 答复单位 回复单位 承办部门 办理部门 责任部门 答复部门 回复部门 处理部门 主办单位 主办部门 受理单位 受理部门 转办单位 交办单位 派往单位 派单单位 ' +
    '处置部门 处置单位 答复机构 回复机构 单位 部门 承办机构 牵头单位 replyagency agency department dept unit organization organisation office handler responder',
  kind:
    '诉求类型 诉求类别 工单类型 工单类别 信件类型 来信类型 来信类别 留言类型 业务类型 事项类型 事项类别 问题类型 问题类别 类型 类别 性质 诉求性质 信件类别 来电类型 来电性质 ' +
    '受理类型 诉求分类 问题分类 事件类型 分类 一级分类 kind type category calltype tickettype mailtype',
  satisfaction:
    '满意度 满意情况 评价 满意度评价 评价结果 是否满意 群众评价 回访结果 回访满意度 诉求人评价 办理评价 结果满意度 服务评价 ' +
    'satisfaction rating score evaluation feedback',
  place:
    '地点 地址 事发地址 事发地点 发生地点 发生地址 诉求地址 诉求地点 问题地址 问题地点 涉及地点 涉及区域 所属区域 所属地区 所属区县 所在地 区域 区县 县区 行政区划 属地 乡镇 街道 ' +
    'place address location district area region county',
  assignedAt:
    '派单时间 派单日期 转办时间 转办日期 交办时间 交办日期 分派时间 派发时间 派发日期 下派时间 转派时间 签收时间 ' +
    'assignedat assigneddate assigntime dispatchedat dispatchtime dispatchdate',
  dueAt:
    '办理期限 办结期限 答复期限 处理期限 办理时限 办结时限 处理时限 答复时限 截止时间 截止日期 到期时间 到期日期 要求办结时间 应办结时间 限办时间 限办日期 时限 期限 承诺办结时间 ' +
    'dueat duedate duetime deadline expiresat',
};

const fields = new Map(
  Object.entries(words).flatMap(([field, list]) =>
    list.split(' ').map((word): [string, HotlineField] => [word, field as HotlineField]),
  ),
);

/** A heading without blanks, marks, brackets and case. */
export function bareHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^()]{0,30}\)|\[[^[\]]{0,30}\]/g, '')
    .replace(/[\s_\-:：*·.、/\\"'“”《》【】]/g, '');
}

/** The field that a heading names, or null. */
export function fieldOf(heading: string): HotlineField | null {
  return heading.length > 60 ? null : (fields.get(bareHeading(heading)) ?? null);
}

/** The longest known heading that a heading contains (市民诉求内容（全文） → 诉求内容), with its field. */
export function fieldWithin(heading: string): { field: HotlineField; word: string } | null {
  const bare = bareHeading(heading);
  let best: { field: HotlineField; word: string } | null = null;
  for (const [word, field] of fields) {
    const long = /^[a-z]+$/.test(word) ? word.length >= 5 : word.length >= 2;
    if (long && bare.includes(word) && word.length > (best?.word.length ?? 0)) best = { field, word };
  }
  return best;
}
