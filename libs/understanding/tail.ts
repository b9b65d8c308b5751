// The upper tail of counts: how many are too many, where they scatter more than chance alone would have it.

const LANCZOS = [76.18009173, -86.50532033, 24.01409824, -1.231739572, 0.1208650974e-2, -0.5395239385e-5];
/** ln Γ(x) for x > 0, to some 1e-8 (C. Lanczos, SIAM J. Numer. Anal. B 1 (1964) 86–96). */
function lnGamma(x: number): number {
  const t = x + 5.5 - (x + 0.5) * Math.log(x + 5.5);
  const sum = LANCZOS.reduce((s, c, i) => s + c / (x + 1 + i), 1.00000000019);
  return -t + Math.log((2.506628274631 * sum) / x);
}

/**
 * P(X ≥ count) for a count with this mean and variance: negative binomial, Poisson where the variance is not greater
 * than the mean. @param count an integer ≥ 0
 */
export function upperTail(count: number, mean: number, variance: number): number {
  if (count <= 0) return 1;
  const size = variance > mean * 1.000001 ? (mean * mean) / (variance - mean) : Number.POSITIVE_INFINITY;
  const finite = Number.isFinite(size);
  const logFirst = finite
    ? lnGamma(count + size) -
      lnGamma(size) -
      lnGamma(count + 1) +
      size * Math.log(size / (size + mean)) +
      count * Math.log(mean / (size + mean))
    : count * Math.log(mean) - mean - lnGamma(count + 1);
  const step = (k: number) => (finite ? ((k + size) / (k + 1)) * (mean / (size + mean)) : mean / (k + 1));
  if (count < mean) {
    // The lower part is the shorter sum.
    let below = 0;
    let term = Math.exp(logFirst);
    for (let k = count; k > 0 && term > 1e-18; k -= 1) {
      term /= step(k - 1);
      below += term;
    }
    return Math.max(0, 1 - below);
  }
  let term = Math.exp(logFirst);
  let sum = 0;
  for (let k = count; term > 1e-18 && term > sum * 1e-12; k += 1) {
    sum += term;
    term *= step(k);
  }
  return Math.min(1, sum);
}

/** The least count whose upper tail is at most `chance`. */
export function tooMany(chance: number, mean: number, variance: number): number {
  let high = Math.max(1, Math.ceil(mean));
  while (upperTail(high, mean, variance) > chance) high *= 2;
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (upperTail(middle, mean, variance) > chance) low = middle;
    else high = middle;
  }
  return high;
}
