import { expect, it } from 'vitest';
import { bindOperations } from './bind-operations.ts';

it('gives each operation the state of its service', () => {
  const state = { names: ['a'] };
  const operations = bindOperations(state, {
    Add: (to: typeof state, input: { name: string }) => to.names.push(input.name),
    List: (from: typeof state) => from.names,
  });

  operations.Add({ name: 'b' });

  expect(operations.List()).toEqual(['a', 'b']);
});
