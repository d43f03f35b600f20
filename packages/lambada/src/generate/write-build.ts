import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'yaml';
import type { ApiModel } from '../model.ts';
import { authorizerModule, serverModule } from './authorizer-module.ts';
import { entryModule, HEADER } from './entry-module.ts';
import { planAuthorizers, planFunctions } from './function-plan.ts';
import { gatewayDefinition } from './gateway-definition.ts';
import { samTemplate } from './sam-template.ts';
import type { Settings } from './settings.ts';

/** Writes what an API is deployed from: `template.yaml`, `openapi.json` and the entry modules in `functions/`. */
export async function writeBuild(model: ApiModel, settings: Settings): Promise<void> {
  const { output, functionPer } = settings;
  const folder = path.join(output, 'functions');
  const place = { project: path.dirname(settings.tsconfig), folder };
  const functions = planFunctions(model, functionPer);
  const authorizers = planAuthorizers(model);
  const files = new Map<string, string>();
  for (const { module, placed } of functions) {
    const elsewhere = functions.flatMap((one) => (one.module === module ? [] : one.placed));
    const modules = await entryModule({ ...place, model, placed, elsewhere, name: module });
    for (const [name, text] of modules) files.set(name, text);
  }
  for (const { module, authorizer } of authorizers)
    files.set(`${module}.mjs`, authorizerModule(authorizer, place));
  await replaceFolder(folder, files);
  const plan = { model, functions, authorizers };
  const definition = gatewayDefinition(plan);
  const template = samTemplate({ ...plan, settings });
  await writeFile(path.join(output, 'openapi.json'), `${JSON.stringify(definition, null, 2)}\n`);
  await writeFile(
    path.join(output, 'template.yaml'),
    `${HEADER.replace('//', '#')}${stringify(template, yamlOptions)}`,
  );
}

// YAML 1.1 is what CloudFormation reads: a date is then a string only in quotes.
const yamlOptions = { version: '1.1', singleQuote: true, lineWidth: 110 } as const;

/** Writes the modules of an ordinary server; returns the path of its entry. */
export async function writeServer(model: ApiModel, settings: Settings): Promise<string> {
  const project = path.dirname(settings.tsconfig);
  const folder = path.join(project, '.lambada', 'server');
  const place = { project, folder };
  const [api] = planFunctions(model, 'api');
  const files = await entryModule({ ...place, model, placed: api?.placed ?? [], name: 'api' });
  files.set('server.mjs', serverModule(model.authorizers, place));
  await replaceFolder(folder, files);
  return path.join(folder, 'server.mjs');
}

/** All files or none: a build that is interrupted leaves the last one. */
async function replaceFolder(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const staging = `${folder}.new`;
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  for (const [name, text] of files) await writeFile(path.join(staging, name), text);
  await rm(folder, { recursive: true, force: true });
  await rename(staging, folder);
}
