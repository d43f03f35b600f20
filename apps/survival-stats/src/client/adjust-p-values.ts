/**
 * Benjamini and Hochberg's q-values (1995, Journal of the Royal Statistical Society B 57, 289–300), as R's
 * `p.adjust(p, "BH")`: the smallest false discovery rate at which each p is significant. A null stays null and
 * does not count as a test.
 */
export function adjustPValues(ps: readonly (number | null)[]): (number | null)[] {
  const tests = ps.flatMap((p, place) => (p === null ? [] : [{ p, place }])).sort((a, b) => b.p - a.p);
  const qs: (number | null)[] = ps.map(() => null);
  let least = 1;
  for (const [index, { p, place }] of tests.entries()) {
    least = Math.min(least, (p * tests.length) / (tests.length - index));
    qs[place] = least;
  }
  return qs;
}
