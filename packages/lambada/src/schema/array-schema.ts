import ts from 'typescript-api';
import type { JsonSchema } from '../model.ts';
import type { SchemaContext } from './schema-context.ts';

export function arraySchema(context: SchemaContext, type: ts.Type, at: ts.Node): JsonSchema | undefined {
  if (context.checker.isTupleType(type)) return tupleSchema(context, type as ts.TupleTypeReference, at);
  if (!context.checker.isArrayType(type)) return undefined;
  const [element] = context.checker.getTypeArguments(type as ts.TypeReference);
  return { type: 'array', items: element ? context.schemaOf(element, at) : {} };
}

/** `[number, number?, ...string[]]` */
function tupleSchema(context: SchemaContext, type: ts.TupleTypeReference, at: ts.Node): JsonSchema {
  const { elementFlags } = type.target;
  const elements = context.checker.getTypeArguments(type).map((element, index) => ({
    schema: context.schemaOf(withoutUndefined(context, element), at),
    flags: elementFlags[index] ?? ts.ElementFlags.Required,
  }));
  const fixed = elements.filter(({ flags }) => flags & ts.ElementFlags.Fixed);
  const rest = elements.find(({ flags }) => flags & ts.ElementFlags.Variable);
  const minItems = elements.filter(({ flags }) => flags & ts.ElementFlags.Required).length;
  return {
    type: 'array',
    ...(fixed.length > 0 && { prefixItems: fixed.map(({ schema }) => schema) }),
    items: rest?.schema ?? false,
    minItems,
    ...(!rest && { maxItems: fixed.length }),
  };
}

function withoutUndefined({ checker }: SchemaContext, type: ts.Type): ts.Type {
  const hasUndefined = type.isUnion() && type.types.some(({ flags }) => flags & ts.TypeFlags.Undefined);
  const hasNull = type.isUnion() && type.types.some(({ flags }) => flags & ts.TypeFlags.Null);
  return hasUndefined && !hasNull ? checker.getNonNullableType(type) : type;
}
