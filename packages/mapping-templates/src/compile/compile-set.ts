import type { Reference } from '../syntax/ast.ts';
import { setIndex } from '../values/index-access.ts';
import { isMap, mapPut } from '../values/map-value.ts';
import { compileSteps } from './compile-reference.ts';
import { type Compilation, type Evaluate, guarded, type Run, slotOf } from './scope.ts';

/** `#set`: a null value, the result of impossible arithmetic, changes nothing. */
export function compileSet(compilation: Compilation, target: Reference, evaluate: Evaluate): Run {
  const slot = slotOf(compilation, target.name);
  const last = target.steps.at(-1);
  if (!last) {
    return guarded(compilation, target.offset, (scope) => {
      const value = evaluate(scope);
      if (value !== undefined) scope.variables[slot] = value;
    });
  }
  const holder = compileSteps(compilation, { ...target, steps: target.steps.slice(0, -1) });
  if (last.kind === 'index') {
    const key = compilation.compileExpression(last.key);
    return guarded(compilation, last.offset, (scope) => {
      const value = evaluate(scope);
      if (value !== undefined) setIndex(holder(scope), key(scope), value);
    });
  }
  if (last.kind === 'method') return (scope) => void evaluate(scope);
  return (scope) => {
    const value = evaluate(scope);
    const map = holder(scope);
    if (value !== undefined && isMap(map)) mapPut(map, last.name, value);
  };
}
