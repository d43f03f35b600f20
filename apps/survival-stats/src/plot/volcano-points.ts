import type { ResultRow } from '../client/results-file.ts';

/** Log2 of the hazard ratio, -log10 of p, and the place of the gene among all rows. */
export type Point = readonly [x: number, y: number, row: number];

export interface VolcanoPoints {
  readonly higher: readonly Point[];
  readonly lower: readonly Point[];
  readonly others: readonly Point[];
  readonly highlighted: readonly Point[];
  /** The significant ones of the smallest p. */
  readonly top: readonly Point[];
  /** The -log10 of the largest p that is significant; undefined where none is. */
  readonly threshold: number | undefined;
  /** How many genes have no converged model, and so no place in the picture. */
  readonly omitted: number;
}

export interface VolcanoChoices {
  readonly highlight: readonly string[];
  /** The false discovery rate below which a gene counts as significant. */
  readonly falseDiscoveryRate: number;
  readonly topCount: number;
}

export const defaultChoices: VolcanoChoices = { highlight: [], falseDiscoveryRate: 0.05, topCount: 12 };

/** The -log10 of the smallest positive double, where p has underflowed to 0. */
const highest = 323.3;

export function volcanoPoints(rows: readonly ResultRow[], choices: VolcanoChoices): VolcanoPoints {
  const { highlight, falseDiscoveryRate, topCount } = choices;
  const drawn = rows.flatMap((row, index) => toPoint(row, index));
  const isSignificant = ([, , index]: Point) => (rows[index]?.qval ?? 1) < falseDiscoveryRate;
  const significant = drawn.filter(isSignificant).sort((a, b) => b[1] - a[1]);
  const names = new Set(highlight);
  const isHighlighted = ([, , index]: Point) => names.has(rows[index]?.gene ?? '');
  return {
    higher: significant.filter(([x]) => x >= 0),
    lower: significant.filter(([x]) => x < 0),
    others: drawn.filter((point) => !isSignificant(point)),
    highlighted: drawn.filter(isHighlighted),
    top: significant.filter((point) => !isHighlighted(point)).slice(0, topCount),
    threshold: significant.at(-1)?.[1],
    omitted: rows.length - drawn.length,
  };
}

function toPoint({ hazard, pval, warning }: ResultRow, index: number): Point[] {
  if (hazard === null || pval === null || hazard <= 0 || warning !== '') return [];
  return [[round(Math.log2(hazard)), round(pval > 0 ? -Math.log10(pval) : highest), index]];
}

/** Finer than a pixel, and half the size of a file. */
function round(value: number): number {
  return Number(value.toPrecision(5));
}
