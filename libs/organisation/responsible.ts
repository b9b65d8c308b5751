// Who answers first for an incident: the rule of the place, the level and the matter, put into one proposal.
import type { DepartmentKind } from './starting';
import type { Clause, Words } from './words';

export type EmergencyKind = '自然灾害' | '事故灾难' | '公共卫生' | '社会安全';

/** A department as far as responsibility is concerned; `topics` has what it answers for first in front. */
export type AnsweringDepartment = {
  id: string;
  name: string;
  kind: DepartmentKind;
  topics: readonly string[];
};

export type Matter = {
  topic: string | null;
  /** Watch areas, the strongest first. */
  areas: readonly string[];
  emergencyKind: EmergencyKind | null;
  level: '特别重大' | '重大' | '较大' | '一般' | null;
  /** The departments of the jurisdiction where it happened (属地), in the order of the page. */
  departments: readonly AnsweringDepartment[];
};

export type ResponsibilityRule =
  | 'emergency-kind'
  | 'watch-area'
  | 'topic'
  | 'government-office'
  | 'news-office'
  | 'nobody';

export type Responsibility = {
  /** First responsible party; null only where there is not one department to name. */
  leadId: string | null;
  supportIds: string[];
  spokespersonDepartmentId: string | null;
  rule: ResponsibilityRule;
  /** The sentence that says why this department and no other. */
  reason: Words;
  clause: Clause;
};

const firstParty: Clause = {
  document: 'xinxing-2017',
  article: '二(三)',
  words:
    '建立“分级负责、属地管理”的政务舆情收集、处置和回应体制，实行分级联动，负责舆情处置的部门是信息发布的第一责任主体。',
};
const byMatter: Clause = {
  document: '国办发〔2016〕61号',
  article: '一',
  words:
    '涉及地方的政务舆情，按照属地管理、分级负责、谁主管谁负责的原则进行回应，涉事责任部门是第一责任主体。',
};
const officeInCharge: Clause = {
  document: 'gaoqing-2016-12',
  article: '五(一)',
  words: '县政府办公室是政务公开的主管部门，具体负责组织协调、指导推进、监督检查全县的政务公开工作',
};

/** The matters that a kind of emergency belongs to: the first names the lead, the rest who helps. */
const mattersOfKind: Record<EmergencyKind, readonly string[]> = {
  自然灾害: ['防灾减灾救灾', '民政'],
  事故灾难: ['安全生产'],
  公共卫生: ['卫生健康', '食品药品'],
  社会安全: ['社会治安', '政法'],
};
/**
 * Proposes the first responsible party, who supports, and who speaks; a person accepts it or hands it on.
 * Order: the kind of emergency, then the watch areas, then the topic (谁主管谁负责); where nobody answers for the
 * matter the government office takes it, as the office in charge; failing that the news office.
 * At 特别重大 and 重大 the government office joins and speaks for the government (分级负责), and the news office
 * always supports, since it calls the press. Source: A2; xinxing-2017 二(三); gaoqing-2016-12 二(六), 五(一);
 * 国办发〔2016〕61号, 80号.
 */
export function proposeResponsible(matter: Matter): Responsibility {
  const { departments } = matter;
  const office = departments.find(({ kind }) => kind === 'government-office') ?? null;
  const press = departments.find(({ kind }) => kind === 'news-office') ?? null;
  const named = byNature(matter);
  const lead = named?.lead ?? office ?? press;
  if (!lead) return nobody();
  const grave = matter.level === '特别重大' || matter.level === '重大';
  const support = [...(named?.support ?? []), ...(grave ? [office] : []), press]
    .filter((department) => department !== null)
    .map(({ id }) => id)
    .filter((id) => id !== lead.id);
  return {
    leadId: lead.id,
    supportIds: [...new Set(support)],
    spokespersonDepartmentId: grave && office ? office.id : lead.id,
    ...(named ? named.because : fallback(lead)),
  };
}

type Because = Pick<Responsibility, 'rule' | 'reason' | 'clause'>;
type Named = { lead: AnsweringDepartment; support: AnsweringDepartment[]; because: Because };

/** The lead by what the matter is: emergency kind, else watch area, else topic; null where none fits. */
function byNature(matter: Matter): Named | null {
  const { emergencyKind, areas, topic, departments } = matter;
  const owners = areas.flatMap((area) => ownerOf(area, departments) ?? []);
  const ofTopic = topic ? ownerOf(topic, departments) : null;
  if (emergencyKind) {
    const [lead, ...helpers] = mattersOfKind[emergencyKind].flatMap(
      (word) => ownerOf(word, departments) ?? [],
    );
    if (lead)
      return named(lead, [...helpers, ...owners, ...(ofTopic ? [ofTopic] : [])], {
        rule: 'emergency-kind',
        clause: firstParty,
        reason: {
          zh: `${emergencyKind}类突发事件由“${lead.name}”牵头处置，负责处置的部门是信息发布的第一责任主体（属地管理、分级负责）。`,
          en: `"${lead.name}" leads the handling of this kind of emergency (${emergencyKind}); whoever handles it answers first.`,
        },
      });
  }
  const area = areas.find((word) => ownerOf(word, departments));
  const ofArea = area ? ownerOf(area, departments) : null;
  if (area && ofArea) return named(ofArea, owners, bySubject('watch-area', area, ofArea));
  if (topic && ofTopic) return named(ofTopic, [], bySubject('topic', topic, ofTopic));
  return null;
}

function named(lead: AnsweringDepartment, support: AnsweringDepartment[], because: Because): Named {
  return { lead, support, because };
}

/** The department that answers for a matter: the one that names it earliest, the page's order between equals. */
function ownerOf(word: string, departments: readonly AnsweringDepartment[]): AnsweringDepartment | null {
  let best: AnsweringDepartment | null = null;
  let bestRank = Number.POSITIVE_INFINITY;
  for (const department of departments) {
    const rank = department.topics.indexOf(word);
    if (rank >= 0 && rank < bestRank) {
      best = department;
      bestRank = rank;
    }
  }
  return best;
}

function bySubject(rule: 'watch-area' | 'topic', word: string, lead: AnsweringDepartment): Because {
  const sort = rule === 'topic' ? { zh: '主题', en: 'topic' } : { zh: '重点领域', en: 'watch area' };
  return {
    rule,
    clause: byMatter,
    reason: {
      zh: `${sort.zh}“${word}”由“${lead.name}”主管，谁主管谁负责。`,
      en: `The ${sort.en} "${word}" is in the charge of "${lead.name}"; whoever is in charge answers.`,
    },
  };
}

function fallback(lead: AnsweringDepartment): Because {
  if (lead.kind === 'government-office') {
    return {
      rule: 'government-office',
      clause: officeInCharge,
      reason: {
        zh: `没有部门登记主管此事项，由“${lead.name}”作为主管机构先行承担并协调。`,
        en: `No department is listed as in charge of this matter; "${lead.name}" takes it first and coordinates.`,
      },
    };
  }
  return {
    rule: 'news-office',
    clause: firstParty,
    reason: {
      zh: `没有部门登记主管此事项，也没有登记政府办公室，暂由“${lead.name}”承担。`,
      en: `No department is in charge of this matter and no government office is listed; "${lead.name}" holds it for now.`,
    },
  };
}

function nobody(): Responsibility {
  return {
    leadId: null,
    supportIds: [],
    spokespersonDepartmentId: null,
    rule: 'nobody',
    clause: firstParty,
    reason: {
      zh: '本地尚未登记任何可以承担责任的部门，请先在“机构”中登记。',
      en: 'No department that could answer is listed here; add departments under Organisation first.',
    },
  };
}
