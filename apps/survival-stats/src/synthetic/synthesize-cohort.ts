export interface CohortRecipe {
  readonly seed: number;
  readonly samples: number;
  readonly genes: number;
  /** How many of the genes, the first ones, change the hazard; every other one of them lowers it. */
  readonly effects: number;
  /** The log hazard ratio of those genes, for one unit of their values. */
  readonly effectSize: number;
  /** The chance of a sample to be censored before its event. */
  readonly censoring: number;
  /** Times are rounded up to multiples of this many days; 0 leaves them as they are. */
  readonly ties: number;
  /** The chance of a value to be missing. */
  readonly missing: number;
}

export const defaultRecipe: CohortRecipe = {
  seed: 1,
  samples: 480,
  genes: 20_000,
  effects: 10,
  effectSize: 0.4,
  censoring: 0.5,
  ties: 1,
  missing: 0,
};

export interface SyntheticCohort {
  readonly clinical: readonly { readonly sample: string; readonly time: number; readonly event: 0 | 1 }[];
  /** The rows of the expression matrix, in order, made as they are asked for; null is a missing value. */
  readonly expression: () => Generator<{
    readonly gene: string;
    readonly values: readonly (number | null)[];
  }>;
}

/** Invents the survival and the gene expression of a cohort. The same recipe gives the same cohort. */
export function synthesizeCohort(recipe: CohortRecipe): SyntheticCohort {
  const { samples, genes, effects, effectSize } = recipe;
  const dice = throwDice(recipe.seed);
  const active = Array.from({ length: effects }, () => expressionValues(samples, dice));
  const hazards = Array.from({ length: samples }, (_, sample) =>
    active.reduce((sum, values, gene) => sum + signOf(gene) * effectSize * ((values[sample] ?? 8) - 8), 0),
  );
  const clinical = hazards.map((hazard, index) => ({
    sample: `sample-${String(index + 1).padStart(5, '0')}`,
    ...followUp(hazard, recipe, dice),
  }));
  return {
    clinical,
    *expression() {
      const rest = throwDice(recipe.seed + 1);
      for (let index = 0; index < genes; index++) {
        const values = active[index] ?? expressionValues(samples, rest);
        const lossy = values.map((value) => (rest.uniform() < recipe.missing ? null : value));
        yield { gene: `GENE${String(index + 1).padStart(5, '0')}`, values: lossy };
      }
    },
  };
}

function signOf(gene: number): number {
  return gene % 2 === 0 ? 1 : -1;
}

/** Around 8, as logarithms of microarray intensities are, with as many digits as portals export. */
function expressionValues(samples: number, { normal }: Dice): number[] {
  return Array.from({ length: samples }, () => Math.round((8 + 1.3 * normal()) * 1e4) / 1e4);
}

function followUp(
  logHazard: number,
  { censoring, ties }: CohortRecipe,
  { uniform }: Dice,
): { time: number; event: 0 | 1 } {
  const wait = (2000 * -Math.log(1 - uniform())) / Math.exp(logHazard);
  const isCensored = uniform() < censoring;
  const days = isCensored ? wait * uniform() : wait;
  return { time: ties > 0 ? Math.ceil(days / ties) * ties : days, event: isCensored ? 0 : 1 };
}

interface Dice {
  /** In [0, 1), a multiple of 2^-32. */
  readonly uniform: () => number;
  /** Standard normal. */
  readonly normal: () => number;
}

/** A seeded random generator, splitmix32. */
function throwDice(seed: number): Dice {
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
