import { callMethod } from '../methods/call-method.ts';
import type { Reference, Step } from '../syntax/ast.ts';
import { getIndex } from '../values/index-access.ts';
import { getProperty } from '../values/properties.ts';
import type { Value } from '../values/value.ts';
import { compileExpression } from './compile-expression.ts';
import { compileRegexParameter } from './compile-regex-parameter.ts';
import { type Compilation, type Evaluate, guarded, type Scope, slotOf } from './scope.ts';

/** What a reference stands for: what is undefined reads as the empty text, as API Gateway has it. */
export function compileReference(compilation: Compilation, reference: Reference): Evaluate {
  const evaluate = compileSteps(compilation, reference);
  return (scope) => evaluate(scope) ?? '';
}

/** The same, with undefined and null left as they are. */
export function compileSteps(compilation: Compilation, reference: Reference): Evaluate {
  const slot = slotOf(compilation, reference.name);
  const steps = reference.steps.map((step) => compileStep(compilation, step));
  const [first, second] = steps;
  if (!first) return (scope) => scope.variables[slot];
  if (!second) return (scope) => applied(first, scope, scope.variables[slot]);
  return (scope) => {
    let value: Value = scope.variables[slot];
    for (const step of steps) value = applied(step, scope, value);
    return value;
  };
}

type Apply = (scope: Scope, value: NonNullable<Value>) => Value;

function applied(step: Apply, scope: Scope, value: Value): Value {
  return value === undefined || value === null ? undefined : step(scope, value);
}

function compileStep(compilation: Compilation, step: Step): Apply {
  if (step.kind === 'property') {
    const property = getProperty(step.name);
    return (_, value) => property(value);
  }
  if (step.kind === 'index') {
    const key = compileExpression(compilation, step.key);
    return guarded(compilation, step.offset, (scope, value) => getIndex(value, key(scope)));
  }
  const { name } = step;
  const parameters = step.parameters.map((parameter) => compileExpression(compilation, parameter));
  compileRegexParameter(compilation, step);
  return guarded(compilation, step.offset, (scope, value) => {
    const values = parameters.map((parameter) => parameter(scope));
    return callMethod(value, name, values, scope.meter);
  });
}
