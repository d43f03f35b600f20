import ts from 'typescript-api';

/** A class and the classes that it extends, nearest first. */
export function classChain(
  checker: ts.TypeChecker,
  declaration: ts.ClassLikeDeclaration,
): ts.ClassLikeDeclaration[] {
  const chain: ts.ClassLikeDeclaration[] = [];
  for (
    let next: ts.ClassLikeDeclaration | undefined = declaration;
    next && !chain.includes(next);
    next = baseOf(checker, next)
  ) {
    chain.push(next);
  }
  return chain;
}

function baseOf(
  checker: ts.TypeChecker,
  declaration: ts.ClassLikeDeclaration,
): ts.ClassLikeDeclaration | undefined {
  const extended = declaration.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    ?.types[0];
  return extended && checker.getTypeAtLocation(extended).symbol?.declarations?.find(ts.isClassLike);
}
