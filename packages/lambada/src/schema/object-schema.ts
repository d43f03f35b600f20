import ts from 'typescript-api';
import type { JsonSchema } from '../model.ts';
import { documented } from './constraints.ts';
import { membersOf, type SchemaContext } from './schema-context.ts';

/** An interface, a class, an object type, a mapped type, or an intersection of these. */
export function objectSchema(context: SchemaContext, type: ts.Type, at: ts.Node): JsonSchema | undefined {
  if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return undefined;
  if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) return undefined;
  const { checker } = context;
  const isClass = type.symbol?.flags & ts.SymbolFlags.Class;
  // The names of symbols begin so, and they are not keys of JSON.
  const properties = checker
    .getPropertiesOfType(type)
    .filter((property) => !property.name.startsWith('__@') && (!isClass || isData(property)));
  const required = properties.filter((property) => !isOptional(context, property)).map(({ name }) => name);
  const index = type.getStringIndexType() ?? type.getNumberIndexType();
  return {
    type: 'object',
    ...(properties.length > 0 && {
      properties: Object.fromEntries(
        properties.map((property) => [property.name, propertySchema(context, property, at)]),
      ),
    }),
    ...(required.length > 0 && { required }),
    ...(index && { additionalProperties: context.schemaOf(index, at) }),
  };
}

/** Methods, accessors and what is private stay with the class: JSON has only its public fields. */
function isData(property: ts.Symbol): boolean {
  const declaration = property.valueDeclaration;
  if (!(property.flags & ts.SymbolFlags.Property) || !declaration) return false;
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return !(ts.getCombinedModifierFlags(declaration) & hidden) && !property.name.startsWith('__#');
}

function isOptional({ checker }: SchemaContext, property: ts.Symbol): boolean {
  if (property.flags & ts.SymbolFlags.Optional) return true;
  return membersOf(checker.getTypeOfSymbol(property)).some(({ flags }) => flags & ts.TypeFlags.Undefined);
}

function propertySchema(context: SchemaContext, property: ts.Symbol, at: ts.Node): JsonSchema {
  const declaration = property.valueDeclaration ?? property.declarations?.[0];
  const ofProject =
    declaration && !declaration.getSourceFile().isDeclarationFile && isNamed(declaration)
      ? declaration
      : undefined;
  const type = context.checker.getTypeOfSymbol(property);
  if (!ofProject) {
    return context.within(property.name, () => documented(context, property, context.schemaOf(type, at)));
  }
  checkComment(context, ofProject);
  return documented(context, property, context.schemaOfNode(ofProject.type, type, ofProject.name));
}

/** TypeScript takes a comment after `{` or `;` as one of what stands before it, and its constraints would be lost. */
function checkComment({ reporter }: SchemaContext, property: ts.Node): void {
  const text = property.getSourceFile().text;
  const comments = ts.getTrailingCommentRanges(text, property.getFullStart()) ?? [];
  if (!comments.some(({ pos, end }) => /^\/\*\*[\s\S]*@\w/.test(text.slice(pos, end)))) return;
  const message = 'This doc comment belongs to nothing for TypeScript: begin a new line before the comment.';
  reporter.report(property, 'detached-comment', message);
}

function isNamed(node: ts.Node): node is ts.PropertySignature | ts.PropertyDeclaration {
  return ts.isPropertySignature(node) || ts.isPropertyDeclaration(node);
}
