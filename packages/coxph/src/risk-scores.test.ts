import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponential, fillRiskScores } from './risk-scores.ts';

// Rounded correctly from 60 digits of mpmath.
const references: [number, number][] = [
  [-744.2, 5e-324],
  [-710.5, 2.71500483752131e-309],
  [-300.25, 4.009422364622857e-131],
  [-20.1, 1.865008921902767e-9],
  [-3.7, 0.024723526470339388],
  [-0.33, 0.7189237334319262],
  [-1e-10, 0.9999999999],
  [1e-300, 1.0],
  [0.01, 1.010050167084168],
  [0.7, 2.0137527074704766],
  [1.1, 3.0041660239464334],
  [2.9, 18.17414536944306],
  [13.13, 503832.9279826815],
  [88.8, 3.6757840844711625e38],
  [500.5, 2.314132344963141e217],
  [708.9, 7.436322587880697e307],
];

describe('exponential', () => {
  it.each(references)('is exact to the last bit at %d', (z, expected) => {
    expect(exponential(z)).toBe(expected);
  });

  it('stays within two units of the last place of Math.exp', () => {
    const near = fc.double({ min: -700, max: 709, noNaN: true });
    fc.assert(
      fc.property(near, (z) => {
        expect(Math.abs(exponential(z) / Math.exp(z) - 1)).toBeLessThan(5e-16);
      }),
    );
  });

  it.each([
    [-1e6, 0],
    [Number.NEGATIVE_INFINITY, 0],
    [0, 1],
    [1e6, Number.POSITIVE_INFINITY],
    [Number.NaN, Number.NaN],
  ])('of %d is %d', (z, expected) => {
    expect(exponential(z)).toBe(expected);
  });
});

describe('fillRiskScores', () => {
  it.each([0, 0.5, -2, 300, 1e9])('fills each slot, with the coefficient %d', (coefficient) => {
    const covariate = Float64Array.of(-1.5, 0, 0.25, 1.25);
    const risk = new Float64Array(4);
    fillRiskScores(covariate, coefficient, risk);
    expect(risk).toEqual(covariate.map((x) => exponential(coefficient * x)));
  });
});
