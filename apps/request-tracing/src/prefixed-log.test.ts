import { expect, it } from 'vitest';
import { prefixedLog } from './prefixed-log.ts';

it('starts every line with both ids', () => {
  const lines: string[] = [];
  prefixedLog({ gateway: 'g', function: 'f' }, (line) => lines.push(line))('one\ntwo');
  expect(lines).toEqual(['[g] [f] one\n[g] [f] two']);
});
