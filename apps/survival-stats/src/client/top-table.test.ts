import { describe, expect, it } from 'vitest';
import { topTable } from './top-table.ts';

const row = (gene: string, pval: number | null) => ({ gene, hazard: 1.5, pval, qval: pval, warning: '' });

describe('topTable', () => {
  it('shows the smallest p first, and no gene without p', () => {
    const table = topTable([row('late', 0.5), row('none', null), row('first', 1e-9)]);
    expect(table.split('\n').map((line) => line.split(/ +/)[0])).toEqual(['gene', 'first', 'late']);
  });

  it('keeps control characters of names from the terminal', () => {
    expect(topTable([row('a\u001b[2Jb', 0.1)])).toContain('a?[2Jb');
  });
});
