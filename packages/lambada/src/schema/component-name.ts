import ts from 'typescript-api';
import { membersOf, type SchemaContext } from './schema-context.ts';

/**
 * The name under which a type is written once and referred to: of an interface, class, enum or type of the project.
 * `Page<Pet>` is PageOfPet.
 */
export function componentName(context: SchemaContext, type: ts.Type): string | undefined {
  const symbol = namingSymbol(context, type);
  if (!symbol || context.isOfLibrary(symbol)) return undefined;
  const names = typeArguments(context, type).map((each) => argumentName(context, each));
  if (!names.every((name) => name !== undefined)) return undefined;
  const ofArguments = names.length > 0 ? `Of${names.join('And')}` : '';
  return plainName(symbol) + ofArguments || undefined;
}

/** API Gateway takes letters and digits. */
export function plainName({ name }: ts.Symbol): string {
  return name.replaceAll(/[^A-Za-z0-9]/g, '');
}

export function namingSymbol(context: SchemaContext, type: ts.Type): ts.Symbol | undefined {
  const { checker } = context;
  if (type.aliasSymbol) return isWorthAName(context, type) ? type.aliasSymbol : undefined;
  const named = ts.SymbolFlags.Interface | ts.SymbolFlags.Class;
  if (type.symbol?.flags & named && !checker.isArrayType(type) && !checker.isTupleType(type)) {
    return type.symbol.name === 'default' ? undefined : type.symbol;
  }
  // A member of an enum has the symbol of the member, the whole enum its own.
  return type.symbol?.flags & ts.SymbolFlags.Enum && type.flags & ts.TypeFlags.EnumLike
    ? type.symbol
    : undefined;
}

/** A branded string has no members to share, and a Date or Uint8Array is written as it is. */
export function isWorthAName({ checker, isOfLibrary }: SchemaContext, type: ts.Type): boolean {
  if (type.isIntersection()) return type.types.every(({ flags }) => flags & ts.TypeFlags.Object);
  if (type.isUnion()) return true;
  if (!(type.flags & ts.TypeFlags.Object)) return false;
  const isNamed = (type.symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) !== 0;
  return !isNamed || !isOfLibrary(type.symbol) || checker.isArrayType(type);
}

function typeArguments({ checker }: SchemaContext, type: ts.Type): readonly ts.Type[] {
  if (type.aliasSymbol) return type.aliasTypeArguments ?? [];
  const isReference =
    type.flags & ts.TypeFlags.Object && (type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference;
  if (!isReference) return [];
  // The last of them may be the type of `this`.
  const parameters = (type as ts.TypeReference).target.typeParameters?.length ?? 0;
  return checker.getTypeArguments(type as ts.TypeReference).slice(0, parameters);
}

const primitives: readonly (readonly [ts.TypeFlags, string])[] = [
  [ts.TypeFlags.String, 'String'],
  [ts.TypeFlags.Number, 'Number'],
  [ts.TypeFlags.Boolean, 'Boolean'],
  [ts.TypeFlags.BigInt, 'Bigint'],
  [ts.TypeFlags.Unknown, 'Unknown'],
  [ts.TypeFlags.Null, 'Null'],
];

function argumentName(context: SchemaContext, type: ts.Type): string | undefined {
  const primitive = primitives.find(([flag]) => type.flags & flag);
  if (primitive) return primitive[1];
  if (context.checker.isArrayType(type)) {
    const [element] = context.checker.getTypeArguments(type as ts.TypeReference);
    const name = element && argumentName(context, element);
    return name && `${name}List`;
  }
  if (type.isStringLiteral()) return type.value.replaceAll(/[^A-Za-z0-9]/g, '') || undefined;
  const symbol = type.getSymbol();
  if (!type.aliasSymbol && symbol && context.isOfLibrary(symbol))
    return symbol.name === 'Date' ? 'Date' : undefined;
  const name = componentName(context, type);
  if (name) return name;
  const members = membersOf(type).map((member) =>
    member === type ? undefined : argumentName(context, member),
  );
  return members.every((member) => member !== undefined) ? members.join('Or') : undefined;
}
