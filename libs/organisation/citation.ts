// The documents that rules cite by a short name, as people call them.

/** By the short names of the requirements; an office's own packs cite documents in full. */
const titles: Readonly<Record<string, string>> = {
  'gaoqing-2016-12': '高青县《关于全面推进政务公开的意见》（高政发〔2016〕12号）',
  'jiangsu-2020-42': '江苏省基层政务公开标准化规范化实施意见（苏政办发〔2020〕42号）',
  'lanling-2019-9': '2019年兰陵县政务公开工作要点（兰陵政办发〔2019〕9号）',
  'xinxing-2017': '七台河市新兴区2017年政府信息公开工作方案',
  'mianyang-2018': '绵阳市2018年政务公开工作要点',
};

/** Document and article as a person reads them: the title in place of a short name; anything else as it is written. */
export const citationOf = ({ document, article }: { document: string; article: string }): string =>
  `${titles[document] ?? document} ${article}`;
