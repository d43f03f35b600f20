import { templateError } from '../parsing/template-error.ts';
import type { JsonValue } from '../template.ts';
import type { Resolve } from './resolve.ts';
import { scalarText } from './scalar-text.ts';
import type { Scope } from './scope.ts';

export function join(argument: JsonValue, _scope: Scope, resolve: Resolve): JsonValue {
  const [delimiter, list, ...others] = Array.isArray(argument) ? argument : [];
  const items = list === undefined || others.length > 0 ? undefined : resolve(list);
  const texts = Array.isArray(items) ? items.map(scalarText) : [undefined];
  if (typeof delimiter !== 'string' || !texts.every((text) => text !== undefined)) {
    throw templateError(
      'every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.',
    );
  }
  return texts.join(delimiter);
}

export function split(argument: JsonValue, _scope: Scope, resolve: Resolve): JsonValue {
  const [delimiter, source, ...others] = Array.isArray(argument) ? argument : [];
  const text = source === undefined ? undefined : scalarText(resolve(source));
  if (typeof delimiter !== 'string' || delimiter === '' || text === undefined || others.length > 0) {
    throw templateError(
      'every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split.',
    );
  }
  return text.split(delimiter);
}
