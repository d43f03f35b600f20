/**
 * The two-sided p-value of a standard normal statistic: P(|Z| ≥ |z|) = erfc(|z| / √2), the upper tail of χ² with one
 * degree of freedom at z². Relative error below 1e-14 as far as doubles reach (|z| ≈ 37.6, p ≈ 1e-308).
 */
export function twoSidedNormalTail(z: number): number {
  const distance = Math.abs(z);
  if (distance > doubleLimit) return 0;
  return distance < seriesLimit ? 1 - centralProbability(distance) : outerProbability(distance);
}

/** P is far below the smallest double. */
const doubleLimit = 40;

/** Below it 1 − P loses little to cancellation (P ≤ 0.87), above it the continued fraction is short. */
const seriesLimit = 1.5;

/** P(|Z| ≤ z) = √(2/π) · e^(−z²/2) · Σ z^(2k+1) / (1·3·5···(2k+1)): terms of one sign, nothing cancels. */
function centralProbability(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; term > sum * (Number.EPSILON / 4); odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return Math.sqrt(2 / Math.PI) * Math.exp((-z * z) / 2) * sum;
}

/** √(2/π) · e^(−z²/2) / (z + 1/(z + 2/(z + 3/(z + …)))), Laplace's continued fraction, from its tail forward. */
function outerProbability(z: number): number {
  let fraction = z;
  for (let level = Math.ceil(20 + 300 / (z * z)); level > 0; level--) fraction = z + level / fraction;
  return (Math.sqrt(2 / Math.PI) * halfSquareExponential(z)) / fraction;
}

/** e^(−z²/2) with z² in two exact-enough parts: rounding z² first would cost z² half-units of the last place. */
function halfSquareExponential(z: number): number {
  const head = Math.fround(z);
  return Math.exp((-head * head) / 2) * Math.exp((-(z - head) * (z + head)) / 2);
}
