import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import ts from 'typescript-api';

/**
 * A plugin of esbuild that takes the annotations of this package out of sources: a bundle has no decorator of it.
 * Blanks take their place, so that lines and columns stay.
 */
export const plugin: Plugin = {
  name: 'lambada-annotations',
  setup({ onLoad }) {
    onLoad({ filter: /\.[mc]?tsx?$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes(PACKAGE)) return undefined;
      return { contents: removeAnnotations(source, path), loader: path.endsWith('x') ? 'tsx' : 'ts' };
    });
  },
};

const PACKAGE = '@samples/lambada';

function removeAnnotations(source: string, path: string): string {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest);
  const annotations = importedNames(file);
  let text = source;
  const visit = (node: ts.Node): void => {
    if (ts.isDecorator(node) && annotations.has(rootName(node.expression))) {
      const [start, end] = [node.getStart(file), node.getEnd()];
      text = text.slice(0, start) + text.slice(start, end).replaceAll(/[^\r\n]/g, ' ') + text.slice(end);
    } else ts.forEachChild(node, visit);
  };
  visit(file);
  return text;
}

/** What the file imports of this package, by the names it gives. */
function importedNames(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    if (statement.moduleSpecifier.text !== PACKAGE) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings && ts.isNamespaceImport(bindings)) names.add(bindings.name.text);
    if (bindings && ts.isNamedImports(bindings))
      for (const { name } of bindings.elements) names.add(name.text);
  }
  return names;
}

/** `Path` of `@Path('/x')`, `jaxrs` of `@jaxrs.GET`. */
function rootName(expression: ts.Expression): string {
  if (ts.isCallExpression(expression) || ts.isPropertyAccessExpression(expression))
    return rootName(expression.expression);
  return ts.isIdentifier(expression) ? expression.text : '';
}
