import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generate } from 'orval';

interface Definition {
  readonly info: { readonly title: string };
  readonly paths: Readonly<Record<string, object>>;
  readonly components: object;
}

/** The source of the client's types and calls, made from a definition as API Gateway exports it. */
export async function generateClient(definition: Definition): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'client-'));
  const target = path.join(folder, 'client.ts');
  try {
    await generate({
      input: { target: JSON.parse(JSON.stringify(essence(definition), inOrder)) },
      output: {
        target,
        client: 'fetch',
        mode: 'single',
        override: { header: () => headerLines, fetch: { useRuntimeFetcher: true } },
      },
    });
    return await readFile(target, 'utf8');
  } finally {
    await rm(folder, { recursive: true });
  }
}

const headerLines = [
  'biome-ignore-all lint: generated code',
  'biome-ignore-all format: generated code',
  'Made by npm run generate-client. Do not edit.',
];

/** What is the same wherever and whenever the API is deployed. Nobody needs a client of the trap. */
function essence({ info, paths: { '/trap': _trap, ...paths }, components }: Definition): object {
  return { openapi: '3.0.1', info: { title: info.title, version: '1' }, paths, components };
}

/** A replacer: exports order their members differently. */
function inOrder(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
