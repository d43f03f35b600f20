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

/** Whether a sample has files to publish after its stack is deployed. */
export function isPublished(root: string, sample: string): boolean {
  return existsSync(publishScript(root, sample));
}

function publishScript(root: string, sample: string): string {
  return path.join(root, 'apps', sample, 'scripts/publish.ts');
}

/** Runs the `scripts/publish.ts` of a sample that has one, whose stack is deployed: it uploads the files of a web app. */
export async function publishSample(sample: string, options: PublishOptions): Promise<void> {
  const complaint = await runPublish(sample, options, []);
  if (complaint !== undefined)
    throw new DeployError(`${sample} is deployed, and its app is not: ${complaint}`);
}

/** Deletes what was published, without which CloudFormation deletes no bucket. */
export async function unpublishSample(sample: string, options: PublishOptions): Promise<void> {
  const complaint = await runPublish(sample, options, ['--remove']);
  if (complaint !== undefined) throw new DeployError(`The app of ${sample} is not removed: ${complaint}`);
}

/** Why it failed; nothing when it did not. */
async function runPublish(
  sample: string,
  { root, environment, report, stackName = sample, signal }: PublishOptions,
  more: readonly string[],
): Promise<string | undefined> {
  if (!isPublished(root, sample)) return undefined;
  report({ kind: 'step', text: more.length === 0 ? 'Building and uploading the app' : 'Deleting its files' });
  const child = spawn(process.execPath, [publishScript(root, sample), '--stack-name', stackName, ...more], {
    env: { ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
  });
  const [complaint, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return code === 0 ? undefined : complaint.trim();
}
