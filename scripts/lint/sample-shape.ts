import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from './finding.ts';
import { samplesIn } from './readme-sections.ts';

const verbs = ['dev', 'test', 'typecheck', 'lint', 'deploy', 'delete-stack'];

/** One shape for every sample: the same verbs, a template, and a test of the whole sample, deployed. */
export function checkSamples(root: string, files: readonly string[]): Finding[] {
  return samplesIn(files).flatMap((sample) => {
    const manifest = `apps/${sample}/package.json`;
    const expected = [manifest, `apps/${sample}/test/${sample}.test.ts`, `infra/${sample}/template.yaml`];
    const missing = expected.filter((file) => !existsSync(path.join(root, file)));
    if (missing.length > 0) return missing.map((file) => ({ file, problem: 'every sample has this file' }));
    const { scripts = {} } = JSON.parse(readFileSync(path.join(root, manifest), 'utf8')) as {
      scripts?: object;
    };
    return verbs
      .filter((verb) => !(verb in scripts))
      .map((verb) => ({ file: manifest, problem: `expected the script "${verb}"` }));
  });
}
