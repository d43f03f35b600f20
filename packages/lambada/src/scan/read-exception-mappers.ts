import path from 'node:path';
import ts from 'typescript-api';
import type { ErrorClass, ExceptionMapper } from '../model.ts';
import { annotationsOf } from './annotations.ts';
import { classChain } from './class-chain.ts';
import { exportedClass, exportNameOf } from './exported-class.ts';
import type { ScanContext } from './scan-context.ts';

interface Found {
  readonly mapper: ExceptionMapper;
  readonly error: ts.Symbol;
}

/** The classes with `@Provider`: a mapper of a derived error comes before that of its base. */
export function readExceptionMappers(
  context: ScanContext,
  classes: readonly ts.ClassDeclaration[],
): ExceptionMapper[] {
  const found = classes.flatMap((declaration): Found[] => {
    if (!annotationsOf(context.checker, declaration).some(({ name }) => name === 'Provider')) return [];
    const one = readMapper(context, declaration);
    return one ? [one] : [];
  });
  for (const [index, { error, mapper }] of found.entries()) {
    const first = found.slice(0, index).find((other) => other.error === error)?.mapper;
    if (!first) continue;
    const message = `${first.position.file}:${first.position.line} maps ${error.name} already: remove one of the two.`;
    context.reporter.reportAt(mapper.position, 'duplicate-mapper', message);
  }
  const depth = ({ error }: Found) => depthOf(context.checker, error);
  return found.sort((left, right) => depth(right) - depth(left)).map(({ mapper }) => mapper);
}

function depthOf(checker: ts.TypeChecker, error: ts.Symbol): number {
  const declaration = error.declarations?.find(ts.isClassLike);
  return declaration ? classChain(checker, declaration).length : 0;
}

function readMapper(context: ScanContext, declaration: ts.ClassDeclaration): Found | undefined {
  const { checker, reporter } = context;
  const where = declaration.name ?? declaration;
  const toResponse = checker.getTypeAtLocation(declaration).getProperty('toResponse');
  const [signature] = toResponse
    ? checker.getTypeOfSymbolAtLocation(toResponse, where).getCallSignatures()
    : [];
  const [parameter] = signature?.getParameters() ?? [];
  const written = parameter?.valueDeclaration;
  if (!parameter || !written || !ts.isParameter(written)) {
    const message = 'An exception mapper makes responses: write toResponse(error: SomeError): Response.';
    reporter.report(where, 'invalid-mapper', message);
    return undefined;
  }
  const symbol = checker.getTypeOfSymbol(parameter).getSymbol();
  const error = symbol && errorClass(context, symbol, written);
  if (!symbol || !error) {
    const message = `Expected one class of errors that is exported, found ${checker.typeToString(checker.getTypeOfSymbol(parameter))}.`;
    reporter.report(written.type ?? written, 'invalid-mapper', message);
    return undefined;
  }
  const exported = exportedClass(context, declaration);
  return exported && { mapper: { ...exported, error, position: reporter.positionOf(where) }, error: symbol };
}

/** How generated code names the class for instanceof. */
function errorClass(
  context: ScanContext,
  symbol: ts.Symbol,
  parameter: ts.ParameterDeclaration,
): ErrorClass | undefined {
  if (context.schemas.isOfLibrary(symbol)) return { kind: 'global', exportName: symbol.name };
  const declaration = symbol.declarations?.find(ts.isClassDeclaration);
  if (!declaration) return undefined;
  const module = moduleOf(parameter);
  if (module && !module.specifier.startsWith('.')) {
    return { kind: 'package', module: module.specifier, exportName: module.exportName };
  }
  const exportName = exportNameOf(context.checker, declaration);
  const file = context.reporter.fileOf(declaration.getSourceFile());
  return exportName === undefined || path.isAbsolute(file)
    ? undefined
    : { kind: 'project', file, exportName };
}

/** From where the mapper's file imports the type of the parameter. */
function moduleOf({ type }: ts.ParameterDeclaration) {
  const name = type && ts.isTypeReferenceNode(type) ? type.typeName.getText() : undefined;
  const imports = type?.getSourceFile().statements.filter(ts.isImportDeclaration) ?? [];
  for (const { importClause, moduleSpecifier } of imports) {
    const bindings = importClause?.namedBindings;
    const elements = bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
    const imported = elements.find((element) => element.name.text === name);
    if (imported && ts.isStringLiteral(moduleSpecifier)) {
      return { specifier: moduleSpecifier.text, exportName: (imported.propertyName ?? imported.name).text };
    }
  }
  return undefined;
}
