import ts from 'typescript-api';
import type { JsonSchema } from '../model.ts';
import type { SchemaContext } from './schema-context.ts';
import { templateSchema } from './template-schema.ts';

/** JSON's numbers have no limit, and neither has their reading as a bigint. */
const bigintSchema: JsonSchema = { type: 'integer', 'x-value': 'bigint' };

export function primitiveSchema(context: SchemaContext, type: ts.Type): JsonSchema | undefined {
  const { flags } = type;
  if (flags & ts.TypeFlags.Unknown) return {};
  if (type.isStringLiteral()) return { type: 'string', enum: [type.value] };
  if (type.isNumberLiteral()) return { type: 'number', enum: [type.value] };
  if (flags & ts.TypeFlags.BooleanLiteral) {
    return { type: 'boolean', enum: [context.checker.typeToString(type) === 'true'] };
  }
  if (flags & ts.TypeFlags.TemplateLiteral) return templateSchema(type as ts.TemplateLiteralType);
  if (flags & ts.TypeFlags.StringLike) return { type: 'string' };
  // An enum whose members are computed is any number.
  if (flags & ts.TypeFlags.NumberLike && !type.isUnion()) return { type: 'number' };
  if (flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
  if (flags & ts.TypeFlags.BigInt) return bigintSchema;
  if (flags & ts.TypeFlags.Null) return { type: 'null' };
  if (flags & ts.TypeFlags.NonPrimitive) return { type: 'object' };
  return brandedPrimitive(context, type);
}

/** Of `string & { readonly brand: 'UserId' }`, the string is what travels. */
function brandedPrimitive(context: SchemaContext, type: ts.Type): JsonSchema | undefined {
  if (!type.isIntersection()) return undefined;
  const travels =
    ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.BigIntLike;
  const primitive = type.types.find(({ flags }) => flags & travels);
  return primitive && primitiveSchema(context, primitive);
}
