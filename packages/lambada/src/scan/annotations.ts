import ts from 'typescript-api';
import { type HttpMethod, httpMethods } from '../model.ts';
import type { Reporter } from './reporter.ts';

/** A decorator of lambada in the sources of a project. */
export interface Annotation {
  readonly name: AnnotationName;
  readonly node: ts.Decorator;
  /** Absent without parentheses. */
  readonly arguments?: readonly ts.Expression[];
}

/** Where each may stand. */
export const places = {
  Path: ['class', 'method'],
  GET: ['method'],
  POST: ['method'],
  PUT: ['method'],
  PATCH: ['method'],
  DELETE: ['method'],
  HEAD: ['method'],
  OPTIONS: ['method'],
  PathParam: ['parameter', 'field'],
  QueryParam: ['parameter', 'field'],
  HeaderParam: ['parameter', 'field'],
  CookieParam: ['parameter', 'field'],
  FormParam: ['parameter', 'field'],
  BeanParam: ['parameter', 'field'],
  DefaultValue: ['parameter', 'field'],
  Context: ['parameter'],
  Consumes: ['class', 'method'],
  Produces: ['class', 'method'],
  Status: ['method'],
  Authorized: ['class', 'method'],
  Authorizer: ['class'],
  Provider: ['class'],
} as const satisfies Record<string, readonly Place[]>;

export type AnnotationName = keyof typeof places;
export type Place = 'class' | 'method' | 'parameter' | 'field';

/** The decorators' own declarations: in this repository, or in the installed package. */
const declaredIn = /\/lambada\/(src|dist)\/decorators\/[\w-]+(\.d)?\.ts$/;

export function annotationsOf(checker: ts.TypeChecker, node: ts.Node): Annotation[] {
  return decoratorsOf(node).flatMap((decorator) => {
    const called = ts.isCallExpression(decorator.expression) ? decorator.expression : undefined;
    const name = annotationName(checker, called?.expression ?? decorator.expression);
    return name ? [{ name, node: decorator, ...(called && { arguments: called.arguments }) }] : [];
  });
}

/** Also on what cannot have decorators, such as a function, where the parser keeps them as modifiers. */
export function decoratorsOf(node: ts.Node): readonly ts.Decorator[] {
  if (ts.canHaveDecorators(node)) return ts.getDecorators(node) ?? [];
  const modifiers = (node as { modifiers?: ts.NodeArray<ts.ModifierLike> }).modifiers ?? [];
  return modifiers.flatMap((modifier) => (ts.isDecorator(modifier) ? [modifier] : []));
}

function annotationName(checker: ts.TypeChecker, expression: ts.Expression): AnnotationName | undefined {
  const symbol = checker.getSymbolAtLocation(expression);
  if (!symbol) return undefined;
  const original = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declaration = original.declarations?.[0];
  if (!declaration || !declaredIn.test(declaration.getSourceFile().fileName)) return undefined;
  return Object.hasOwn(places, original.name) ? (original.name as AnnotationName) : undefined;
}

/** Whether an expression gives one of our decorators, such as a constant that is `Authorized('staff')`. */
export function givesAnnotation(checker: ts.TypeChecker, expression: ts.Expression): boolean {
  const type = checker.getTypeAtLocation(expression);
  return (type.isIntersection() ? type.types : [type]).some(({ aliasSymbol }) => {
    const file = aliasSymbol?.declarations?.[0]?.getSourceFile().fileName;
    return file !== undefined && declaredIn.test(file);
  });
}

export function isHttpMethod(name: string): name is HttpMethod {
  return httpMethods.some((method) => method === name);
}

/** The values of an annotation's arguments, which the sources must say: literals or constants. */
export function argumentValues(
  checker: ts.TypeChecker,
  reporter: Reporter,
  annotation: Annotation,
): (string | number | boolean)[] | undefined {
  const values = (annotation.arguments ?? []).map((argument) => {
    const value = literalValue(checker, argument);
    if (value === undefined) {
      reporter.report(
        argument,
        'not-a-constant',
        `@${annotation.name} is read when the API is built, so its arguments must be literals or constants: write '…' here.`,
      );
    }
    return value;
  });
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** The value of an expression whose type says it: a literal, a constant, a member of an enum. */
export function literalValue(
  checker: ts.TypeChecker,
  expression: ts.Expression,
): string | number | boolean | undefined {
  const type = checker.getTypeAtLocation(expression);
  if (type.isStringLiteral() || type.isNumberLiteral()) return type.value;
  if (type.flags & ts.TypeFlags.BigIntLiteral) {
    const { negative, base10Value } = (type as ts.BigIntLiteralType).value;
    return `${negative ? '-' : ''}${base10Value}`;
  }
  if (type.flags & ts.TypeFlags.BooleanLiteral) return checker.typeToString(type) === 'true';
  return undefined;
}
