// Who answers first for an incident: the rule of the place, the level and the matter, put into one proposal.
import { lineFor, type MatrixLine } from './matrix';
import type { DepartmentKind } from './starting';
import type { Clause, Words } from './words';

export type EmergencyKind = '自然灾害' | '事故灾难' | '公共卫生' | '社会安全';

/** A department as far as responsibility is concerned; `topics` has what it answers for first in front. */
export type AnsweringDepartment = {
  id: string;
  name: string;
  kind: DepartmentKind;
  topics: readonly string[];
  /** Its named spokesperson (第一新闻发言人) and the leader who supervises it, where they are known. */
  spokespersonId?: string | null;
  supervisorId?: string | null;
};

export type Matter = {
  topic: string | null;
  /** Watch areas, the strongest first. */
  areas: readonly string[];
  emergencyKind: EmergencyKind | null;
  level: '特别重大' | '重大' | '较大' | '一般' | null;
  /** Which department most of the records that name an agency were given to, by the spellings that were learnt. */
  handlerId?: string | null;
  /** The departments of the jurisdiction where it happened (属地), in the order of the page. */
  departments: readonly AnsweringDepartment[];
  /** The responsibility matrix of that jurisdiction, where it keeps one. */
  lines?: readonly MatrixLine[];
  /**
   * Where the matter touches several jurisdictions: the one above them all. Its departments and its matrix then name the
   * lead, and the local party supports.
   */
  above?: {
    jurisdiction: string;
    /** The places the matter touches, by name. */
    places: readonly string[];
    departments: readonly AnsweringDepartment[];
    lines: readonly MatrixLine[];
  } | null;
};

export type ResponsibilityRule =
  | 'matrix'
  | 'several-jurisdictions'
  | 'emergency-kind'
  | 'records'
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
  /** The named spokesperson and the supervising leader, as the matrix has them; null where it names nobody. */
  spokespersonId: string | null;
  supervisorId: string | null;
  /** The line of the matrix that named them; null where none did. */
  lineId: string | null;
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
 * Proposes the first responsible party, who supports, who speaks and who supervises; a person accepts it or hands it on.
 * Order: where several jurisdictions are touched, the department of the one above them; then the line of the matrix;
 * then the kind of emergency; then whom the hotline gave most of the records to (an office that only passes things on
 * aside); then, by what departments say of themselves, the watch areas, the topic (谁主管谁负责); where
 * nobody answers for the matter the government office takes it, as the office in charge; failing that the news office.
 * At 特别重大 and 重大 the government office joins and speaks for the government (分级负责), and the news office
 * always supports, since it calls the press. A line of the matrix says itself who speaks and who supports; the news office
 * is added. Source: A2; xinxing-2017 二(三); gaoqing-2016-12 二(六), 五(一); 国办发〔2016〕61号, 80号.
 */
export function proposeResponsible(matter: Matter): Responsibility {
  const { above } = matter;
  if (above && above.departments.length > 0) return ofSeveral(matter, above);
  return byMatrix(matter) ?? byDepartments(matter);
}

/** The superior's department leads, the local party supports: xinxing-2017 二(三) 分级联动. */
function ofSeveral(matter: Matter, above: NonNullable<Matter['above']>): Responsibility {
  const { departments, lines, jurisdiction, places } = above;
  const superior = proposeResponsible({ ...matter, departments, lines, above: null });
  const local = proposeResponsible({ ...matter, above: null });
  const lead = departments.find(({ id }) => id === superior.leadId);
  const support = [local.leadId, ...superior.supportIds, ...local.supportIds].filter((id) => id !== null);
  return {
    ...superior,
    supportIds: [...new Set(support)].filter((id) => id !== superior.leadId),
    rule: 'several-jurisdictions',
    clause: firstParty,
    reason: {
      zh: `涉及${places.join('、')}等 ${places.length} 个辖区，由共同上级“${jurisdiction}”的“${lead?.name ?? ''}”牵头。${superior.reason.zh}`,
      en: `${places.length} jurisdictions are touched (${places.join(', ')}): "${lead?.name ?? ''}" of ${jurisdiction}, the one above them, leads. ${superior.reason.en}`,
    },
  };
}

