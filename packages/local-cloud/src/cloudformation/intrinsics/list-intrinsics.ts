import { templateError } from '../errors.ts';
import type { JsonValue } from '../template.ts';
import { type Resolve, type Scope, scalarText } from './intrinsic-function.ts';
import { spend } from './work.ts';

export function join(argument: JsonValue, scope: Scope, resolve: Resolve): JsonValue {
  const [delimiter, list, ...others] = Array.isArray(argument) ? argument : [];
  const items = list === undefined || others.length > 0 ? undefined : resolve(list);
  const texts = Array.isArray(items) ? items.map(scalarText) : [undefined];
  if (typeof delimiter !== 'string' || !texts.every((text) => text !== undefined)) {
    throw templateError(
      'every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.',
    );
  }
  const length = texts.reduce((sum, text) => sum + text.length + delimiter.length, 0);
  spend(scope.work, length);
  return texts.join(delimiter);
}

export function split(argument: JsonValue, scope: Scope, resolve: Resolve): JsonValue {
  const [delimiter, source, ...others] = Array.isArray(argument) ? argument : [];
  const text = source === undefined ? undefined : scalarText(resolve(source));
  if (typeof delimiter !== 'string' || delimiter === '' || text === undefined || others.length > 0) {
    throw templateError(
      'every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split.',
    );
  }
  spend(scope.work, text.length);
  return text.split(delimiter);
}

export function select(argument: JsonValue, _scope: Scope, resolve: Resolve): JsonValue {
  const [position, source, ...others] = Array.isArray(argument) ? argument : [];
  const index = position === undefined ? undefined : scalarText(resolve(position));
  const list = source === undefined ? undefined : resolve(source);
  const isCalledWell = index !== undefined && /^\d+$/.test(index) && others.length === 0;
  const item = isCalledWell && Array.isArray(list) ? list[Number(index)] : undefined;
  if (item !== undefined) return item;
  throw templateError('Fn::Select requires a list argument with two elements: an integer index and a list');
}

/** Every region here has three zones. */
export function getAzs(argument: JsonValue, scope: Scope, resolve: Resolve): JsonValue {
  const region = scalarText(resolve(argument));
  if (region === undefined) throw templateError('every Fn::GetAZs object must have a String-typed value.');
  return ['a', 'b', 'c'].map((zone) => `${region || scope.region}${zone}`);
}
