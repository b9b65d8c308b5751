// What the verifier answers, and how its findings are gathered: runs of neighbours as one, entries before files.
import { type FindingFacts, type ProblemCode, sentenceOf, type Words } from './sentences';

export type Problem = {
  code: ProblemCode;
  /** The first entry concerned. */
  seq?: number;
  /** The last entry concerned, where they are several in a row or where one among them cannot be singled out. */
  until?: number;
  file?: string;
  sentence: Words;
};

export type Verdict = {
  ok: boolean;
  /** Rows read. */
  entries: number;
  /** Checkpoints signed by the key. */
  checkpoints: number;
  /** The rows 1 … sealed give the root of a signed checkpoint. */
  sealed: number;
  /** The first entry that is altered, missing, out of place or doubtful; `null` when none can be named. */
  firstBad: number | null;
  key: { note: string | null /** Given by the auditor, not taken from the bundle. */; pinned: boolean };
  problems: Problem[];
  /** Problems beyond the first two hundred, counted but not listed. */
  more: number;
  notes: { code: string; sentence: Words }[];
};

export type Finding = FindingFacts & { code: ProblemCode };

const mostListed = 200;

export class Findings {
  readonly list: Finding[] = [];
  more = 0;

  /** Adds a finding, or lengthens the last one of that code and file when this entry is the very next. */
  add(finding: Finding): Finding {
    const last = this.list.findLast(({ code }) => code === finding.code);
    if (
      last?.seq !== undefined &&
      finding.seq === (last.until ?? last.seq) + 1 &&
      finding.code.startsWith('entry.') &&
      last.file === finding.file
    ) {
      last.until = finding.until ?? finding.seq;
      return last;
    }
    if (this.list.length >= mostListed) this.more++;
    else this.list.push(finding);
    return finding;
  }

  /** A finding of its own, never joined to a neighbour: one whose code may still change. */
  addApart(finding: Finding): Finding {
    if (this.list.length >= mostListed) this.more++;
    else this.list.push(finding);
    return finding;
  }

  firstBad(): number | null {
    const named = this.list.filter(
      ({ code, seq }) => code.startsWith('entry.') && code !== 'entry.unsealed' && seq !== undefined,
    );
    return named.length === 0 ? null : Math.min(...named.map(({ seq }) => seq!));
  }

  problems(): Problem[] {
    return [...this.list].sort(byWeight).map((finding) => {
      const { detail: _, until, ...told } = finding;
      const several = until !== undefined && until !== finding.seq;
      return { ...told, ...(several && { until }), sentence: sentenceOf(finding) };
    });
  }
}

const order = ['entry', 'leaf', 'checkpoint', 'key', 'bundle', 'manifest', 'file'];
const rank = ({ code }: Finding): number => order.indexOf(code.split('.')[0]!);

function byWeight(a: Finding, b: Finding): number {
  const [seqA, seqB] = [a.seq ?? Number.MAX_VALUE, b.seq ?? Number.MAX_VALUE];
  return rank(a) - rank(b) || seqA - seqB || (a.code < b.code ? -1 : Number(a.code > b.code));
}
