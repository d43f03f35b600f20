import { parseArgs } from 'node:util';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { clientConfig } from '@samples/localstack-client';

export const config = clientConfig(process.env);

/** The outputs of a deployed stack of this sample. Throws when there is none. */
export async function stackOutputs(StackName: string): Promise<Record<string, string>> {
  const cloudFormation = new CloudFormationClient(config);
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
  const outputs = Stacks?.[0]?.Outputs ?? [];
  return Object.fromEntries(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
}

type Options = Parameters<typeof parseArgs>[0] & object;

/** Runs a command of this sample: prints its usage, or why it was called wrongly (2) or failed (1). */
export async function command<Given extends Options>(
  usage: string,
  options: Given,
  run: (given: ReturnType<typeof parseArgs<Given>>) => Promise<void>,
): Promise<void> {
  if (process.argv.includes('--help')) return void process.stdout.write(usage);
  let given: ReturnType<typeof parseArgs<Given>>;
  try {
    given = parseArgs(options);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`);
    process.exitCode = 2;
    return;
  }
  try {
    await run(given);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
