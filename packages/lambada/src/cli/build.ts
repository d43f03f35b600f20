import path from 'node:path';
import { writeBuild } from '../generate/write-build.ts';
import type { BuildOptions } from './build-options.ts';
import { loadSettings } from './load-settings.ts';
import { scanProject } from './scan-project.ts';

export async function build({ project, output, functionPer }: BuildOptions): Promise<void> {
  const settings = await loadSettings(path.resolve(project), { output, functionPer });
  const model = scanProject(settings);
  await writeBuild(model, settings);
  process.stdout.write(`${path.join(settings.output, 'template.yaml')}\n`);
}
