import { isRecord } from '../../aws/is-record.ts';
import { formatError, validationError } from '../errors.ts';
import type { JsonObject, JsonValue } from '../template.ts';

/** Reads and parses the snippet at the location of an `AWS::Include`. */
export type ReadSnippet = (location: JsonValue) => JsonValue;

/**
 * Replaces every `Fn::Transform` of `AWS::Include` by its snippet; beside other members, the snippet's members
 * are added to them. A snippet may not include another.
 */
export function expandIncludes(value: JsonValue, readSnippet: ReadSnippet): JsonValue {
  if (Array.isArray(value)) return value.map((item) => expandIncludes(item, readSnippet));
  if (!isRecord(value)) return value;
  const { 'Fn::Transform': call, ...others } = value;
  const expanded = Object.fromEntries(
    Object.entries(others).map(([name, item]) => [name, expandIncludes(item, readSnippet)]),
  ) as JsonObject;
  if (call === undefined) return expanded;
  const snippet = readSnippet(includeLocation(call));
  if (Object.keys(others).length === 0) return snippet;
  if (!isRecord(snippet)) throw formatError('An AWS::Include beside other members must be an object');
  return { ...snippet, ...expanded };
}

export function includeLocation(call: JsonValue): JsonValue {
  const parameters = isRecord(call) ? call.Parameters : undefined;
  if (!isRecord(call) || call.Name !== 'AWS::Include') {
    const name = isRecord(call) ? String(call.Name) : String(call);
    throw validationError(`No transform named ${name} found.`);
  }
  if (!isRecord(parameters) || parameters.Location === undefined) {
    throw validationError('Transform AWS::Include failed with: The Location parameter is missing.');
  }
  return parameters.Location;
}
