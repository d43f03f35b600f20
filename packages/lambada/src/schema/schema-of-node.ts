import ts from 'typescript-api';
import type { JsonSchema } from '../model.ts';
import { componentName, isWorthAName, plainName } from './component-name.ts';
import { documented } from './constraints.ts';
import { membersOf, type SchemaContext } from './schema-context.ts';
import { nullable } from './union-schema.ts';

/**
 * The type checker forgets what `type Email = string` and its constraints were called, and spreads `Size | null` into
 * literals. So the names are looked up where the sources write them, as long as they stand for the same type.
 */
export function schemaOfNode(
  context: SchemaContext,
  node: ts.TypeNode | undefined,
  type: ts.Type,
  at: ts.Node,
): JsonSchema {
  if (!node || !isWritten(context, node, type)) return context.schemaOf(type, at);
  const inner = (part: ts.TypeNode) =>
    schemaOfNode(context, part, context.checker.getTypeFromTypeNode(part), at);

  if (ts.isParenthesizedTypeNode(node)) return inner(node.type);
  if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword) return inner(node.type);
  if (ts.isArrayTypeNode(node)) return { type: 'array', items: inner(node.elementType) };
  if (ts.isUnionTypeNode(node)) {
    const parts = node.types.filter((part) => !isUndefinedOrNull(context, part));
    const [only] = parts;
    if (!only || parts.length > 1) return context.schemaOf(type, at);
    const hasNull = membersOf(type).some(({ flags }) => flags & ts.TypeFlags.Null);
    return hasNull ? nullable(inner(only)) : inner(only);
  }
  if (ts.isTypeReferenceNode(node)) return ofReference(context, node, at);
  return context.schemaOf(context.checker.getTypeFromTypeNode(node), at);
}

/** False within a generic type, where the sources say T and the type is Pet. */
function isWritten({ checker }: SchemaContext, node: ts.TypeNode, type: ts.Type): boolean {
  if (hasParameters(checker, node)) return false;
  const written = checker.getNonNullableType(checker.getTypeFromTypeNode(node));
  const present = checker.getNonNullableType(type);
  if ((written.flags | present.flags) & ts.TypeFlags.Any) return false;
  return checker.isTypeAssignableTo(written, present) && checker.isTypeAssignableTo(present, written);
}

function hasParameters(checker: ts.TypeChecker, node: ts.Node): boolean {
  if (ts.isTypeReferenceNode(node)) {
    const symbol = checker.getSymbolAtLocation(node.typeName);
    if (symbol && symbol.flags & ts.SymbolFlags.TypeParameter) return true;
  }
  return ts.forEachChild(node, (child) => hasParameters(checker, child) || undefined) ?? false;
}

function isUndefinedOrNull({ checker }: SchemaContext, node: ts.TypeNode): boolean {
  return (checker.getTypeFromTypeNode(node).flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) !== 0;
}

/** A name of the project. Of a primitive or a Date: the schema of what it stands for, with the constraints that its declaration adds. */
function ofReference(context: SchemaContext, node: ts.TypeReferenceNode, at: ts.Node): JsonSchema {
  const { checker } = context;
  const type = checker.getTypeFromTypeNode(node);
  const named = checker.getSymbolAtLocation(node.typeName);
  const symbol = named && named.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(named) : named;
  const alias = symbol?.declarations?.find(ts.isTypeAliasDeclaration);
  if (!symbol || !alias || alias.typeParameters || componentName(context, type))
    return context.schemaOf(type, at);
  // Of `type PetPatch = Partial<Pet>` TypeScript remembers only Partial.
  if (isWorthAName(context, type)) return context.reference(symbol, plainName(symbol), type, at);
  return documented(context, symbol, schemaOfNode(context, alias.type, type, at));
}
