import ts from 'typescript-api';
import type { ExportedClass } from '../model.ts';
import type { ScanContext } from './scan-context.ts';

/** How generated code imports a class and makes its object, or a report of what hinders that. */
export function exportedClass(
  { checker, reporter }: ScanContext,
  declaration: ts.ClassDeclaration,
): ExportedClass | undefined {
  const where = declaration.name ?? declaration;
  const exportName = exportNameOf(checker, declaration);
  if (!exportName) {
    reporter.report(where, 'not-exported', 'The generated code imports this class: write export before it.');
    return undefined;
  }
  if (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Abstract) {
    const message =
      'An abstract class has no objects: remove abstract, or move the annotation to a class that extends this one.';
    reporter.report(where, 'abstract-class', message);
    return undefined;
  }
  if (declaration.typeParameters) {
    const message =
      'Nobody says which types this generic class is for: write a class that extends it with types.';
    reporter.report(where, 'generic-class', message);
    return undefined;
  }
  const blocking = neededArguments(checker, declaration);
  if (blocking) {
    const message = `The generated code writes new ${declaration.name?.text ?? 'Class'}(): give each parameter of the constructor a default.`;
    reporter.report(blocking, 'constructor-with-parameters', message);
    return undefined;
  }
  return { file: reporter.fileOf(declaration.getSourceFile()), exportName };
}

/** The name under which the class's own file exports it. */
export function exportNameOf(checker: ts.TypeChecker, declaration: ts.ClassDeclaration): string | undefined {
  const module = checker.getSymbolAtLocation(declaration.getSourceFile());
  return (
    module &&
    checker.getExportsOfModule(module).find((exported) => declares(checker, exported, declaration))?.name
  );
}

function declares(checker: ts.TypeChecker, exported: ts.Symbol, declaration: ts.Node): boolean {
  const original = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  return original.declarations?.includes(declaration as ts.Declaration) ?? false;
}

/** The constructor, own or inherited, that cannot be called without arguments. */
function neededArguments(checker: ts.TypeChecker, declaration: ts.ClassDeclaration): ts.Node | undefined {
  const { symbol } = checker.getTypeAtLocation(declaration);
  const signatures = checker.getTypeOfSymbol(symbol).getConstructSignatures();
  const isFree = (signature: ts.Signature) =>
    signature.getParameters().every(({ valueDeclaration }) => {
      if (!valueDeclaration || !ts.isParameter(valueDeclaration)) return true;
      return Boolean(
        valueDeclaration.questionToken ?? valueDeclaration.initializer ?? valueDeclaration.dotDotDotToken,
      );
    });
  if (signatures.length === 0 || signatures.some(isFree)) return undefined;
  return signatures[0]?.declaration ?? declaration;
}
