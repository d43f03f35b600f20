import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '..');

it('prints what the README says', () => {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  const [, code = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  const [, promised] = /console\.log\(.*\); \/\/ (.*)/.exec(code) ?? [];
  const run = execFileSync('node', ['--input-type=module-typescript', '--eval', code], { cwd: folder });
  expect(run.toString().trim()).toBe(promised);
});
