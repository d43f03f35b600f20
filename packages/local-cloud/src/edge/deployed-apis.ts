import type { Stack } from '@aws-sdk/client-cloudformation';
import type { CloudFormation } from '../cloudformation/cloud-formation.ts';
import type { NamedApi } from './named-apis.ts';

export interface DeployedApi {
  readonly stackName: string;
  readonly description: string;
  /** The short URL, without a slash at the end. */
  readonly url: string;
  /** Why the short URL has a hash. */
  readonly reason: string | undefined;
  /** The URL for clients that do not resolve `*.localhost`. */
  readonly urlByNumber: string;
  /** The other stages of the stack's APIs. */
  readonly others: readonly NamedApi[];
  /** A command line, from the template's `Metadata: Sample: Try`. */
  readonly tryIt: string | undefined;
  /** Where its lesson is, from `Metadata: Sample: Lesson`. */
  readonly lesson: string | undefined;
}

/** The stacks that have an API under their name, in order of name. */
export async function deployedApis(
  cloudformation: CloudFormation,
  named: readonly NamedApi[],
  cloudUrl: string,
): Promise<DeployedApi[]> {
  const { Stacks = [] } = await cloudformation.operations.DescribeStacks({});
  const apis = await Promise.all(Stacks.map((stack) => deployedApi(cloudformation, stack, named, cloudUrl)));
  return apis.filter((api) => api !== undefined).sort((a, b) => a.stackName.localeCompare(b.stackName));
}

async function deployedApi(
  cloudformation: CloudFormation,
  stack: Stack,
  named: readonly NamedApi[],
  cloudUrl: string,
): Promise<DeployedApi | undefined> {
  const { StackName: stackName = '', Description: description = '' } = stack;
  const [main, ...others] = named
    .filter((api) => api.stackName === stackName)
    .sort((one, other) => Number(other.isMain) - Number(one.isMain));
  if (!main) return undefined;
  const { Metadata } = await cloudformation.operations.GetTemplateSummary({ StackName: stackName });
  const sample = Metadata ? sampleOf(JSON.parse(Metadata)) : {};
  return {
    stackName,
    description,
    url: main.url,
    reason: main.reason,
    urlByNumber: `${cloudUrl}/restapis/${main.apiId}/${main.stageName}/_user_request_`,
    others,
    tryIt: sample.Try?.replaceAll('{ApiUrl}', main.url),
    lesson: sample.Lesson,
  };
}

function sampleOf({ Sample }: { Sample?: unknown }): { Try?: string; Lesson?: string } {
  const entries = Object.entries(Sample ?? {}).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(entries);
}
