// Writes pets-api.json, the definition that API Gateway exports, and pets-api.d.ts, the types of a client.
// Usage: npm run generate-client --workspace pets-express   (the stack has the parameter TypedClient=true)
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describeStack, openTarget, runNpm } from '@samples/deployment';
import { exportDefinition } from './export-definition.ts';

const folder = import.meta.dirname;
const generator = path.join(folder, 'generator');

if (import.meta.main) {
  using target = openTarget(process.env);
  const stack = await describeStack(target.cloudFormation, 'pets-express');
  const outputs = stack?.Outputs ?? [];
  const definition = await exportDefinition(
    Object.fromEntries(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue])),
  );
  await writeFile(path.join(folder, 'pets-api.json'), `${JSON.stringify(definition, null, 2)}\n`);
  await writeFile(path.join(folder, 'pets-api.d.ts'), await generateTypes());
}

/** The types of the definition in `pets-api.json`. The generator comes from the npm registry at the first call. */
export async function generateTypes(): Promise<string> {
  const program = path.join(generator, 'node_modules/openapi-typescript/bin/cli.js');
  if (!existsSync(program))
    await runNpm(['ci', '--workspaces=false', '--no-audit', '--no-fund'], {
      cwd: generator,
      failure: 'The generator of the client cannot be installed',
    });
  const { stdout } = await promisify(execFile)(process.execPath, [
    program,
    path.join(folder, 'pets-api.json'),
  ]);
  return stdout;
}
