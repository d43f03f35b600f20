export interface Dice {
  /** In [0, 1), a multiple of 2^-32. */
  readonly uniform: () => number;
  /** Nearly standard normal: the sum of twelve uniform numbers, less 6. */
  readonly normal: () => number;
  /** From 0 up, below the limit. */
  readonly integer: (limit: number) => number;
}

/** A seeded random generator: a Weyl sequence with its bits mixed. */
export function throwDice(seed: number): Dice {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let bits = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
    return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
  };
  const normal = () => Array.from({ length: 12 }, uniform).reduce((sum, chance) => sum + chance, -6);
  return { uniform, normal, integer: (limit) => Math.floor(uniform() * limit) };
}
