// Figures by which models are judged: precision, recall and F1 by label, confusion; B-cubed for groupings.

export type Pair = { truth: string; said: string };
export type LabelScore = { label: string; precision: number; recall: number; f1: number; count: number };
export type Scores = {
  rows: number;
  accuracy: number;
  macroF1: number;
  labels: LabelScore[];
  confusion: Record<string, Record<string, number>>;
};

/** Macro-F1: the plain mean of the F1 of every label that occurs in truth. */
export function scoresOf(pairs: readonly Pair[]): Scores {
  const confusion: Record<string, Record<string, number>> = {};
  for (const { truth, said } of pairs) {
    confusion[truth] ??= {};
    const row = confusion[truth];
    row[said] = (row[said] ?? 0) + 1;
  }
  const names = Object.keys(confusion).sort();
  const labels = names.map((label) => {
    const count = Object.values(confusion[label]!).reduce((a, b) => a + b, 0);
    const right = confusion[label]![label] ?? 0;
    const told = names.reduce((sum, other) => sum + (confusion[other]![label] ?? 0), 0);
    const precision = told ? right / told : 0;
    const recall = count ? right / count : 0;
    return {
      label,
      precision,
      recall,
      f1: precision + recall ? (2 * precision * recall) / (precision + recall) : 0,
      count,
    };
  });
  return {
    rows: pairs.length,
    accuracy: pairs.filter((p) => p.truth === p.said).length / (pairs.length || 1),
    macroF1: labels.reduce((sum, l) => sum + l.f1, 0) / (labels.length || 1),
    labels,
    confusion,
  };
}

/** B-cubed precision, recall and F1 (Bagga and Baldwin 1998): for each item, how much of its group is of its kind, and the other way. */
export function bCubed(pairs: readonly Pair[]): { precision: number; recall: number; f1: number } {
  const both = new Map<string, number>();
  const truths = new Map<string, number>();
  const groups = new Map<string, number>();
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const { truth, said } of pairs) {
    count(both, JSON.stringify([truth, said]));
    count(truths, truth);
    count(groups, said);
  }
  let precision = 0;
  let recall = 0;
  for (const { truth, said } of pairs) {
    const same = both.get(JSON.stringify([truth, said]))!;
    precision += same / groups.get(said)!;
    recall += same / truths.get(truth)!;
  }
  precision /= pairs.length || 1;
  recall /= pairs.length || 1;
  return { precision, recall, f1: precision + recall ? (2 * precision * recall) / (precision + recall) : 0 };
}

/** The items in another order; the same seed gives the same order. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const order = [...items];
  let state = Math.imul(seed, 7919) >>> 0;
  for (let i = order.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = state % (i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
