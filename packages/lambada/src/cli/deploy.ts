import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  DeployError,
  type Deployment,
  deploySample,
  isStackName,
  shortUrl,
  showProgress,
} from '@samples/deployment';
import { writeBuild } from '../generate/write-build.ts';
import type { BuildOptions } from './build-options.ts';
import { loadSettings } from './load-settings.ts';
import { scanProject } from './scan-project.ts';
import { UsageError } from './usage-error.ts';

export interface DeployOptions extends BuildOptions {
  readonly stackName?: string;
  readonly parameter?: readonly string[];
  readonly region?: string;
  readonly dryRun?: boolean;
}

export async function deploy(options: DeployOptions, signal: AbortSignal): Promise<void> {
  const { project, region, dryRun = false, parameter = [] } = options;
  if (region !== undefined) process.env.AWS_REGION = regionOf(region);
  const folder = path.resolve(project);
  const settings = await loadSettings(folder, options);
  const { stackName, output, artifactBucket } = settings;
  if (!isStackName(stackName))
    throw new UsageError(
      `Expected a letter, then letters, digits and hyphens, 128 at most, for --stack-name, received ${JSON.stringify(stackName)}`,
    );
  const parameters = Object.fromEntries(parameter.map(splitParameter));
  const { report, end } = showProgress(process.stderr);
  try {
    report({ kind: 'step', text: 'Compiling the annotations' });
    await writeBuild(scanProject(settings), settings);
    const deployment = await deploySample({
      sample: stackName,
      stackName,
      root: rootOf(folder),
      templatePath: path.join(output, 'template.yaml'),
      parameters,
      bucketName: artifactBucket,
      dryRun,
      report,
      signal,
    });
    end();
    process.stdout.write(dryRun ? changesText(deployment) : await outputsText(deployment));
  } catch (error) {
    end();
    if (!signal.aborted) throw error;
    throw new DeployError('Interrupted. What CloudFormation has begun goes on without this command.');
  }
}

function regionOf(text: string): string {
  if (/^[a-z]{2}(-[a-z]+)+-\d$/.test(text)) return text;
  throw new UsageError(`Expected a region such as us-east-1 for --region, received ${JSON.stringify(text)}`);
}

/** The folder with the lock file: of the project, or of the workspaces that it is one of. */
function rootOf(folder: string): string {
  for (let parent = folder; ; parent = path.dirname(parent)) {
    if (existsSync(path.join(parent, 'package-lock.json'))) return parent;
    if (parent === path.dirname(parent)) return folder;
  }
}

// The value may be a secret, so an argument that is not understood is not repeated.
function splitParameter(argument: string): [string, string] {
  const equals = argument.indexOf('=');
  if (equals > 0) return [argument.slice(0, equals), argument.slice(equals + 1)];
  throw new UsageError(
    'Expected NAME=VALUE for --parameter, received an argument without a name or without =',
  );
}

function changesText({ stackName, changes }: Deployment): string {
  if (changes.length === 0) return `${stackName} is up to date: no changes\n`;
  const lines = changes.map(
    ({ action, logicalId, type }) => `  ${action.padEnd(8)} ${logicalId} (${type})\n`,
  );
  return `A deployment of ${stackName} would make these changes:\n${lines.join('')}`;
}

async function outputsText({ stackName, changed, outputs, url }: Deployment): Promise<string> {
  const width = Math.max(0, ...Object.keys(outputs).map((name) => name.length));
  const lines = Object.entries(outputs).map(([name, value]) => `  ${name.padEnd(width)}  ${value}\n`);
  const outcome = changed ? `${stackName} is deployed` : `${stackName} is up to date: no changes`;
  const short = (await shortUrl(outputs))?.url;
  return `${outcome}\n${lines.join('')}\n${short ? `${short}\n` : ''}${url ? `${url}\n` : ''}`;
}
