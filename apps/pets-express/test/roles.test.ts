import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { clientConfig } from '@samples/localstack-client';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { enforcesIam } from '../../../scripts/testing/enforces-iam.ts';
import { leastPrivilege } from '../../../scripts/testing/least-privilege.ts';
import { defaultLimitMs, until } from '../../../scripts/testing/until.ts';
import { send, switchedStack } from './switched-stack.ts';

const { endpoint } = inject('sample');
const isEnforced = await enforcesIam(endpoint);
const config = clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint });
const iam = new IAMClient(config);
const WriteToken = 'a-token-of-this-test';
const stackName = 'pets-roles';
const stack = switchedStack(stackName);
const roleNames = new Map<string, string>();
let url: string;

beforeAll(async () => {
  ({ url } = await stack.switchTo({ ListRoute: 'function', WriteToken }));
  const cloudFormation = new CloudFormationClient(config);
  const { StackResources = [] } = await cloudFormation.send(
    new DescribeStackResourcesCommand({ StackName: stackName }),
  );
  for (const { LogicalResourceId = '', PhysicalResourceId = '' } of StackResources)
    roleNames.set(LogicalResourceId, PhysicalResourceId);
  cloudFormation.destroy();
});
afterAll(async () => {
  await stack.remove();
  iam.destroy();
});

const asset = async () => {
  const [path] = /assets\/icon[^"]*/.exec(await (await fetch(`${url}/`)).text()) ?? [];
  return fetch(`${url}/${path}`);
};
const write = () =>
  send(
    `${url}/pets`,
    'POST',
    { name: `Rex ${Math.random()}`, kind: 'dog', age: 1 },
    { authorization: `Bearer ${WriteToken}` },
  );

/** What fails without each resource of each statement of the API's two roles. */
const uses: [role: string, resource: string, probe: () => Promise<Response>][] = [
  ['InvokeRole', 'App', () => fetch(`${url}/`)],
  ['InvokeRole', 'List', () => fetch(`${url}/pets`)],
  ['InvokeRole', 'Authorize', write],
  ['AssetsRole', 'assets/*', asset],
];

it('functions may write their logs and nothing else', async () => {
  expect(await leastPrivilege({ endpoint, stackName }).grants()).toEqual([]);
});

it('the roles of the API have no statement that nothing here needs', async () => {
  const resources = await Promise.all(
    ['InvokeRole', 'AssetsRole'].map(async (role) => (await policyOf(role)).resources),
  );
  expect(resources.map((list) => list.length)).toEqual([3, 1]);
});

it.runIf(isEnforced).each(uses)(
  'the API fails without the right of %s on %s (needs IAM that is enforced)',
  async (role, resource, probe) => {
    expect((await probe()).ok).toBe(true);
    const { name, text, resources } = await policyOf(role);
    const RoleName = roleNames.get(role);
    const physical = roleNames.get(resource) ?? resource;
    const rest = resources.filter((one) => !one.endsWith(physical));
    expect(rest.length).toBe(resources.length - 1);
    try {
      const [statement] = JSON.parse(text).Statement;
      const PolicyDocument = JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ ...statement, Resource: rest }],
      });
      await (rest.length > 0
        ? iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: name, PolicyDocument }))
        : iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: name })));
      await until(`${resource} to be refused`, defaultLimitMs, async () =>
        (await probe()).ok ? undefined : true,
      );
    } finally {
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: name, PolicyDocument: text }));
      await until(
        `${resource} to be allowed again`,
        defaultLimitMs,
        async () => (await probe()).ok || undefined,
      );
    }
  },
);

async function policyOf(role: string) {
  const RoleName = roleNames.get(role);
  const { PolicyNames: [name = ''] = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: name }));
  const text = decodeURIComponent(PolicyDocument);
  const resources: string[] = JSON.parse(text).Statement.flatMap(
    ({ Resource }: { Resource: unknown }) => Resource,
  );
  return { name, text, resources };
}
