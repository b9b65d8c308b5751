// How an alert is made of a fact: its kind, its subject, how grave it is, the sentence; and what is read beside the fact for it.
import type { AlertKind, FactKind, FactMap, Words } from '#contract';
import type { Severity } from './alert.row';

export type Subject =
  | 'incident'
  | 'clock'
  | 'release'
  | 'source'
  | 'import'
  | 'partner'
  | 'burst'
  | 'order'
  | 'drill'
  | 'gap'
  | 'channel'
  | 'rule-change';
/** What the earlier stages publish of the subject, read when the fact is followed. */
export type Found = {
  at: Date;
  duty: Words;
  dueAt: Date | null;
  /** Years without a published holiday notice that the due time leans on. */
  leansOn: number[];
  department: string | null;
  officer: string | null;
  /** Names of the officers whom a rule says are to be told. */
  told: string[];
  /** What is wrong, in words, where its stage publishes that. */
  reason: Words | null;
};
export type Rule<K extends FactKind = FactKind> = {
  kind: AlertKind;
  subject: Subject;
  id: (body: FactMap[K]) => string;
  severity: (body: FactMap[K]) => Severity;
  text: (body: FactMap[K], found: Found) => Words;
  /** Alerts only then; always when not told. */
  when?: (body: FactMap[K]) => boolean;
};
export type AlertMap = { [K in FactKind]: Rule<K> | null };
