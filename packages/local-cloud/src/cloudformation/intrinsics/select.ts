import { templateError } from '../parsing/template-error.ts';
import type { JsonValue } from '../template.ts';
import type { Resolve } from './resolve.ts';
import { scalarText } from './scalar-text.ts';
import type { Scope } from './scope.ts';

export function select(argument: JsonValue, _scope: Scope, resolve: Resolve): JsonValue {
  const [position, source, ...others] = Array.isArray(argument) ? argument : [];
  const index = position === undefined ? undefined : scalarText(resolve(position));
  const list = source === undefined ? undefined : resolve(source);
  if (index === undefined || !/^\d+$/.test(index) || !Array.isArray(list) || others.length > 0) {
    throw templateError('Fn::Select requires a list argument with two elements: an integer index and a list');
  }
  const item = list[Number(index)];
  if (item === undefined) throw templateError(`Fn::Select cannot select nonexistent value at index ${index}`);
  return item;
}
