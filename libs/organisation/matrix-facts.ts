// The facts of responsibility: the tree of jurisdictions, the matrix, departments merged, names of agencies learnt. A fact's shape is for ever.
import type { MatrixLevel } from './matrix';

export type MatrixFacts = {
  'jurisdiction.added': {
    jurisdictionId: string;
    parentId: string;
    name: string;
    level: string;
    departments: number;
  };
  'jurisdiction.renamed': { jurisdictionId: string; from: string; to: string };
  'matrix.line-saved': {
    lineId: string;
    /** The line that ended with this one. */
    replaces: string | null;
    matter: string | null;
    level: MatrixLevel | null;
    leadId: string;
    supportIds: string[];
    spokespersonId: string | null;
    supervisorId: string | null;
    basis: string;
  };
  'matrix.line-ended': { lineId: string; matter: string | null; level: MatrixLevel | null };
  /** What was the department's is now the other's: people, lines of the matrix, desks; `duty` and `understanding` hear of it. */
  'department.merged': {
    departmentId: string;
    name: string;
    intoId: string;
    officers: number;
    lines: number;
    desks: number;
    reason: string;
  };
  /** Spellings of agencies came in: how many, how many were known, and a digest of them all. */
  'agency.heard': { spellings: number; learnt: number; digest: string };
  /** A person said which department a spelling means; null: none of ours. */
  'agency.decided': { decided: { spellingId: string; departmentId: string | null }[] };
  /** What was said of these spellings was taken back. */
  'agency.reopened': { spellingIds: string[] };
  /** A workbook was brought in: what each sheet did. */
  'organisation.imported': {
    digest: string;
    /** `removed` is absent in facts from before rows could take something away. */
    sheets: {
      sheet: string;
      added: number;
      changed: number;
      removed?: number;
      same: number;
      refused: number;
    }[];
  };
  'organisation.exported': { rows: number };
};
