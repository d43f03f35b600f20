import type ts from 'typescript-api';

/** The package's own files: in this repository, or where it is installed. */
const declaredIn = /\/lambada\/(src|dist)\/runtime\/[\w-]+(\.d)?\.ts$/;

/** What `@Context()` gives. */
export function isContextType(type: ts.Type): boolean {
  return isOurs(type, 'RequestContext');
}

/** A response that the method builds itself. */
export function isResponseType(type: ts.Type): boolean {
  return isOurs(type, 'Response');
}

function isOurs(type: ts.Type, name: string): boolean {
  const symbol = type.getSymbol();
  const file = symbol?.declarations?.[0]?.getSourceFile().fileName;
  return symbol?.name === name && file !== undefined && declaredIn.test(file);
}
