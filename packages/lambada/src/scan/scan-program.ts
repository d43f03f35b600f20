import ts from 'typescript-api';
import type { ApiModel, Authorizer, ResourceClass } from '../model.ts';
import { createSchemas } from '../schema/create-schemas.ts';
import { annotationsOf, isHttpMethod } from './annotations.ts';
import { checkPlaces } from './check-places.ts';
import { checkRoutes } from './check-routes.ts';
import { classChain } from './class-chain.ts';
import { findAuthorizers, readAuthorizers } from './read-authorizers.ts';
import { readClass } from './read-class.ts';
import { readExceptionMappers } from './read-exception-mappers.ts';
import type { Reporter } from './reporter.ts';
import type { ScanContext } from './scan-context.ts';

type Scanned = Pick<ApiModel, 'classes' | 'schemas' | 'authorizers' | 'exceptionMappers'>;

/** The annotated classes of a program. What is wrong goes to the reporter. */
export function scanProgram(
  program: ts.Program,
  reporter: Reporter,
  authorizersOfSettings: Readonly<Record<string, Authorizer>> = {},
): Scanned {
  const checker = program.getTypeChecker();
  const sources = program
    .getSourceFiles()
    .filter((source) => !source.isDeclarationFile && !program.isSourceFileFromExternalLibrary(source));
  for (const source of sources) checkPlaces(checker, reporter, source);
  const declarations = sources.flatMap((source) => source.statements.filter(ts.isClassDeclaration));
  const found = findAuthorizers(checker, reporter, declarations);
  const authorizerNames = [...Object.keys(authorizersOfSettings), ...found.map(({ name }) => name)];
  const schemas = createSchemas(program, reporter);
  const context: ScanContext = { checker, reporter, schemas, authorizerNames };
  const classes = readClasses(context, declarations);
  checkRoutes(reporter, classes);
  const authorizers = readAuthorizers(context, found, authorizersOfSettings);
  const exceptionMappers = readExceptionMappers(context, declarations);
  return { classes, schemas: schemas.components(), authorizers, exceptionMappers };
}

function readClasses(context: ScanContext, declarations: readonly ts.ClassDeclaration[]): ResourceClass[] {
  const { checker } = context;
  const withPath = declarations.flatMap((declaration) => {
    const path = annotationsOf(checker, declaration).find(({ name }) => name === 'Path');
    return path ? [{ declaration, path }] : [];
  });
  const reached = new Set<ts.Node>(withPath.flatMap(({ declaration }) => classChain(checker, declaration)));
  for (const declaration of declarations) if (!reached.has(declaration)) checkUnreached(context, declaration);
  return withPath.flatMap(({ declaration, path }) => readClass(context, declaration, path) ?? []);
}

/** Methods with annotations in a class to which no path leads. */
function checkUnreached({ checker, reporter }: ScanContext, declaration: ts.ClassDeclaration): void {
  const isAnnotated = declaration.members
    .filter(ts.isMethodDeclaration)
    .some((method) => annotationsOf(checker, method).some(({ name }) => isHttpMethod(name)));
  if (!isAnnotated) return;
  const message =
    "No path leads to the methods of this class: write @Path('/…') before it, or before a class that extends it.";
  reporter.report(declaration.name ?? declaration, 'missing-path', message);
}
