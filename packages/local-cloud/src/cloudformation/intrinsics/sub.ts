import { isRecord } from '../../aws/is-record.ts';
import { templateError } from '../errors.ts';
import type { JsonObject, JsonValue } from '../template.ts';
import { type Resolve, type Scope, scalarText } from './intrinsic-function.ts';
import { attributeOf, ref } from './look-ups.ts';
import { spend } from './work.ts';

const variable = /\$\{([^}]*)\}/g;

export function sub(argument: JsonValue, scope: Scope, resolve: Resolve): JsonValue {
  const { text, variables } = subArguments(argument);
  const values = new Map<string, string>();
  spend(scope.work, text.length);
  return text.replace(variable, (_whole, inner: string) => {
    if (inner.startsWith('!')) return `\${${inner.slice(1)}}`;
    const name = checkedName(inner);
    const value = values.get(name) ?? variableValue(name, variables, scope, resolve);
    values.set(name, value);
    spend(scope.work, value.length);
    return value;
  });
}

function variableValue(name: string, variables: JsonObject, scope: Scope, resolve: Resolve): string {
  const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
  const value = scalarText(given === undefined ? referenced(name, scope) : resolve(given));
  if (value !== undefined) return value;
  throw templateError(`Fn::Sub expects a string for the variable ${name}`);
}

/** The variables of the string that its own map does not define; `${!literal}` is not a variable. */
export function subReferences(argument: JsonValue): string[] {
  const { text, variables } = subArguments(argument);
  const names = [...text.matchAll(variable)].map(([, inner = '']) => inner);
  const references = names.filter((name) => !name.startsWith('!')).map(checkedName);
  return references.filter((name) => !Object.hasOwn(variables, name));
}

export function subArguments(argument: JsonValue): { text: string; variables: JsonObject } {
  if (typeof argument === 'string') return { text: argument, variables: {} };
  const [text, variables = {}, ...others] = Array.isArray(argument) ? argument : [];
  if (typeof text === 'string' && isRecord(variables) && others.length === 0) return { text, variables };
  throw templateError(
    "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
  );
}

export function base64(argument: JsonValue, scope: Scope, resolve: Resolve): JsonValue {
  const text = scalarText(resolve(argument));
  if (text === undefined) throw templateError('every Fn::Base64 object must have a String-typed value.');
  spend(scope.work, text.length);
  return Buffer.from(text, 'utf8').toString('base64');
}

function referenced(name: string, scope: Scope): JsonValue | undefined {
  const dot = name.indexOf('.');
  return dot === -1 ? ref(name, scope) : attributeOf(scope, name.slice(0, dot), name.slice(dot + 1));
}

function checkedName(inner: string): string {
  const name = inner.trim();
  if (/^[A-Za-z0-9_.:]+$/.test(name)) return name;
  throw templateError(
    'variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons',
  );
}
