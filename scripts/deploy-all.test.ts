import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { deployAll } from './deploy-all.ts';

let root: string | undefined;
afterEach(() => root && rm(root, { recursive: true }));

it('reports a sample whose template cannot be read, and goes on with the one that needs it', async () => {
  root = await mkdtemp(path.join(tmpdir(), 'samples-'));
  await writeTemplate(root, 'first', 'Resources: [');
  await writeTemplate(root, 'second', 'Metadata: { Sample: { Needs: first } }');
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { signal } = new AbortController();
  const options = { root, endpoint: 'http://127.0.0.1:1', isQuiet: true, signal };
  expect(await deployAll(['first', 'second'], options)).toEqual([]);
  const reported = write.mock.calls.map(([line]) => String(line).split(':', 1)[0]);
  expect(reported).toEqual(['first', 'second']);
});

async function writeTemplate(root: string, sample: string, template: string): Promise<void> {
  const folder = path.join(root, 'infra', sample);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'template.yaml'), template);
}
