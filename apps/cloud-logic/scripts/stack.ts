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

/** The command was called wrongly. */
export class UsageError extends Error {}

type Options = Parameters<typeof parseArgs>[0] & object;

/** Runs a command of this sample: prints its usage, or why it was called wrongly (2) or failed (1). */
export async function command<Given extends Options>(
  usage: string,
  options: Given,
  run: (given: ReturnType<typeof parseArgs<Given>>) => Promise<void>,
): Promise<void> {
  if (process.argv.includes('--help')) return void process.stdout.write(usage);
  try {
    await run(parseArgs(options));
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    const isUsage = error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS');
    process.stderr.write(isUsage ? `${message}\n\n${usage}` : `${message}\n`);
    process.exitCode = isUsage ? 2 : 1;
  }
}
