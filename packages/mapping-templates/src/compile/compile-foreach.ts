import type { Statement } from '../syntax/ast.ts';
import { isMap, mapEntries } from '../values/map-value.ts';
import { isList, itemsOf, type Value } from '../values/value.ts';
import { ForeachState } from './foreach-state.ts';
import { type Compilation, guarded, type Run, type Scope, slotOf } from './scope.ts';

/** `#foreach`, which restores its variables afterwards (VT-10). */
export function compileForeach(compilation: Compilation, statement: Statement & { kind: 'foreach' }): Run {
  const evaluate = compilation.compileExpression(statement.items);
  const item = slotOf(compilation, statement.item);
  const body = compilation.compileBlock(statement.body);
  const [state, count, hasNext] = ['foreach', 'velocityCount', 'velocityHasNext'].map((name) =>
    slotOf(compilation, name),
  ) as [number, number, number];
  const slots = [item, state, count, hasNext];
  return guarded(compilation, statement.offset, (scope) => {
    const items = iterated(evaluate(scope));
    const { variables, meter } = scope;
    const saved = slots.map((slot) => variables[slot]);
    const foreach = new ForeachState(items.length, variables[state]);
    variables[state] = foreach;
    for (let index = 0; index < items.length; index++) {
      meter.spend(1);
      foreach.index = index;
      variables[count] = index + 1;
      variables[hasNext] = foreach.hasNext;
      variables[item] = items[index];
      body(scope);
      if (leaves(scope)) break;
    }
    slots.forEach((slot, index) => {
      variables[slot] = saved[index];
    });
  });
}

/** A copy of a list, so that the body can change the list itself. */
function iterated(value: Value): readonly Value[] {
  if (isList(value)) return itemsOf(value).slice();
  return isMap(value) ? mapEntries(value).map(([, item]) => item) : [];
}

function leaves(scope: Scope): boolean {
  if (scope.leaving === 'break') {
    scope.leaving = undefined;
    return true;
  }
  return scope.leaving === 'stop';
}
