import ts from 'typescript-api';
import { annotationsOf } from './annotations.ts';
import { classChain } from './class-chain.ts';
import type { ScanContext } from './scan-context.ts';

export interface AnnotatedMethod {
  readonly symbol: ts.Symbol;
  readonly declaration: ts.MethodDeclaration;
  /** The method that has the annotations: the declaration itself, or one that it overrides. */
  readonly annotated: ts.MethodDeclaration;
  readonly signature: ts.Signature;
}

/** The methods of a class and of its base classes that have annotations. */
export function annotatedMethods(context: ScanContext, declaration: ts.ClassDeclaration): AnnotatedMethod[] {
  const { checker, reporter } = context;
  const chain = classChain(checker, declaration);
  const hasAnnotations = (method: ts.MethodDeclaration) =>
    [method, ...method.parameters].some((node) => annotationsOf(checker, node).length > 0);
  return checker.getPropertiesOfType(checker.getTypeAtLocation(declaration)).flatMap((symbol) => {
    const method = symbol.declarations?.filter(ts.isMethodDeclaration).at(-1);
    const annotated = method && annotatedMethod(chain, method.name.getText(), hasAnnotations);
    if (!annotated) return [];
    const [signature, ...overloads] = checker
      .getTypeOfSymbolAtLocation(symbol, declaration)
      .getCallSignatures();
    if (!signature) return [];
    if (overloads.length > 0) {
      const message = 'A request cannot choose among overloads: write one signature.';
      reporter.report(method.name, 'overloaded-method', message);
      return [];
    }
    return [{ symbol, declaration: method, annotated, signature }];
  });
}

/** The method of this name that the annotations are on: an overriding method without any has those of the method it overrides. */
function annotatedMethod(
  chain: readonly ts.ClassLikeDeclaration[],
  name: string,
  isAnnotated: (method: ts.MethodDeclaration) => boolean,
): ts.MethodDeclaration | undefined {
  return chain
    .flatMap(({ members }) => members.filter(ts.isMethodDeclaration))
    .filter((method) => method.name.getText() === name)
    .find(isAnnotated);
}
