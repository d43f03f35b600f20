import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from './finding.ts';

const sourceOfPackage = /^(packages\/[^/]+)\/src\/.*\.ts$/;
/** Refusals of two services may have the same words; each service has its own. */
const exempt = /(\.test\.ts|\/errors\.ts|\.d\.ts)$|\/testing\//;
const topLevelFunction = /^(?:export )?(?:async )?function\*? (\w+)([\s\S]*?\n)\}$/gm;
/** A guard of unknown values, which may be written in several ways. */
const guard = /^\(\w+: unknown\): \w+ is /;

/** No function stands twice in the sources of a package, whatever its names, and no guard twice under one name. */
export function checkRepeatedFunctions(root: string, files: readonly string[]): Finding[] {
  const first = new Map<string, string>();
  return files
    .filter((file) => sourceOfPackage.test(file) && !exempt.test(file) && existsSync(path.join(root, file)))
    .flatMap((file) => {
      const [, workspace] = sourceOfPackage.exec(file) ?? [];
      const source = readFileSync(path.join(root, file), 'utf8');
      return [...source.matchAll(topLevelFunction)].flatMap(([, name = '', rest = '']) => {
        const key = `${workspace} ${guard.test(rest) ? name : rest.replaceAll(/\s+/g, ' ')}`;
        const earlier = first.get(key);
        if (earlier === undefined) first.set(key, `${name} of ${file}`);
        return earlier === undefined ? [] : [{ file, problem: `${name} repeats ${earlier}: import it` }];
      });
    });
}
