import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from './finding.ts';

const source = 'packages/local-cloud/src/';
const imported = /(?:from|import|import\()\s*['"](\.[^'"]+)['"]/g;
/** What puts the services together; nothing beneath it imports it. */
const compositionRoot = /^(local-cloud|main|index)\.ts$/;
/** Folders that tests alone import from. */
const ofTests = /(\.test\.ts$)|^testing\//;

/**
 * The layers of the embedded cloud: `aws/` knows nobody, a service may know `aws/` and other services but never in a
 * cycle, `edge/` may know the services, and only the composition root knows the edge. No file imports one that imports it.
 */
export function checkLayers(root: string, files: readonly string[]): Finding[] {
  const imports = files
    .filter((file) => file.startsWith(source) && file.endsWith('.ts') && existsSync(path.join(root, file)))
    .filter((file) => !ofTests.test(file.slice(source.length)))
    .flatMap((file) => importsOf(root, file));
  const wrong = imports.flatMap(({ file, target }) => {
    const problem = wrongLayer(layerOf(file.slice(source.length)), target);
    return problem ? [{ file, problem: `${problem}: ${target}` }] : [];
  });
  return [...wrong, ...mutualImports(imports)];
}

interface Import {
  readonly file: string;
  /** Under `src/`. */
  readonly target: string;
}

function importsOf(root: string, file: string): Import[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(imported)].flatMap(([, specifier = '']) => {
    const target = path.posix.join(path.posix.dirname(file), specifier);
    return target.startsWith(source) ? [{ file, target: target.slice(source.length) }] : [];
  });
}

/** The folder under `src/`; '' for a file that lies in `src/` itself. */
function layerOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : '';
}

function wrongLayer(from: string, target: string): string | undefined {
  const to = layerOf(target);
  if (from === '' || from === to) return undefined;
  if (compositionRoot.test(target)) return 'only the tests import the composition root';
  if (to === 'edge') return 'no service imports the edge';
  if (from === 'aws' && to !== '') return 'aws/ imports no service';
  return undefined;
}

/** Services that import each other, directly or through others, and files that do; imports of types count. */
function mutualImports(imports: readonly Import[]): Finding[] {
  const byFile = imports.map(({ file, target }) => [file, source + target] as const);
  const byLayer = imports
    .map(({ file, target }) => [layerOf(file.slice(source.length)), layerOf(target)] as const)
    .filter(([from, to]) => from !== '' && to !== '' && from !== to);
  return [
    ...inCycles(byLayer).map((layer) => ({
      file: source + layer,
      problem: 'imports a service that imports it',
    })),
    ...inCycles(byFile).map((file) => ({ file, problem: 'imports a file that imports it' })),
  ];
}

function inCycles(edges: readonly (readonly [from: string, to: string])[]): string[] {
  const targets = new Map<string, Set<string>>();
  for (const [from, to] of edges) targets.set(from, (targets.get(from) ?? new Set()).add(to));
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    [...(targets.get(from) ?? [])].some(
      (next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))),
    );
  return [...targets.keys()].filter((name) => reaches(name, name, new Set()));
}
