import { readFile } from 'node:fs/promises';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { clientConfig, invokeUrl } from '@samples/localstack-client';
import type { TestProject } from 'vitest/node';

/** The sample as its stack is deployed. */
export interface DeployedSample {
  /** The URL of its API, without a trailing slash. */
  readonly url: string;
  /** The endpoint of the AWS APIs that it was deployed through. */
  readonly endpoint: string;
  readonly stackName: string;
  readonly outputs: Record<string, string>;
  /** The MongoDB server of a sample that uses one. */
  readonly mongoUri?: string | undefined;
}

declare module 'vitest' {
  interface ProvidedContext {
    sample: DeployedSample;
    /** The URL that the README's commands use. */
    shortUrl: string;
  }
}

/**
 * Vitest's global set-up: hands the tests the stack that is deployed at `AWS_ENDPOINT_URL`, by `inject('sample')`.
 * The stack is `STACK_NAME`, or has the name of the package.
 */
export default async function setup(project: TestProject): Promise<void> {
  const { AWS_ENDPOINT_URL: endpoint, STACK_NAME } = process.env;
  if (!endpoint) return;
  const manifest = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const stackName: string = STACK_NAME ?? JSON.parse(manifest).name;
  const cloudFormation = new CloudFormationClient(clientConfig());
  const { Stacks: [stack] = [] } = await cloudFormation
    .send(new DescribeStacksCommand({ StackName: stackName }))
    .catch((cause) => {
      const advice = 'deploy it with sam build and sam deploy, or set STACK_NAME';
      throw new Error(`Expected a stack ${stackName} at ${endpoint}: ${advice}`, { cause });
    });
  const outputs = Object.fromEntries(
    (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
  );
  const api = { apiId: outputs.ApiId ?? '', stage: outputs.ApiStage ?? '' };
  const url = invokeUrl({ ...api, region: await cloudFormation.config.region() });
  project.provide('shortUrl', url);
  project.provide('sample', { url, endpoint, stackName, outputs, mongoUri: process.env.MONGODB_URI });
}
