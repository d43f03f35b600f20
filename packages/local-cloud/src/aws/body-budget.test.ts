import { expect, it } from 'vitest';
import { BudgetExceeded, bodyBudget } from './body-budget.ts';

it('is shared by all requests, and given back by each', () => {
  const lease = bodyBudget(10);
  const [one, two] = [lease(), lease()];
  one.take(6);
  two.expect(4);
  two.take(4);
  expect(() => one.take(1)).toThrow(expect.objectContaining({ name: 'BudgetExceeded' }));
  expect(() => two.expect(1)).toThrow('Expected at most 10 bytes of request bodies at once.');
  two.release();
  two.release();
  one.take(4);
  one.release();
  expect(() => lease().take(11)).toThrow(BudgetExceeded);
  lease().take(10);
});

it('refuses a body by its announced length, without taking any of it', () => {
  const lease = bodyBudget(10);
  expect(() => lease().expect(11)).toThrow(BudgetExceeded);
  lease().expect(10);
  lease().take(10);
});
