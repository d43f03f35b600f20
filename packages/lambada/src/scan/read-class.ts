import ts from 'typescript-api';
import type { Operation, ResourceClass } from '../model.ts';
import { annotatedMethods } from './annotated-methods.ts';
import { type Annotation, annotationsOf } from './annotations.ts';
import { classChain } from './class-chain.ts';
import { exportedClass } from './exported-class.ts';
import { joinPaths } from './parse-path.ts';
import { readMediaTypes } from './read-media-types.ts';
import { type ClassSettings, readOperation } from './read-operation.ts';
import { readPathArgument } from './read-path-argument.ts';
import type { ScanContext } from './scan-context.ts';

/** A class with `@Path` and its annotated methods, those of its base classes included. */
export function readClass(
  context: ScanContext,
  declaration: ts.ClassDeclaration,
  pathAnnotation: Annotation,
): ResourceClass | undefined {
  const { checker } = context;
  const path = joinPaths(readPathArgument(context, pathAnnotation));
  const name = declaration.name?.text ?? 'Default';
  const settings: ClassSettings = { ...inheritedSettings(context, declaration), name, path };
  const operations = annotatedMethods(context, declaration).flatMap((method): Operation[] => {
    const operation = readOperation(context, settings, method);
    return operation ? [operation] : [];
  });
  const exported = exportedClass(context, declaration);
  if (!exported) return undefined;
  const { symbol } = checker.getTypeAtLocation(declaration);
  const description = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  return { ...exported, name, path, ...(description && { description }), operations };
}

/** Those of the nearest class that has each: a base class must not lose its authorizer by being extended. */
function inheritedSettings(
  context: ScanContext,
  declaration: ts.ClassDeclaration,
): Omit<ClassSettings, 'name' | 'path'> {
  const all = classChain(context.checker, declaration).flatMap((each) =>
    annotationsOf(context.checker, each),
  );
  const nearest = (wanted: Annotation['name']) => all.find(({ name }) => name === wanted);
  const authorized = nearest('Authorized');
  return {
    consumes: readMediaTypes(context, nearest('Consumes')),
    produces: readMediaTypes(context, nearest('Produces')),
    ...(authorized && { authorized }),
  };
}
