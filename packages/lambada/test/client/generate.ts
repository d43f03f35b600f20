// Writes pets-api.json, the OpenAPI document of test/project, and pets-api.d.ts, the types of a client.
// Usage: node test/client/generate.ts
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { openApiDocument } from '../../src/openapi/openapi-document.ts';
import { scan } from '../../src/scan/scan.ts';

const folder = import.meta.dirname;

if (import.meta.main) {
  await writeFile(path.join(folder, 'pets-api.json'), documentText());
  await writeFile(path.join(folder, 'pets-api.d.ts'), await generateTypes());
}

/** The OpenAPI document of the annotated classes in test/project. */
export function documentText(): string {
  const tsconfig = path.join(folder, '../project/tsconfig.json');
  const { model, diagnostics } = scan({ tsconfig, title: 'pets', version: '1.0.0' });
  if (!model) throw new Error(JSON.stringify(diagnostics, null, 2));
  return `${JSON.stringify(openApiDocument(model), null, 2)}\n`;
}

/** The types of the document in pets-api.json. The generator comes from the npm registry at each call. */
export async function generateTypes(): Promise<string> {
  const packages = ['openapi-typescript@7.13.0', 'typescript@5.9.3'].map((name) => `--package=${name}`);
  const command = [
    'exec',
    '--yes',
    ...packages,
    '--',
    'openapi-typescript',
    path.join(folder, 'pets-api.json'),
  ];
  const { stdout } = await promisify(execFile)('npm', command, { shell: process.platform === 'win32' });
  return stdout;
}
