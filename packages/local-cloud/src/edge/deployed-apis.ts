import type { Stack } from '@aws-sdk/client-cloudformation';
import type { CloudFormation } from '../cloudformation/cloud-formation.ts';

export interface DeployedApi {
  readonly stackName: string;
  readonly description: string;
  /** The address that works against this cloud, without a slash at the end. */
  readonly url: string;
  /** A command line, from the template's `Metadata: Sample: Try`. */
  readonly tryIt: string | undefined;
}

/** The stacks that name an API in their outputs `ApiId` and `ApiStage`, in order of name. */
export async function deployedApis(cloudformation: CloudFormation, url: string): Promise<DeployedApi[]> {
  const { Stacks = [] } = await cloudformation.operations.DescribeStacks({});
  const apis = await Promise.all(Stacks.map((stack) => deployedApi(cloudformation, stack, url)));
  return apis.filter((api) => api !== undefined).sort((a, b) => a.stackName.localeCompare(b.stackName));
}

async function deployedApi(
  cloudformation: CloudFormation,
  stack: Stack,
  url: string,
): Promise<DeployedApi | undefined> {
  const output = (key: string) => stack.Outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
  const [id, stage, stackName] = [output('ApiId'), output('ApiStage'), stack.StackName];
  if (!id || !stage || !stackName) return undefined;
  const apiUrl = `${url}/restapis/${id}/${stage}/_user_request_`;
  const { Metadata } = await cloudformation.operations.GetTemplateSummary({ StackName: stackName });
  const tryIt = Metadata && tryCommand(JSON.parse(Metadata));
  return {
    stackName,
    description: stack.Description ?? '',
    url: apiUrl,
    tryIt: tryIt?.replaceAll('{ApiUrl}', apiUrl),
  };
}

function tryCommand(metadata: { Sample?: { Try?: unknown } }): string | undefined {
  const command = metadata.Sample?.Try;
  return typeof command === 'string' ? command : undefined;
}
