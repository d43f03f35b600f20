import ts from 'typescript-api';
import type { JsonSchema, JsonValue } from '../model.ts';
import type { SchemaContext } from './schema-context.ts';

/** A union: of literals, an enum; of objects that differ in one property such as `kind`, oneOf; of anything else, anyOf. */
export function unionSchema(
  context: SchemaContext,
  members: readonly ts.Type[],
  at: ts.Node,
  /** Of the union that these are members of. */
  size = members.length,
): JsonSchema | undefined {
  const present = members.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
  const whole = wholeTypes(
    context,
    present.filter(({ flags }) => !(flags & ts.TypeFlags.Null)),
    size,
  );
  const [only] = whole;
  if (!only) return undefined;
  const schema = whole.length === 1 ? context.schemaOf(only, at) : several(context, whole, at);
  return present.some(({ flags }) => flags & ts.TypeFlags.Null) ? nullable(schema) : schema;
}

/** TypeScript spreads booleans and enums into their members; all of them together are the type again. */
function wholeTypes({ checker }: SchemaContext, members: readonly ts.Type[], size: number): ts.Type[] {
  const whole = new Set<ts.Type>();
  for (const member of members) {
    const base = checker.getBaseTypeOfLiteralType(member);
    // An enum alone has as many members as the union, since it is the union.
    const isSpread = base.isUnion() && base.types.length < size;
    whole.add(isSpread && base.types.every((each) => members.includes(each)) ? base : member);
  }
  return [...whole];
}

function several(context: SchemaContext, members: readonly ts.Type[], at: ts.Node): JsonSchema {
  const literals = members.filter((member) => literalOf(context, member) !== undefined);
  const others = members.filter((member) => literalOf(context, member) === undefined);
  const enums = enumsOf(literals.map((member) => literalOf(context, member) ?? null));
  const discriminator = literals.length === 0 ? discriminatorOf(context, others) : undefined;
  const schemas = [...enums, ...others.map((member) => context.schemaOf(member, at))];
  const [only] = schemas;
  if (only && schemas.length === 1) return only;
  if (!discriminator) return { anyOf: schemas };
  const refs = schemas.map(({ $ref }) => $ref);
  return {
    oneOf: schemas,
    // OpenAPI wants a name for each of them.
    ...(refs.every((ref) => ref !== undefined) && {
      discriminator: {
        propertyName: discriminator.name,
        mapping: Object.fromEntries(discriminator.values.map((value, index) => [value, refs[index] ?? ''])),
      },
    }),
  };
}

function literalOf({ checker }: SchemaContext, type: ts.Type): string | number | boolean | undefined {
  if (type.isStringLiteral() || type.isNumberLiteral()) return type.value;
  return type.flags & ts.TypeFlags.BooleanLiteral ? checker.typeToString(type) === 'true' : undefined;
}

/** One schema for each type of JSON among the literals. */
function enumsOf(values: readonly JsonValue[]): JsonSchema[] {
  return (['string', 'number', 'boolean'] as const).flatMap((type) => {
    const ofType = values.filter((value) => typeof value === type);
    return ofType.length > 0 ? [{ type, enum: ofType }] : [];
  });
}

/** The property that has another string in each of the objects, such as `kind`. */
function discriminatorOf(context: SchemaContext, members: readonly ts.Type[]) {
  const [first, ...others] = members;
  if (!first || others.length === 0) return undefined;
  for (const { name } of first.getProperties()) {
    const values = members.map((member) => stringOf(context, member, name));
    if (values.every((value) => value !== undefined) && new Set(values).size === values.length) {
      return { name, values };
    }
  }
  return undefined;
}

function stringOf({ checker }: SchemaContext, type: ts.Type, name: string): string | undefined {
  const property = type.getProperty(name);
  if (!property) return undefined;
  const value = checker.getTypeOfSymbol(property);
  return value.isStringLiteral() ? value.value : undefined;
}

/** The same schema, and null. */
export function nullable(schema: JsonSchema): JsonSchema {
  if (typeof schema.type === 'string') {
    return { ...schema, type: [schema.type, 'null'], ...(schema.enum && { enum: [...schema.enum, null] }) };
  }
  return { anyOf: [schema, { type: 'null' }] };
}
