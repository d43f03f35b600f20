import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { production, promote, type Release, rollBack } from './releases.ts';
import { command, config, stackOutputs } from './stack.ts';

const usage = `Usage: npm run promote --workspace cloud-logic -- [options]

Publishes what Development serves as a version of the function and a deployment of the API, and moves Production there.
The target is AWS with the credentials of the AWS SDK, or the endpoint in AWS_ENDPOINT_URL.

  --list                show what Production serves, and change nothing
  --rollback            move Production back to what it served before
  --stack-name NAME     the stack (default: cloud-logic)
  --help                this text

Exit codes: 0 done, 1 failed, and Production is what it was, 2 called wrongly.
`;

const options = {
  list: { type: 'boolean', default: false },
  rollback: { type: 'boolean', default: false },
  'stack-name': { type: 'string', default: 'cloud-logic' },
} as const;

await command(usage, { options }, async ({ values }) => {
  const { ApiId: restApiId = '', FunctionName: functionName = '' } = await stackOutputs(values['stack-name']);
  const lambda = new LambdaClient(config);
  const target = { lambda, apiGateway: new APIGatewayClient(config), functionName, restApiId };
  const act = values.list ? production : values.rollback ? rollBack : promote;
  const { current, before } = await act(target);
  process.stdout.write(`Development serves $LATEST\nProduction serves ${shown(current)}\n`);
  if (before) process.stdout.write(`Before that it served ${shown(before)}\n`);
});

function shown({ version, deploymentId }: Release): string {
  return `version ${version} with deployment ${deploymentId}`;
}
