import ts from 'typescript-api';
import type { BeanParameter } from '../model.ts';
import { annotationsOf } from './annotations.ts';
import { exportedClass } from './exported-class.ts';
import { readValue } from './read-value.ts';
import type { ScanContext } from './scan-context.ts';
import type { Taken } from './taken.ts';

/** The class of a `@BeanParam` parameter, and its annotated fields, those of base classes and of beans within it included. */
export function readBean(
  context: ScanContext,
  { declaration, type, annotations }: Taken,
  enclosing: readonly ts.Node[] = [],
): BeanParameter | undefined {
  if (!annotations.some(({ name }) => name === 'BeanParam')) return undefined;
  const { checker, reporter } = context;
  const bean = checker.getNonNullableType(type).getSymbol()?.declarations?.find(ts.isClassDeclaration);
  if (!bean || bean.getSourceFile().isDeclarationFile) {
    const message = `Expected a class of this project with annotated fields, found ${checker.typeToString(type)}.`;
    reporter.report(declaration.type ?? declaration, 'invalid-bean', message);
    return undefined;
  }
  if (enclosing.includes(bean)) {
    reporter.report(declaration, 'invalid-bean', 'This bean contains itself: remove the field.');
    return undefined;
  }
  const exported = exportedClass(context, bean);
  const fields = fieldsOf(context, type, bean, [...enclosing, bean]);
  if (fields.length === 0) {
    const message = 'This class has no annotated field: write @QueryParam() or the like on its fields.';
    reporter.report(declaration.type ?? declaration, 'invalid-bean', message);
  }
  return exported && { kind: 'bean', bean: exported, fields, position: reporter.positionOf(declaration) };
}

function fieldsOf(
  context: ScanContext,
  type: ts.Type,
  bean: ts.ClassDeclaration,
  enclosing: readonly ts.Node[],
): BeanParameter['fields'] {
  const { checker } = context;
  return checker.getPropertiesOfType(checker.getNonNullableType(type)).flatMap((symbol) => {
    const declaration = symbol.valueDeclaration;
    if (!declaration || !ts.isPropertyDeclaration(declaration)) return [];
    const annotations = annotationsOf(checker, declaration);
    if (annotations.length === 0) return [];
    const description = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
    const taken: Taken = {
      name: symbol.name,
      declaration,
      annotations,
      type: checker.getTypeOfSymbolAtLocation(symbol, bean),
      isOptional: Boolean(declaration.questionToken ?? declaration.initializer),
      tags: ts.getJSDocTags(declaration),
      ...(description && { description }),
    };
    const parameter = readValue(context, taken) ?? readBean(context, taken, enclosing);
    return parameter ? [{ property: symbol.name, parameter }] : [];
  });
}
