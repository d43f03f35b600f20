import type { ApiModel, ExceptionMapper } from '../model.ts';
import type { PlacedOperation } from './gateway-path.ts';
import { Imports } from './imports.ts';
import { RouteCode } from './route-code.ts';
import { literal, objectLiteral } from './source-text.ts';

export interface ModuleOptions {
  readonly model: ApiModel;
  /** The folder that the files of the model are relative to. */
  readonly project: string;
  /** Where the module is written. */
  readonly folder: string;
  readonly placed: readonly PlacedOperation[];
  /** Those of other functions, whose methods `Allow` names. */
  readonly elsewhere?: readonly PlacedOperation[];
  /** What the module is called, without an extension. */
  readonly name: string;
}

/** Files by name: the module with the routing table of these operations, and its validators. */
export async function entryModule(options: ModuleOptions): Promise<Map<string, string>> {
  const { model, name } = options;
  const imports = new Imports(options.project, options.folder);
  const code = new RouteCode(model, imports);
  const table = tableCode(options, code, imports);
  const { validators, revivals } = code;
  const files = new Map<string, string>();
  const lines = [HEADER, `import * as lambada from '@samples/lambada/runtime';\n`, imports.lines];
  if (validators.names.length > 0) {
    files.set(`${name}-validators.mjs`, `${HEADER}${await validators.moduleCode()}`);
    lines.push(`import { ${validators.names.join(', ')} } from './${name}-validators.mjs';\n`);
  }
  lines.push('\n', imports.instances, revivals.declarations, `export const table = ${table};\n`);
  lines.push('export const handler = lambada.lambdaHandler(lambada.createApplication(table));\n');
  return files.set(`${name}.mjs`, lines.join(''));
}

export const HEADER = '// Made by "lambada build" of the annotations. Changes are lost.\n';

function tableCode(
  { model, placed, elsewhere = [] }: ModuleOptions,
  code: RouteCode,
  imports: Imports,
): string {
  const resources = Map.groupBy(placed, ({ path }) => path);
  const paths = Array.from(resources, ([path, operations]) => {
    const methods = Array.from(
      Map.groupBy(operations, ({ operation }) => operation.httpMethod),
      ([method, routes]) =>
        `      ${method}: [\n${routes.map((one) => `        ${code.route(one)},\n`).join('')}      ],\n`,
    );
    const others = elsewhere.filter((one) => one.path === path).map(({ operation }) => operation.httpMethod);
    const missing = [...new Set(others)].filter(
      (name) => !operations.some((one) => one.operation.httpMethod === name),
    );
    methods.push(...missing.map((name) => `      ${name}: [lambada.elsewhere],\n`));
    return `    ${literal(path)}: {\n${methods.join('')}    },\n`;
  });
  const mappers = model.exceptionMappers.map((mapper) => `    ${mapperCode(mapper, imports)},\n`);
  return `{\n  resources: {\n${paths.join('')}  },\n  mappers: [\n${mappers.join('')}  ],\n}`;
}

function mapperCode(mapper: ExceptionMapper, imports: Imports): string {
  const { error } = mapper;
  const name =
    error.kind === 'project'
      ? imports.nameOf(error)
      : error.kind === 'package'
        ? imports.nameFrom(error.module, error.exportName)
        : error.exportName;
  return objectLiteral({
    error: name,
    toResponse: `(error) => ${imports.instanceOf(mapper)}().toResponse(error)`,
  });
}
