// The responsibility matrix of a jurisdiction: for which matter at which level who leads, supports, speaks and supervises.
import type { EmergencyKind } from './responsible';

export type MatrixLevel = '特别重大' | '重大' | '较大' | '一般';
export type MatrixLine = {
  id: string;
  /** A topic, a watch area or a kind of emergency; null for every matter. */
  matter: string | null;
  /** Null for every level. */
  level: MatrixLevel | null;
  leadId: string;
  supportIds: readonly string[];
  /** Officers; null where the line names nobody. */
  spokespersonId: string | null;
  supervisorId: string | null;
  /** The document or minutes that the line rests on, in the office's own words; may be empty. */
  basis: string;
};
export type MatrixQuestion = {
  topic: string | null;
  areas: readonly string[];
  emergencyKind: EmergencyKind | null;
  level: MatrixLevel | null;
};

/**
 * The line that answers for a matter at a level; null where none does. The kind of emergency is asked first, then the
 * watch areas in their order, then the topic, then the lines for every matter; for each, the line of just this level
 * before the line for every level. Source: 属地管理、分级负责、谁主管谁负责, xinxing-2017 二(三).
 */
export function lineFor(question: MatrixQuestion, lines: readonly MatrixLine[]): MatrixLine | null {
  const { topic, areas, emergencyKind, level } = question;
  const matters = [emergencyKind, ...areas, topic].filter((matter) => matter !== null);
  for (const matter of [...matters, null])
    for (const wanted of level === null ? [null] : [level, null]) {
      const line = lines.find((one) => one.matter === matter && one.level === wanted);
      if (line) return line;
    }
  return null;
}
