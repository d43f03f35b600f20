import { describe, expect, it } from 'vitest';
import { twoSidedNormalTail } from './normal-tail.ts';

// erfc(z / √2), computed with mpmath at 60 digits.
const references: [number, number][] = [
  [1e-9, 0.9999999992021155],
  [0.1, 0.920344325445942],
  [0.5, 0.6170750774519738],
  [1, 0.3173105078629141],
  [1.4999, 0.1336403079996672],
  [1.5, 0.13361440253771614],
  [1.96, 0.04999579029644087],
  [2.5, 0.01241933065155227],
  [3.3, 0.000966848284767555],
  [5, 5.733031437583878e-7],
  [8, 1.2441921148543568e-15],
  [12.3, 9.057413912317569e-35],
  [20, 5.5072482372124675e-89],
  [27.7, 6.982156905639047e-169],
  [35, 2.2498214129448125e-268],
  [37.3, 1.6410989689861547e-304],
];

describe('twoSidedNormalTail', () => {
  it.each(references)('has a relative error below 1e-14 at %d', (z, expected) => {
    expect(Math.abs(twoSidedNormalTail(z) / expected - 1)).toBeLessThan(1e-14);
    expect(twoSidedNormalTail(-z)).toBe(twoSidedNormalTail(z));
  });

  it('is 1 at 0', () => {
    expect(twoSidedNormalTail(0)).toBe(1);
  });

  it('is 0 where the tail is smaller than any double', () => {
    expect(twoSidedNormalTail(41)).toBe(0);
    expect(twoSidedNormalTail(Number.NEGATIVE_INFINITY)).toBe(0);
  });
});
