// The facts of accountability itself: that the record was sealed, and that somebody took a copy.
export type AccountabilityFacts = {
  'ledger.checkpoint': { size: number; root: string; places: string[] };
  'ledger.exported': { size: number; root: string; from: number; to: number };
};
