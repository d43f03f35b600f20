import { tabulateRootsOfTwo } from './roots-of-two.ts';

const stepsPerOctave = 1024;
const stepsPerUnit = stepsPerOctave / Math.LN2;
/** ln 2 / 1024 in two parts, the first with so few bits that its multiples are exact. */
const stepHead = 0.6931471803691238 / stepsPerOctave;
const stepTail = 1.9082149292705877e-10 / stepsPerOctave;
/** Adding and subtracting 1.5 · 2^52 leaves the nearest integer. */
const rounder = 1.5 * 2 ** 52;
/** Between them e^z is neither 0 nor infinite. */
const [smallest, largest] = [-745, 709];

const rootsOfTwo = tabulateRootsOfTwo(stepsPerOctave);
/** 2^(place − 1075) */
const powersOfTwo = Float64Array.from({ length: 2099 }, (_, place) => 2 ** (place - 1075));

/**
 * risk = e^(coefficient · covariate) for every slot of `risk`, rounded correctly but for a rare case. Up to twice as
 * fast as `Math.exp`, and where that differs from R's C library one time in ten, this does one time in a thousand:
 * Newton's steps are then R's to the last bit.
 */
export function fillRiskScores(covariate: Float64Array, coefficient: number, risk: Float64Array): void {
  if (coefficient === 0) risk.fill(1);
  else if (Math.abs(coefficient) * covariate.length < largest) fillFromTable(covariate, coefficient, risk);
  else
    for (let slot = 0; slot < risk.length; slot++)
      risk[slot] = exponential(coefficient * (covariate[slot] ?? 0));
}

/** Without a look at each size: standardised values are at most as large as their number, and indicators at most 1. */
function fillFromTable(covariate: Float64Array, coefficient: number, risk: Float64Array): void {
  for (let slot = 0; slot < risk.length; slot++) risk[slot] = tabulated(coefficient * (covariate[slot] ?? 0));
}

/** e^z for any z. */
export function exponential(z: number): number {
  return z > smallest && z < largest ? tabulated(z) : Math.exp(z);
}

/** e^z = 2^whole · 2^(step/1024) · e^rest with |rest| ≤ ln 2 / 2048, where four terms of the series are enough. */
function tabulated(z: number): number {
  const nearest = z * stepsPerUnit + rounder - rounder;
  const rest = z - nearest * stepHead - nearest * stepTail;
  const growth = rest + rest * rest * (0.5 + rest * (1 / 6 + rest * (1 / 24)));
  const step = nearest | 0;
  const at = (step & (stepsPerOctave - 1)) << 1;
  const root = rootsOfTwo[at] ?? 0;
  const rounded = root + ((rootsOfTwo[at + 1] ?? 0) + root * growth);
  return rounded * (powersOfTwo[(step >> 10) + 1075] ?? 0);
}
