import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isScalar, parseDocument, visit } from 'yaml';
import type { Finding } from './finding.ts';

const pathKeys = ['CodeUri', 'ContentUri', 'DefinitionUri', 'Location'];

/** A template deploys its own sample: none of its paths points into another one, as after a copy by hand. */
export function checkTemplates(root: string, files: readonly string[]): Finding[] {
  const templates = files.filter((file) => /^infra\/[^/]+\/.*\.ya?ml$/.test(file));
  return templates
    .filter((file) => existsSync(path.join(root, file)))
    .flatMap((file) => {
      const [, sample] = file.split('/');
      return pathsIn(readFileSync(path.join(root, file), 'utf8')).flatMap(({ key, value }) => {
        const target = path.posix.join(path.posix.dirname(file), value);
        const [, other] = /^(?:apps|infra)\/([^/]+)/.exec(target) ?? [];
        if (other === undefined || other === sample) return [];
        return [
          { file, problem: `expected ${key} within apps/${sample} or infra/${sample}, found ${value}` },
        ];
      });
    });
}

function pathsIn(source: string): { key: string; value: string }[] {
  const found: { key: string; value: string }[] = [];
  visit(parseDocument(source, { logLevel: 'silent' }), {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !isScalar(value) || typeof value.value !== 'string') return;
      if (pathKeys.includes(String(key.value))) found.push({ key: String(key.value), value: value.value });
    },
  });
  return found;
}
