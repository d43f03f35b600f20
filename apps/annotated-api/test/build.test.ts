import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { archiveFunctions, findFunctionCode, readTemplate } from '@samples/deployment';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';

const project = path.join(import.meta.dirname, '..');
const root = path.join(project, '../..');
const written = path.join(root, 'infra/annotated-api');

it('infra/annotated-api is what npm run build writes', async () => {
  // As deep below the root as the real one, because its modules import the classes by relative paths.
  const folder = await mkdtemp(path.join(root, 'node_modules/.annotated-api-'));
  try {
    const command = path.join(root, 'node_modules/@samples/lambada/bin/lambada.js');
    execFileSync(process.execPath, [command, 'build', '--output', folder], { cwd: project });
    const names = await filesIn(folder);
    expect(names).toEqual(await filesIn(written));
    for (const name of names) {
      const [made, kept] = await Promise.all(
        [folder, written].map((one) => readFile(path.join(one, name), 'utf8')),
      );
      expect(made, `${name} is old: npm run build --workspace annotated-api`).toBe(kept);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('functions have no decorators, no compiler and no validator in them', async () => {
  const templatePath = path.join(written, 'template.yaml');
  const template = await readTemplate(templatePath);
  const code = await findFunctionCode({ templatePath, template, parameter: () => undefined });
  const archives = await archiveFunctions(code, { root, report: () => {} });
  expect(archives).toHaveLength(2);
  for (const { logicalId, bytes } of archives) {
    const [[, file] = []] = Object.entries(unzipSync(bytes));
    const source = Buffer.from(file ?? []).toString('utf8');
    expect(source, logicalId).not.toMatch(/__decorate|decorateClass|reflect-metadata|design:type|new Ajv/);
    const map = Buffer.from(Object.values(unzipSync(bytes))[1] ?? []).toString('utf8');
    const { sources } = JSON.parse(map) as { sources: string[] };
    expect(sources.filter((one) => /typescript|decorators|ajv\/dist\/(core|compile)/.test(one))).toEqual([]);
  }
});

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)))
    .sort();
}
