import { checkListSize } from '../limits.ts';
import type { Meter } from '../meter.ts';
import type { Expression } from '../syntax/ast.ts';
import { calculate, isNumber, primitive } from '../values/arithmetic.ts';
import { isEqual, isOrdered } from '../values/compare.ts';
import { javaDouble } from '../values/java-double.ts';
import { JavaList, JavaMap, type Value } from '../values/value.ts';
import { compileReference } from './compile-reference.ts';
import { type Compilation, type Evaluate, guarded, type Test, textOf } from './scope.ts';

/** The value of an expression; undefined only for a bare word and for impossible arithmetic. */
export function compileExpression(compilation: Compilation, expression: Expression): Evaluate {
  switch (expression.kind) {
    case 'reference':
      return compileReference(compilation, expression);
    case 'literal':
      return () => expression.value;
    case 'double': {
      const value = javaDouble(expression.value);
      return () => value;
    }
    case 'interpolated':
      return compileInterpolated(compilation, expression);
    case 'list': {
      const items = expression.items.map((item) => compileExpression(compilation, item));
      return (scope) => new JavaList(items.map((item) => item(scope)));
    }
    case 'map': {
      const entries = expression.entries.map(
        ([key, value]) =>
          [compileExpression(compilation, key), compileExpression(compilation, value)] as const,
      );
      return (scope) => new JavaMap(entries.map(([key, value]) => [key(scope), value(scope)] as const));
    }
    case 'range':
      return compileRange(compilation, expression);
    case 'not':
      return compileCondition(compilation, expression);
    case 'binary':
      return compileBinary(compilation, expression);
  }
}

/** Only references, comparisons and `true` can be true: any other literal and all arithmetic is false in Velocity. */
export function compileCondition(compilation: Compilation, expression: Expression): Test {
  if (expression.kind === 'not') {
    const operand = compileCondition(compilation, expression.operand);
    return (scope) => !operand(scope);
  }
  const evaluate = compileExpression(compilation, expression);
  if (expression.kind === 'reference') return (scope) => evaluate(scope) !== false;
  return (scope) => evaluate(scope) === true;
}

function compileBinary(compilation: Compilation, expression: Expression & { kind: 'binary' }): Evaluate {
  const { operator } = expression;
  if (operator === '&&' || operator === '||') {
    const [first, second] = [expression.left, expression.right].map((side) =>
      compileCondition(compilation, side),
    ) as [Test, Test];
    return operator === '&&'
      ? (scope) => first(scope) && second(scope)
      : (scope) => first(scope) || second(scope);
  }
  const left = compileExpression(compilation, expression.left);
  const right = compileExpression(compilation, expression.right);
  switch (operator) {
    case '==':
      return (scope) => isEqual(left(scope), right(scope), scope.meter);
    case '!=':
      return (scope) => !isEqual(left(scope), right(scope), scope.meter);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return (scope) => isOrdered(operator, left(scope), right(scope));
    default:
      return (scope) => calculate(operator, left(scope), right(scope), scope.meter);
  }
}

function compileInterpolated(
  compilation: Compilation,
  { body, dropsLast }: Expression & { kind: 'interpolated' },
): Evaluate {
  const run = compilation.compileBlock(body);
  return dropsLast ? (scope) => textOf(run, scope).slice(0, -1) : (scope) => textOf(run, scope);
}

function compileRange(compilation: Compilation, range: Expression & { kind: 'range' }): Evaluate {
  const from = compileExpression(compilation, range.from);
  const to = compileExpression(compilation, range.to);
  return guarded(compilation, range.offset, (scope) => integerRange(from(scope), to(scope), scope.meter));
}

/** `[from..to]`, which may run downwards; undefined when an end is not a number. */
function integerRange(from: Value, to: Value, meter: Meter): JavaList | undefined {
  if (!isNumber(from) || !isNumber(to)) return undefined;
  const first = Math.trunc(Number(primitive(from)));
  const last = Math.trunc(Number(primitive(to)));
  const size = Math.abs(last - first) + 1;
  checkListSize(size, meter.limits);
  meter.spend(size);
  const step = first <= last ? 1 : -1;
  return new JavaList(Array.from({ length: size }, (_, index) => first + index * step));
}
