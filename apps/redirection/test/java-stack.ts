import { execFile, spawnSync } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { deploySample, describeStack, openTarget, removeStack, shortUrl } from '@samples/deployment';
import { invokeUrl } from '@samples/localstack-client';
import { inject } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

/** Whether the functions in Java can be built and run here. `REQUIRE_JAVA=1` makes it a failure that they cannot. */
export function hasJava(): boolean {
  return process.env.REQUIRE_JAVA === '1' || ['java', 'mvn'].every(answers);
}

function answers(command: string): boolean {
  return spawnSync(command, ['-version']).status === 0;
}

export interface JavaStack {
  readonly stackName: string;
  /** The URL of the API in front of the functions in Java. */
  readonly url: string;
  /** Its short URL, where the endpoint has one: curl resolves it. Else `url`. */
  readonly shortUrl: string;
  remove(): Promise<void>;
}

/** Builds the functions in Java and deploys the sample with them, as a stack of its own. */
export async function deployJavaStack(): Promise<JavaStack> {
  const { endpoint, stackName: withoutJava } = inject('sample');
  const stackName = `${withoutJava}-java`;
  const environment = { ...process.env, AWS_ENDPOINT_URL: endpoint };
  const pom = path.resolve(import.meta.dirname, '../java/pom.xml');
  await promisify(execFile)('mvn', ['--batch-mode', '--quiet', '--file', pom, 'package']);
  const { outputs } = await deploySample({
    sample: 'redirection',
    root,
    stackName,
    environment,
    parameters: { Java: 'yes' },
    report: () => {},
  });
  using target = openTarget(environment);
  const region = await target.cloudFormation.config.region();
  const { JavaApiId: apiId = '', JavaApiStage: stage = '' } = outputs;
  const url = invokeUrl({ apiId, stage, region }, environment);
  const short = await shortUrl({ ApiId: apiId, ApiStage: stage }, environment);
  return { stackName, url, shortUrl: short?.url ?? url, remove };

  async function remove(): Promise<void> {
    using target = openTarget(environment);
    const stack = await describeStack(target.cloudFormation, stackName);
    if (stack) await removeStack(target.cloudFormation, stack, { pace: target.pace, report: () => {} });
  }
}
