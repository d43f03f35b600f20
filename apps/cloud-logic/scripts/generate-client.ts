import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { APIGatewayClient, GetExportCommand } from '@aws-sdk/client-api-gateway';
import { runNpm } from '@samples/deployment';
import type { ClientConfig } from '@samples/localstack-client';
import { command, config, stackOutputs } from './stack.ts';

const usage = `Usage: npm run generate-client --workspace cloud-logic -- [options]

Writes the definition that API Gateway exports of Development, and the types of the client that are generated from it,
into packages/cloud-logic-client/src. The generator comes from the npm registry at the first call.

  --stack-name NAME     the stack (default: cloud-logic)
  --help                this text

Exit codes: 0 written, 1 failed, 2 called wrongly.
`;

const client = path.resolve(import.meta.dirname, '../../../packages/cloud-logic-client');
const definitionFile = path.join(client, 'src/cloud-logic-api.json');
export const typesFile = path.join(client, 'src/cloud-logic-api.d.ts');

if (import.meta.main) {
  const options = { 'stack-name': { type: 'string', default: 'cloud-logic' } } as const;
  await command(usage, { options }, async ({ values }) => {
    const definition = await exportDefinition(await stackOutputs(values['stack-name']), config);
    await writeFile(definitionFile, `${JSON.stringify(definition, null, 2)}\n`);
    await writeFile(typesFile, await generateTypes());
  });
}

/**
 * The definition that API Gateway exports of a stage, without the URL, which differs from stack to stack, and without
 * `OPTIONS`, which browsers send by themselves.
 */
export async function exportDefinition(
  { ApiId: restApiId, ApiStage: stageName }: Readonly<Record<string, string>>,
  clientConfig: ClientConfig,
): Promise<unknown> {
  const exporting = { restApiId, stageName, exportType: 'oas30', accepts: 'application/json' };
  const { body } = await new APIGatewayClient(clientConfig).send(new GetExportCommand(exporting));
  const { servers: _, ...definition } = JSON.parse(Buffer.from(body ?? []).toString()) as Exported;
  for (const methods of Object.values(definition.paths)) delete methods.options;
  return definition;
}

interface Exported {
  readonly servers: object;
  readonly paths: Readonly<Record<string, { options?: object }>>;
}

/** The types of the definition that was written last. */
export async function generateTypes(): Promise<string> {
  // Apart from the workspaces, because it needs an older TypeScript than they do.
  const generator = path.join(client, 'generator');
  const program = path.join(generator, 'node_modules/openapi-typescript/bin/cli.js');
  if (!existsSync(program)) {
    const failure = 'The generator of the client cannot be installed';
    await runNpm(['ci', '--workspaces=false', '--no-audit', '--no-fund'], { cwd: generator, failure });
  }
  const { stdout } = await promisify(execFile)(process.execPath, [program, definitionFile]);
  return stdout;
}
