import { JavaRegexError } from '../java-regex/java-regex-error.ts';
import { callMethod } from '../methods/call-method.ts';
import type { Reference, Step } from '../syntax/ast.ts';
import { placeIn, TemplateError } from '../template-error.ts';
import { getIndex } from '../values/index-access.ts';
import { isMap, mapGet } from '../values/map-value.ts';
import { isList, itemsOf, JavaMap, TemplateObject, type Value } from '../values/value.ts';
import { type Compilation, type Evaluate, guarded, type Scope, slotOf } from './scope.ts';

/** The value of a reference; an undefined one is the empty string (VT-2). */
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
    const key = compilation.compileExpression(step.key);
    return guarded(compilation, step.offset, (scope, value) => getIndex(value, key(scope)));
  }
  const { name } = step;
  const parameters = step.parameters.map((parameter) => compilation.compileExpression(parameter));
  compileRegexParameter(compilation, step);
  return guarded(compilation, step.offset, (scope, value) => {
    const values = parameters.map((parameter) => parameter(scope));
    return callMethod(value, name, values, scope.meter);
  });
}

type GetProperty = (value: NonNullable<Value>) => Value;

/** `$value.name`: entries of maps, and the few getters that Java's own classes have. */
function getProperty(name: string): GetProperty {
  // Most references read a JSON object, and a name that no object inherits can be read without asking whose it is.
  const isInherited = name in Object.prototype;
  return (value) => {
    if (typeof value === 'string') return name === 'empty' ? value === '' : undefined;
    if (typeof value !== 'object') return undefined;
    if (value instanceof JavaMap) return value.entries.get(name);
    if (value instanceof TemplateObject) return value.property(name);
    if (isList(value)) return name === 'empty' ? itemsOf(value).length === 0 : undefined;
    if (!isMap(value)) return undefined;
    const own = isInherited ? undefined : value[name];
    return own === undefined ? mapGet(value, name) : own;
  };
}

const takeRegex: ReadonlySet<string> = new Set(['matches', 'replaceAll', 'replaceFirst', 'split']);

/** Refuses a literal regular expression that works in Java but not here, when the template is compiled (JR-6). */
function compileRegexParameter(
  { source, expressions }: Compilation,
  { name, parameters, offset }: Step & { kind: 'method' },
): void {
  const [pattern] = parameters;
  if (!takeRegex.has(name) || pattern?.kind !== 'literal' || typeof pattern.value !== 'string') return;
  try {
    expressions.regex(pattern.value);
  } catch (error) {
    // What Java refuses too fails when it is reached, as on AWS.
    if (!(error instanceof JavaRegexError)) throw error;
    if (error.isUnsupported) throw new TemplateError(error.message, placeIn(source, offset), true);
  }
}
