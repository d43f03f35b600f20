import type { JsonObject, Operation, ValueParameter } from '../model.ts';
import { valuesOf } from '../values-of.ts';
import { openApiSchema } from './openapi-schema.ts';

/** What OpenAPI describes by other means: the bodies' types and the security schemes. */
const describedElsewhere: readonly string[] = ['accept', 'content-type', 'authorization'];

export function parameterObjects(
  operation: Operation,
  names: Readonly<Record<string, string>>,
): JsonObject[] {
  return operation.parameters
    .flatMap(valuesOf)
    .filter(({ kind, name }) => kind !== 'form' && !(kind === 'header' && describedElsewhere.includes(name)))
    .map((parameter) => parameterObject(operation, parameter, names));
}

function parameterObject(
  { segments }: Operation,
  parameter: ValueParameter,
  names: Readonly<Record<string, string>>,
): JsonObject {
  const { kind, name, description, required, schema, default: value } = parameter;
  const segment = segments.find((each) => each.kind !== 'literal' && each.name === name);
  const pattern = kind === 'path' && segment?.kind === 'parameter' ? segment.pattern : undefined;
  const isGreedy = kind === 'path' && segment?.kind === 'greedy';
  const described = [description, isGreedy && 'May contain slashes.'].filter(Boolean).join(' ');
  return {
    name: kind === 'path' ? (names[name] ?? name) : name,
    in: kind,
    ...(described && { description: described }),
    required,
    schema: openApiSchema({
      ...schema,
      ...(value !== undefined && { default: value }),
      ...(pattern !== undefined && schema.type === 'string' && { pattern: `^(?:${pattern})$` }),
    }),
  };
}
