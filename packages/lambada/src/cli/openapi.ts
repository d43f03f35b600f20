import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openApiDocument } from '../openapi/openapi-document.ts';
import type { BuildOptions } from './build-options.ts';
import { loadSettings } from './load-settings.ts';
import { scanProject } from './scan-project.ts';

export async function openapi({ project, write }: BuildOptions & { write?: string }): Promise<void> {
  const model = scanProject(await loadSettings(path.resolve(project)));
  const text = `${JSON.stringify(openApiDocument(model), null, 2)}\n`;
  if (write === undefined) process.stdout.write(text);
  else await writeFile(write, text);
}
