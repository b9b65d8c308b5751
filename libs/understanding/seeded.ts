// Chance that is the same at every run: a model trained twice from the same material is the same model.

/** Numbers in [0, 1) in an order that the seed decides (linear congruential; Numerical Recipes, 3rd ed., §7.1). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Puts the list into another order, in place. */
export function shuffle(order: number[], next: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
}
