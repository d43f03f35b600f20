import type { Authorizer, ExportedClass } from '../model.ts';
import { HEADER } from './entry-module.ts';
import { Imports } from './imports.ts';
import { literal } from './source-text.ts';

/** The module of a Lambda authorizer. */
export function authorizerModule(
  authorizer: Extract<Authorizer, { kind: 'lambda' }>,
  { project, folder }: { readonly project: string; readonly folder: string },
): string {
  const imports = new Imports(project, folder);
  const name = imports.nameOf(authorizer);
  return `${HEADER}import * as lambada from '@samples/lambada/runtime';
${imports.lines}
export const handler = lambada.authorizerHandler(new ${name}(), ${literal(authorizer.header)});
`;
}

/** The module that `lambada serve` runs: all routes, and the authorizers by name. */
export function serverModule(
  authorizers: Readonly<Record<string, Authorizer>>,
  { project, folder }: { readonly project: string; readonly folder: string },
): string {
  const imports = new Imports(project, folder);
  const entries = Object.entries(authorizers).map(([name, authorizer]) => {
    if (authorizer.kind !== 'lambda') return '';
    const instance = imports.instanceOf(authorizer satisfies ExportedClass);
    const { header } = authorizer;
    return `  ${literal(name)}: { header: ${literal(header)}, authorizer: ${instance} },\n`;
  });
  return `${HEADER}import * as lambada from '@samples/lambada/runtime';
import { table } from './api.mjs';
${imports.lines}
${imports.instances}
export const respond = lambada.plainServer(table, {
${entries.join('')}});
`;
}
