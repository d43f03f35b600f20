import { templateError } from '../parsing/template-error.ts';
import type { JsonValue } from '../template.ts';
import type { Resolve } from './resolve.ts';
import { scalarText } from './scalar-text.ts';
import type { Scope } from './scope.ts';

/** Every region here has three zones. */
export function getAzs(argument: JsonValue, scope: Scope, resolve: Resolve): JsonValue {
  const region = scalarText(resolve(argument));
  if (region === undefined) throw templateError('every Fn::GetAZs object must have a String-typed value.');
  return ['a', 'b', 'c'].map((zone) => `${region || scope.region}${zone}`);
}
