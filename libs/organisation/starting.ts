// The starting set of departments that a new jurisdiction is offered, to be edited by the people who know.
import { type UsualDepartment, usualDepartments, usualTownOffices } from './starting-data';

export type JurisdictionLevel = 'province' | 'city' | 'county' | 'town';
export type DepartmentKind = 'news-office' | 'government-office' | 'department' | 'town';

export type StartingDepartment = {
  name: string;
  kind: DepartmentKind;
  /** Level-1 topics and watch areas it answers for, the first of all in front. */
  topics: string[];
  /** Other names people write; the same alias never belongs to two departments of one set. */
  aliases: string[];
};

/** The level-1 names of the topic tree. */
export const levelOneTopics = [
  '城乡建设',
  '政法',
  '农村农业',
  '教育文体',
  '劳动和社会保障',
  '民政',
  '党务政务',
  '经济管理',
  '卫生计生',
  '商贸旅游',
  '环境保护',
  '交通运输',
  '纪检监察',
  '国土资源',
  '科技与信息产业',
] as const;

/** The matters to be watched most. Source: lanling-2019-9 一(二); mianyang-2018 (七). */
export const watchAreas = [
  '减税降费',
  '金融安全',
  '生态环境',
  '脱贫攻坚',
  '教育改革',
  '食品药品',
  '卫生健康',
  '养老服务',
  '公正监管',
  '社会保障',
  '社会治安',
  '房地产市场',
  '就学就医',
  '住房保障',
  '安全生产',
  '防灾减灾救灾',
] as const;

/**
 * The departments that a government of this tier usually has, with what each answers for and its other names.
 * `jurisdictionName` as people write it in full (云溪县); it goes into the aliases (云溪县卫生健康局, 县卫健局).
 */
export function startingDepartments(
  jurisdictionName: string,
  level: JurisdictionLevel,
): StartingDepartment[] {
  const place = jurisdictionName.trim();
  if (level === 'town') {
    return usualTownOffices.map((office) => filled(office.name, office, place));
  }
  return usualDepartments.flatMap((usual) => {
    const name = usual[level];
    return name ? [filled(name, usual, place)] : [];
  });
}

function filled(name: string, usual: UsualDepartment, place: string): StartingDepartment {
  const tier = [...place].at(-1) ?? '';
  const bare = name.replace(/（.*）/, '');
  const everyday = [bare, ...usual.short].flatMap((word) => [word, `${tier}${word}`, `${place}${word}`]);
  const other = (usual.other ?? []).map((word) => word.replace('〔名〕', place).replace('〔级〕', tier));
  const aliases = [...new Set([...everyday, ...other])].filter((alias) => alias !== name);
  return { name, kind: usual.kind, topics: [...usual.topics], aliases };
}
