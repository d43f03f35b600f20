import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from './finding.ts';

/** Such as `VT-24`: a rule of AWS's behaviour, explained in a package's `docs/`. */
const rule = /\b[A-Z]{2}-\d{1,3}\b/g;
const definition = /^- \*\*([A-Z]{2}-\d{1,3})\*\*/gm;
const codeFile = /\.(ts|js|py|R|java|yaml)$/;
const testFile = /(\.test\.ts$|\/test\/)/;

/** Every rule that code names is explained in `packages/<name>/docs/`, and every rule there is named by a test. */
export function checkNamedRules(root: string, files: readonly string[]): Finding[] {
  const present = files.filter((file) => existsSync(path.join(root, file)));
  const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');
  const defined = new Map<string, string>();
  const findings: Finding[] = [];
  for (const file of present.filter((name) => /^packages\/[^/]+\/docs\/.*\.md$/.test(name))) {
    for (const [, name = ''] of textOf(file).matchAll(definition)) {
      const earlier = defined.get(name);
      if (earlier) findings.push({ file, problem: `the rule ${name} is defined in ${earlier} as well` });
      defined.set(name, file);
    }
  }
  const tested = new Set<string>();
  for (const file of present.filter((name) => codeFile.test(name) && !name.startsWith('scripts/lint/'))) {
    for (const name of new Set(textOf(file).match(rule))) {
      if (testFile.test(file)) tested.add(name);
      if (!defined.has(name)) findings.push({ file, problem: `no packages/*/docs/**/*.md defines ${name}` });
    }
  }
  const untested = [...defined].filter(([name]) => !tested.has(name));
  return [
    ...findings,
    ...untested.map(([name, file]) => ({ file, problem: `expected a test that names ${name}` })),
  ];
}
