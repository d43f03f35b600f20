import ts from 'typescript-api';
import type { Authorizer } from '../model.ts';
import { type Annotation, annotationsOf, argumentValues, literalValue } from './annotations.ts';
import { exportedClass } from './exported-class.ts';
import type { Reporter } from './reporter.ts';
import type { ScanContext } from './scan-context.ts';

/** An authorizer of the project's sources, by its name. */
export interface FoundAuthorizer {
  readonly name: string;
  readonly annotation: Annotation;
  readonly declaration: ts.ClassDeclaration;
}

/** The classes with `@Authorizer(name)`. */
export function findAuthorizers(
  checker: ts.TypeChecker,
  reporter: Reporter,
  classes: readonly ts.ClassDeclaration[],
): FoundAuthorizer[] {
  return classes.flatMap((declaration) => {
    const annotation = annotationsOf(checker, declaration).find(({ name }) => name === 'Authorizer');
    if (!annotation) return [];
    const [first] = annotation.arguments ?? [];
    if (!first) {
      reporter.report(annotation.node, 'missing-argument', "Expected a name: write @Authorizer('…').");
      return [];
    }
    const [name] = argumentValues(checker, reporter, { ...annotation, arguments: [first] }) ?? [];
    if (typeof name !== 'string') return [];
    if (!/^[A-Za-z][\w.-]*$/.test(name)) {
      const message = `Expected a name of letters, digits, dots, hyphens and underscores, found ${JSON.stringify(name)}.`;
      reporter.report(first, 'invalid-authorizer', message);
    }
    return [{ name, annotation, declaration }];
  });
}

/** The authorizers of the sources and of the settings; a name is in one place. */
export function readAuthorizers(
  context: ScanContext,
  found: readonly FoundAuthorizer[],
  ofSettings: Readonly<Record<string, Authorizer>>,
): Record<string, Authorizer> {
  const authorizers: Record<string, Authorizer> = { ...ofSettings };
  for (const { name, annotation, declaration } of found) {
    if (authorizers[name]) {
      const message = `Another authorizer is named ${JSON.stringify(name)}: give this one another name.`;
      context.reporter.report(annotation.node, 'duplicate-authorizer', message);
    }
    const authorizer = readAuthorizer(context, annotation, declaration);
    if (authorizer) authorizers[name] = authorizer;
  }
  return authorizers;
}

function readAuthorizer(
  context: ScanContext,
  annotation: Annotation,
  declaration: ts.ClassDeclaration,
): Authorizer | undefined {
  const { checker, reporter } = context;
  const where = declaration.name ?? declaration;
  if (!checker.getTypeAtLocation(declaration).getProperty('authorize')) {
    const message =
      'An authorizer decides: write implements RequestAuthorizer, and its method authorize(credentials).';
    reporter.report(where, 'invalid-authorizer', message);
  }
  const exported = exportedClass(context, declaration);
  const options = optionsOf(context, annotation.arguments?.[1]);
  return exported && { kind: 'lambda', ...exported, ...options, position: reporter.positionOf(where) };
}

function optionsOf({ checker, reporter }: ScanContext, node: ts.Expression | undefined) {
  const options = { header: 'Authorization', ttl: 300 };
  if (!node) return options;
  const properties = ts.isObjectLiteralExpression(node) ? node.properties : undefined;
  if (!properties)
    reporter.report(node, 'not-a-constant', "Expected an object literal, as in { header: 'X-Token' }.");
  for (const property of properties ?? []) {
    const name = property.name?.getText();
    const value = ts.isPropertyAssignment(property) ? literalValue(checker, property.initializer) : undefined;
    if (name === 'header' && typeof value === 'string' && /^[\w-]+$/.test(value)) options.header = value;
    else if (name === 'ttl' && typeof value === 'number' && value >= 0 && value <= 3600) options.ttl = value;
    else {
      const message =
        'Expected header, a string of letters, digits and hyphens, or ttl, seconds from 0 to 3600.';
      reporter.report(property, 'invalid-authorizer', message);
    }
  }
  return options;
}
