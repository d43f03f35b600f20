export interface Dice {
  /** In [0, 1), a multiple of 2^-32. */
  readonly uniform: () => number;
  /** Standard normal. */
  readonly normal: () => number;
}

/** A seeded random generator, splitmix32. */
export function throwDice(seed: number): Dice {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let bits = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
    return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
  };
  // Box and Muller's transform; 1 - uniform is never 0.
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}
