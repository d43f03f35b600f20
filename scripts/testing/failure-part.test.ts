import { expect, it } from 'vitest';
import { failurePart } from './failure-part.ts';

const list = '⎯⎯⎯⎯ Failed Tests 1 ⎯⎯⎯⎯\n\n FAIL  src/a.test.ts > adds\nAssertionError: expected 1 to be 2';

it('is the list of failed tests, without the totals', () => {
  const log = ` RUN  v5\n ✓ src/b.test.ts\n\n\u001b[31m${list}\u001b[39m\n\n Test Files  1 failed\n      Tests  1 failed | 3 passed\n`;
  expect(failurePart(log)).toBe(`\u001b[31m${list}\u001b[39m`);
});

it('is the end of a log without a list', () => {
  const log = Array.from({ length: 300 }, (_, index) => `line ${index}`).join('\n');
  expect(failurePart(log).split('\n')).toEqual(log.split('\n').slice(100));
});
