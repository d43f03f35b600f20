import { isRecord } from '../../aws/is-record.ts';
import { templateError, validationError } from '../errors.ts';
import type { JsonValue } from '../template.ts';
import { type Resolve, type Scope, scalarText } from './intrinsic-function.ts';
import { spendOnCopy } from './work.ts';

export function ref(argument: JsonValue, scope: Scope): JsonValue | undefined {
  if (typeof argument !== 'string') throw templateError('every Ref object must have a single String value.');
  if (argument === 'AWS::NoValue') return undefined;
  const value = scope.parameters.get(argument) ?? scope.physicalId(argument);
  spendOnCopy(scope.work, value);
  if (value !== undefined) return value;
  throw validationError(
    `Template format error: Unresolved resource dependencies [${argument}] in the Resources block of the template`,
  );
}

export function getAtt(argument: JsonValue, scope: Scope, resolve: Resolve): JsonValue {
  const [logicalId, attribute] = attributePath(argument);
  const name = scalarText(resolve(attribute));
  if (name === undefined) throw wrongGetAtt();
  return attributeOf(scope, logicalId, name);
}

/** Both forms of the argument: `[A, B]` and `A.B`. The attribute may contain further dots. */
export function attributePath(argument: JsonValue): [logicalId: string, attribute: JsonValue] {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    if (dot > 0) return [argument.slice(0, dot), argument.slice(dot + 1)];
  }
  if (Array.isArray(argument)) {
    const [logicalId, attribute, ...others] = argument;
    if (typeof logicalId === 'string' && attribute !== undefined && others.length === 0) {
      return [logicalId, attribute];
    }
  }
  throw wrongGetAtt();
}

export function attributeOf(scope: Scope, logicalId: string, name: string): JsonValue {
  const value = scope.attribute(logicalId, name);
  spendOnCopy(scope.work, value);
  if (value !== undefined) return value;
  if (scope.physicalId(logicalId) === undefined) throw undefinedResource(logicalId);
  throw unknownAttribute(logicalId, name);
}

export function unknownAttribute(logicalId: string, name: string): Error {
  return templateError(`resource ${logicalId} does not support attribute type ${name} in Fn::GetAtt`);
}

export function undefinedResource(logicalId: string): Error {
  return templateError(`instance of Fn::GetAtt references undefined resource ${logicalId}`);
}

export function importValue(argument: JsonValue, scope: Scope, resolve: Resolve): JsonValue {
  const name = scalarText(resolve(argument));
  if (name === undefined) {
    throw templateError(
      'the attribute in Fn::ImportValue must be a string or a function that returns a string.',
    );
  }
  const value = scope.exported(name);
  spendOnCopy(scope.work, value);
  if (value === undefined) throw validationError(`No export named ${name} found.`);
  return value;
}

function wrongGetAtt(): Error {
  return templateError(
    'every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute',
  );
}

export function findInMap(argument: JsonValue, scope: Scope, resolve: Resolve): JsonValue {
  const names = Array.isArray(argument) ? argument.map((item) => scalarText(resolve(item))) : [];
  const [map, topLevel, secondLevel] = names;
  if (names.length !== 3 || map === undefined || topLevel === undefined || secondLevel === undefined) {
    throw templateError(
      'every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value',
    );
  }
  const value = member(member(member(scope.mappings, map), topLevel), secondLevel);
  spendOnCopy(scope.work, value);
  if (value !== undefined) return value;
  throw templateError(`Unable to get mapping for ${map}::${topLevel}::${secondLevel}`);
}

function member(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
