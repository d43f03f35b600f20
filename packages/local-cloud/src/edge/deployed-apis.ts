import type { Stack } from '@aws-sdk/client-cloudformation';
import { defaultAccount } from '../account.ts';
import type { CloudFormation } from '../cloudformation/cloud-formation.ts';
import type { NamedApi } from './named-apis.ts';

/** The stacks of a region. */
export interface RegionalStacks {
  readonly name: string;
  readonly cloudformation: CloudFormation;
}

export interface DeployedApi {
  /** The name of the stack, and of its region unless that is the first one. */
  readonly title: string;
  readonly description: string;
  /** The short URL, without a trailing slash. */
  readonly url: string;
  /** Why the short URL has a region or a hash at its end. */
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
  regions: readonly RegionalStacks[],
  named: readonly NamedApi[],
  cloudUrl: string,
): Promise<DeployedApi[]> {
  const apis = await Promise.all(
    regions.map(async (region) => {
      const { Stacks = [] } = await region.cloudformation.operations.DescribeStacks({});
      return Promise.all(Stacks.map((stack) => deployedApi(region, stack, named, cloudUrl)));
    }),
  );
  return apis
    .flat()
    .filter((api) => api !== undefined)
    .sort((a, b) => a.title.localeCompare(b.title));
}

async function deployedApi(
  { name: region, cloudformation }: RegionalStacks,
  stack: Stack,
  named: readonly NamedApi[],
  cloudUrl: string,
): Promise<DeployedApi | undefined> {
  const { StackName: stackName = '', Description: description = '' } = stack;
  const [main, ...others] = named
    .filter((api) => api.region === region && api.stackName === stackName)
    .sort((one, other) => Number(other.isMain) - Number(one.isMain));
  if (!main) return undefined;
  const sample = sampleOf(cloudformation.templateMetadata(stackName) ?? {});
  return {
    title: region === defaultAccount.region ? stackName : `${stackName} in ${region}`,
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
