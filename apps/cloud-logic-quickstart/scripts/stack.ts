import { CloudFormationClient, type Stack } from '@aws-sdk/client-cloudformation';
import { describeStack } from '@samples/deployment';
import { clientConfig } from '@samples/localstack-client';

/** Of AWS, or of the endpoint in AWS_ENDPOINT_URL. */
export const config = clientConfig(process.env);
export const cloudFormation = new CloudFormationClient(config);

/** A deployed stack. Throws, with what to do, when there is none. */
export async function deployedStack(name: string, workspace: string): Promise<Stack> {
  const stack = await describeStack(cloudFormation, name);
  if (stack) return stack;
  throw new Error(`There is no stack ${name}: deploy it first, with npm run deploy --workspace ${workspace}`);
}

export function outputsOf({ Outputs = [] }: Stack): Record<string, string> {
  return Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
}
