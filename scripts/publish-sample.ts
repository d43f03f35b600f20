import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { DeployError, type Report, readTemplate } from '@samples/deployment';
import type { Environment } from '@samples/localstack-client';

/** The samples whose stacks a sample needs, as `Needs` in the metadata of its template says. */
export async function neededSamples(root: string, sample: string): Promise<readonly string[]> {
  const template = await readTemplate(path.join(root, 'infra', sample, 'template.yaml'));
  const { Sample } = (template as { Metadata?: { Sample?: { Needs?: string } } }).Metadata ?? {};
  return Sample?.Needs?.split(',').map((name) => name.trim()) ?? [];
}

export interface PublishOptions {
  readonly root: string;
  readonly environment: Environment;
  readonly report: Report;
  readonly stackName?: string;
  readonly signal?: AbortSignal | undefined;
}

/** Runs the `scripts/publish.ts` of a sample that has one, whose stack is deployed: it uploads the files of a web app. */
export async function publishSample(
  sample: string,
  { root, environment, report, stackName = sample, signal }: PublishOptions,
): Promise<void> {
  const script = path.join(root, 'apps', sample, 'scripts/publish.ts');
  if (!existsSync(script)) return;
  report({ kind: 'step', text: 'Building and uploading the app' });
  const child = spawn(process.execPath, [script, '--stack-name', stackName], {
    env: { ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
  });
  const [complaint, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  if (code !== 0) throw new DeployError(`${sample} is deployed, and its app is not: ${complaint.trim()}`);
}
