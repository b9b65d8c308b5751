// The facts of accountability itself: that the record was sealed, that somebody took a copy, and that all was put back from one.
export type AccountabilityFacts = {
  'ledger.checkpoint': { size: number; root: string; places: string[] };
  'ledger.exported': { size: number; root: string; from: number; to: number };
  /** Told before the first row leaves the house; without its `made` the backup broke off. */
  'backup.begun': { backupId: string };
  /** `entries` of the ledger and `rows` of all tables are in it; `digest` is the SHA-256 of the file. */
  'backup.made': { backupId: string; entries: number; rows: number; bytes: number; digest: string };
  /** `at` is the moment that was gone back to, `digest` the SHA-256 of the file: that of its `backup.made` elsewhere. */
  'backup.restored': { backupId: string; at: string; entries: number; rows: number; digest: string };
};
