import path from 'node:path';
import { placeOperations } from '../generate/gateway-path.ts';
import type { BuildOptions } from './build-options.ts';
import { loadSettings } from './load-settings.ts';
import { scanProject } from './scan-project.ts';

export async function routes({ project }: BuildOptions): Promise<void> {
  const model = scanProject(await loadSettings(path.resolve(project)));
  const rows = placeOperations(model)
    .toSorted((a, b) => a.operation.path.localeCompare(b.operation.path, 'en'))
    .map(({ resource, operation }) => [
      operation.httpMethod,
      operation.path || '/',
      `${resource.name}.${operation.methodName}`,
      operation.authorizer === undefined ? '' : `@Authorized(${operation.authorizer})`,
    ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}
