import { templateError } from '../parsing/template-error.ts';
import { isObject, type JsonValue } from '../template.ts';
import type { Resolve } from './resolve.ts';
import { scalarText } from './scalar-text.ts';
import type { Scope } from './scope.ts';

export function findInMap(argument: JsonValue, scope: Scope, resolve: Resolve): JsonValue {
  const names = Array.isArray(argument) ? argument.map((item) => scalarText(resolve(item))) : [];
  const [map, topLevel, secondLevel] = names;
  if (names.length !== 3 || map === undefined || topLevel === undefined || secondLevel === undefined) {
    throw templateError(
      'every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value',
    );
  }
  const value = member(member(member(scope.mappings, map), topLevel), secondLevel);
  if (value !== undefined) return value;
  throw templateError(`Unable to get mapping for ${map}::${topLevel}::${secondLevel}`);
}

function member(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
