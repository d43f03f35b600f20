import { CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import { GetRolePolicyCommand, IAMClient, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { clientConfig } from '@samples/localstack-client';
import { describe, expect, inject, it } from 'vitest';

const { endpoint, outputs, stackName } = inject('sample');
const config = clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint });
const cloudFormation = new CloudFormationClient(config);
const iam = new IAMClient(config);

describe.each([
  ['GetResource', 'dynamodb:GetItem'],
  ['PutResource', 'dynamodb:PutItem'],
  ['DeleteResource', 'dynamodb:DeleteItem'],
])('the function %s', (logicalId, action) => {
  it(`may only ${action} on its own table`, async () => {
    const table = expect.stringMatching(`^arn:aws[^:]*:dynamodb:[^:]+:\\d{12}:table/${outputs.TableName}$`);
    const statement = { Effect: 'Allow', Action: action, Resource: table };
    expect(await policiesOf(`${logicalId}Role`)).toEqual([{ Version: '2012-10-17', Statement: [statement] }]);
  });
});

/** The policies written into a role, beside the managed one for logging. */
async function policiesOf(logicalId: string): Promise<unknown[]> {
  const resource = { StackName: stackName, LogicalResourceId: logicalId };
  const { StackResourceDetail } = await cloudFormation.send(new DescribeStackResourceCommand(resource));
  const RoleName = StackResourceDetail?.PhysicalResourceId;
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  const policies = PolicyNames.map((PolicyName) =>
    iam.send(new GetRolePolicyCommand({ RoleName, PolicyName })),
  );
  return (await Promise.all(policies)).map(({ PolicyDocument = '' }) =>
    JSON.parse(decodeURIComponent(PolicyDocument)),
  );
}