/** Null where the matrix has no line for the matter, or the line's lead is no longer there. */
function byMatrix(matter: Matter): Responsibility | null {
  const line = lineFor(matter, matter.lines ?? []);
  const lead = matter.departments.find(({ id }) => id === line?.leadId);
  if (!line || !lead) return null;
  const { office, press } = officesOf(matter);
  const known = line.supportIds.filter((id) => matter.departments.some((one) => one.id === id));
  const support = [...known, ...[isGrave(matter) ? office : null, press].flatMap((one) => one?.id ?? [])];
  // A line that names a speaker stands at every level; one that does not leaves it to the rule for grave levels.
  const speaking = isGrave(matter) && office && !line.spokespersonId ? office : lead;
  const what = line.matter ?? '各类事项';
  const basis = line.basis ? { zh: `（${line.basis}）`, en: ` (${line.basis})` } : { zh: '', en: '' };
  return {
    leadId: lead.id,
    supportIds: [...new Set(support)].filter((id) => id !== lead.id),
    spokespersonDepartmentId: speaking.id,
    spokespersonId: line.spokespersonId ?? speaking.spokespersonId ?? null,
    supervisorId: line.supervisorId ?? lead.supervisorId ?? null,
    lineId: line.id,
    rule: 'matrix',
    clause: byMatter,
    reason: {
      zh: `责任矩阵“${what}${line.level ? `·${line.level}` : ''}”一行：由“${lead.name}”牵头${basis.zh}。`,
      en: `The line "${line.matter ?? 'every matter'}${line.level ? `, ${line.level}` : ''}" of the responsibility matrix: "${lead.name}" leads${basis.en}.`,
    },
  };
}

function byDepartments(matter: Matter): Responsibility {
  const { office, press } = officesOf(matter);
  const named = byNature(matter);
  const lead = named?.lead ?? office ?? press;
  if (!lead) return nobody();
  const grave = isGrave(matter);
  const speaking = grave && office ? office : lead;
  const support = [...(named?.support ?? []), ...(grave ? [office] : []), press]
    .filter((department) => department !== null)
    .map(({ id }) => id)
    .filter((id) => id !== lead.id);
  return {
    leadId: lead.id,
    supportIds: [...new Set(support)],
    spokespersonDepartmentId: speaking.id,
    spokespersonId: speaking.spokespersonId ?? null,
    supervisorId: lead.supervisorId ?? null,
    lineId: null,
    ...(named ? named.because : fallback(lead)),
  };
}

const isGrave = ({ level }: Matter) => level === '特别重大' || level === '重大';
const officesOf = ({ departments }: Matter) => ({
  office: departments.find(({ kind }) => kind === 'government-office') ?? null,
  press: departments.find(({ kind }) => kind === 'news-office') ?? null,
});

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
  const handler = departments.find(
    ({ id, kind }) => id === matter.handlerId && kind !== 'government-office' && kind !== 'news-office',
  );
  if (handler)
    return named(handler, [...owners, ...(ofTopic ? [ofTopic] : [])], {
      rule: 'records',
      clause: byMatter,
      reason: {
        zh: `来件记录的承办单位多为“${handler.name}”，谁主管谁负责。`,
        en: `Most of the records that name an agency were given to "${handler.name}"; whoever is in charge answers.`,
      },
    });
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
    spokespersonId: null,
    supervisorId: null,
    lineId: null,
    rule: 'nobody',
    clause: firstParty,
    reason: {
      zh: '本地尚未登记任何可以承担责任的部门，请先在“机构”中登记。',
      en: 'No department that could answer is listed here; add departments under Organisation first.',
    },
  };
}
