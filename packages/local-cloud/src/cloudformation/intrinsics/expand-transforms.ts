import { isRecord } from '../../aws/is-record.ts';
import { formatError, validationError } from '../errors.ts';
import type { JsonObject, JsonValue } from '../template.ts';

/** A use of a transform: `AWS::Include` or the name of a macro, and what it is given. */
export interface TransformCall {
  readonly name: string;
  readonly parameters: JsonValue;
}

/** What a transform makes of the object that its call is in, without the call. */
export type ApplyTransform = (call: TransformCall, beside: JsonObject) => JsonValue;

/** Replaces every object with an `Fn::Transform` by what the transform makes of it, the innermost first. */
export function expandTransforms(value: JsonValue, apply: ApplyTransform): JsonValue {
  if (Array.isArray(value)) return value.map((item) => expandTransforms(item, apply));
  if (!isRecord(value)) return value;
  const { 'Fn::Transform': call, ...others } = value;
  const expanded = Object.fromEntries(
    Object.entries(others).map(([name, item]) => [name, expandTransforms(item, apply)]),
  ) as JsonObject;
  return call === undefined ? expanded : applyAll([call].flat(), expanded, apply);
}

/** Of a list of transforms, each is given what the one before it made. */
function applyAll(calls: readonly JsonValue[], beside: JsonObject, apply: ApplyTransform): JsonValue {
  return calls.reduce<JsonValue>((value, call) => {
    if (!isRecord(value)) throw formatError('A transform after another needs an object');
    return apply(transformCall(call), value);
  }, beside);
}

/** Both forms of a call: a name alone, and with parameters. */
export function transformCall(call: JsonValue): TransformCall {
  const name = isRecord(call) ? call.Name : call;
  if (typeof name !== 'string') throw validationError('Key Name of transform definition must be a string.');
  return { name, parameters: (isRecord(call) && call.Parameters) || {} };
}

/** A snippet in place of its call; its members are added to those beside it, or replace them. */
export function included(snippet: JsonValue, beside: JsonObject): JsonValue {
  if (Object.keys(beside).length === 0) return snippet;
  if (!isRecord(snippet)) throw formatError('An AWS::Include beside other members must be an object');
  return { ...beside, ...snippet };
}

export function includeLocation({ parameters }: TransformCall): JsonValue {
  if (isRecord(parameters) && parameters.Location !== undefined) return parameters.Location;
  throw validationError('Transform AWS::Include failed with: The Location parameter is missing.');
}
