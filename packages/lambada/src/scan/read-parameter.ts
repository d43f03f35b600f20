import ts from 'typescript-api';
import type { BodyParameter, Parameter } from '../model.ts';
import { constrained } from '../schema/constraints.ts';
import { type Annotation, annotationsOf } from './annotations.ts';
import { isContextType } from './lambada-types.ts';
import { readBean } from './read-bean.ts';
import { readValue } from './read-value.ts';
import type { ScanContext } from './scan-context.ts';
import type { Taken } from './taken.ts';

/** A parameter of a method; one without an annotation is the body. */
export function readParameter(
  context: ScanContext,
  symbol: ts.Symbol,
  declaration: ts.ParameterDeclaration,
  /** The parameter that has the annotations; of another method where this one overrides it. */
  annotatedAs: ts.ParameterDeclaration,
): Parameter | undefined {
  const { checker, reporter } = context;
  const annotations = annotationsOf(checker, annotatedAs);
  if (declaration.dotDotDotToken) {
    const message = 'A request has no list of parameters: write an array, as in names: string[].';
    reporter.report(declaration, 'rest-parameter', message);
    return undefined;
  }
  const taken = takenBy(context, symbol, declaration, annotatedAs, annotations);
  if (annotations.some(({ name }) => name === 'Context')) return readContext(context, taken);
  const annotated = readValue(context, taken) ?? readBean(context, taken);
  const isBody = !annotations.some(({ name }) => name === 'BeanParam');
  return annotated ?? (isBody ? readBody(context, taken) : undefined);
}

function takenBy(
  { checker }: ScanContext,
  symbol: ts.Symbol,
  declaration: ts.ParameterDeclaration,
  annotatedAs: ts.ParameterDeclaration,
  annotations: readonly Annotation[],
): Taken {
  const inherited = annotatedAs === declaration ? undefined : checker.getSymbolAtLocation(annotatedAs.name);
  const [description] = [symbol, inherited]
    .map((each) => ts.displayPartsToString(each?.getDocumentationComment(checker)).trim())
    .filter(Boolean);
  return {
    // A pattern such as { name } has no name of its own.
    ...(ts.isIdentifier(annotatedAs.name) && { name: annotatedAs.name.text }),
    declaration,
    annotations,
    type: checker.getTypeOfSymbol(symbol),
    isOptional: Boolean(declaration.questionToken ?? declaration.initializer),
    tags: [...new Set([annotatedAs, declaration])]
      .flatMap((each) => ts.getJSDocTags(each))
      .filter((tag) => !ts.isJSDocParameterTag(tag)),
    ...(description && { description }),
  };
}

function readContext({ checker, reporter }: ScanContext, taken: Taken): Parameter {
  const { declaration, type, annotations } = taken;
  const other = annotations.find(({ name }) => name !== 'Context');
  if (other) {
    const message = `@Context() is the request itself: remove @${other.name}.`;
    reporter.report(other.node, 'two-annotations', message);
  }
  if (!isContextType(type)) {
    const message = `Expected RequestContext, which lambada exports, found ${checker.typeToString(type)}.`;
    reporter.report(declaration.type ?? declaration, 'context-type', message);
  }
  return { kind: 'context', position: reporter.positionOf(declaration) };
}

function readBody(context: ScanContext, taken: Taken): BodyParameter {
  const { checker, reporter, schemas } = context;
  const { declaration, type, description, tags, isOptional } = taken;
  const present = checker.getNonNullableType(type);
  const isMissing =
    type !== present && type.isUnion() && type.types.some(({ flags }) => flags & ts.TypeFlags.Undefined);
  const schema = constrained(schemas, tags, schemas.schemaOfNode(declaration.type, type, declaration.name));
  const as = schema['x-value'] === 'Uint8Array' ? 'bytes' : schema.type === 'string' ? 'string' : 'json';
  return {
    kind: 'body',
    as,
    ...(description && { description }),
    schema,
    required: !isOptional && !isMissing,
    position: reporter.positionOf(declaration.name),
  };
}
