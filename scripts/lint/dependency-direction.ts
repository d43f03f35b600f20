import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from './finding.ts';

const imported = /(?:from|import|import\()\s*['"]([^'"]+)['"]/g;

/** Packages that run in a browser, too: no other package of ours, and nothing of Node, is in their sources. */
const pure = /^packages\/(coxph|mapping-templates|sam-transform)\/src\//;
/** The one door of a pure package to Node, which it exports by a name of its own. */
const ofNode = /(\.test\.ts|-in-node\.ts)$|\/testing\//;

/**
 * apps → packages, never the other way, never app → app; the end-to-end tests, the CLIs and the scripts never
 * import the embedded cloud, so that what they do here is what they do on AWS.
 */
export function checkDependencies(root: string, files: readonly string[]): Finding[] {
  return files
    .filter((file) => /\.(ts|mts|tsx)$/.test(file) && existsSync(path.join(root, file)))
    .flatMap((file) => {
      const source = readFileSync(path.join(root, file), 'utf8');
      return [...source.matchAll(imported)].flatMap(([, specifier = '']) => {
        const problem = impurity(file, specifier) ?? wrongDirection(file, targetOf(file, specifier));
        return problem ? [{ file, problem: `${problem}: ${specifier}` }] : [];
      });
    });
}

/** The workspace folder an import leads to, such as `packages/http`. */
function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('@samples/')) return `packages/${specifier.slice('@samples/'.length)}`;
  if (!specifier.startsWith('.')) return '';
  return path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
}

function wrongDirection(file: string, target: string): string | undefined {
  const from = workspaceOf(file);
  const to = workspaceOf(target);
  if (to === '' || from === to) return undefined;
  if (to.startsWith('apps/')) return 'nothing imports a sample';
  if (to === 'packages/local-cloud')
    return 'only the embedded cloud imports itself; others speak to its endpoint';
  if (from.startsWith('packages/') && to === 'scripts') return 'packages do not import scripts';
  return undefined;
}

function impurity(file: string, specifier: string): string | undefined {
  if (!pure.test(file) || ofNode.test(file)) return undefined;
  if (specifier.startsWith('node:')) return 'a package for browsers imports nothing of Node';
  return specifier.startsWith('@samples/') ? 'a package that stands alone imports no other' : undefined;
}

function workspaceOf(file: string): string {
  return /^(apps|packages)\/[^/]+/.exec(file)?.[0] ?? /^scripts/.exec(file)?.[0] ?? '';
}
