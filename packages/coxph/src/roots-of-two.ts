/**
 * 2^(i/count) at place 2i, and at 2i + 1 what the double there lacks of the true number; `count` is a power of two.
 * Computed in integers that stand for multiples of 2^-200.
 */
export function tabulateRootsOfTwo(count: number): Float64Array {
  let step = 2n * one;
  for (let roots = 1; roots < count; roots *= 2) step = squareRoot(step * one, 2n * one);
  const table = new Float64Array(2 * count);
  let power = one;
  for (let at = 0; at < table.length; at += 2) {
    const head = Number(power) / 2 ** 200;
    table[at] = head;
    table[at + 1] = Number(power - BigInt(head * 2 ** 52) * 2n ** 148n) / 2 ** 200;
    power = (power * step) / one;
  }
  return table;
}

const one = 2n ** 200n;

/** Newton's method, down from a start that is not below the root. */
function squareRoot(square: bigint, start: bigint): bigint {
  const next = (start + square / start) / 2n;
  return next < start ? squareRoot(square, next) : start;
}
