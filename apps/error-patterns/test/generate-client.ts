import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

interface Definition {
  readonly info: { readonly title: string };
  readonly paths: Readonly<Record<string, object>>;
  readonly components: object;
}

const generator = path.resolve(import.meta.dirname, '../generator');

/** Whether the generator, which is not part of `npm ci`, is installed. */
export const isGeneratorInstalled = existsSync(path.join(generator, 'node_modules/orval'));

/** Installs the generator from the npm registry by its own lock file. */
export async function installGenerator(): Promise<void> {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  await promisify(execFile)('npm', args, { cwd: generator, shell: process.platform === 'win32' });
}

/** The source of the client's types and calls, made from a definition as API Gateway exports it. */
export async function generateClient(definition: Definition): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'client-'));
  const target = path.join(folder, 'client.ts');
  try {
    const generating = promisify(execFile)(process.execPath, [path.join(generator, 'generate.js'), target]);
    generating.child.stdin?.end(JSON.stringify(essence(definition), inOrder));
    await generating;
    return await readFile(target, 'utf8');
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What is the same wherever and whenever the API is deployed. Nobody needs a client of the trap. */
function essence({ info, paths: { '/trap': _trap, ...paths }, components }: Definition): object {
  return { openapi: '3.0.1', info: { title: info.title, version: '1' }, paths, components };
}

/** A replacer: exports order their members differently. */
function inOrder(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
