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
};
