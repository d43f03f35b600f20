// The policy of the README is enough, and each of its actions is needed: tried with a role.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  CloudFormationClient,
  CreateStackCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { clientConfig } from '@samples/localstack-client';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type DeployedApi, deployApi } from './deployed-api.ts';
import { logsClient, testGroup } from './log-client.ts';
import { type Ended, runCommand } from './run-command.ts';

interface Policy {
  readonly Version: string;
  readonly Statement: readonly { Effect: string; Action: string[]; Resource: string }[];
}

const endpoint = inject('endpoint');
const config = clientConfig({ AWS_ENDPOINT_URL: endpoint });
const iam = new IAMClient(config);
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const policy: Policy = JSON.parse(/^```json\n(.*?)^```$/ms.exec(readme)?.[1] ?? '');
const RoleName = `reader-${randomBytes(3).toString('hex')}`;
let api: DeployedApi;
let keys: NodeJS.ProcessEnv;

async function setPolicy(next: Policy): Promise<void> {
  const PolicyDocument = JSON.stringify(next);
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'apilogs', PolicyDocument }));
}

const without = (action: string): Policy => ({
  ...policy,
  Statement: policy.Statement.flatMap((statement) => {
    const Action = statement.Action.filter((name) => name !== action);
    return Action.length > 0 ? { ...statement, Action } : [];
  }),
});

beforeAll(async () => {
  api = await deployApi(endpoint);
  await testGroup(logsClient(endpoint), 'fn', `/aws/lambda/${api.functionName}`).put(
    '2026/11/28/[1]aaaa',
    'a line',
  );
  await createStack();
  const trust = {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::000000000000:root' },
    Action: 'sts:AssumeRole',
  };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const { Credentials } = await new STSClient(config).send(
    new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: 'me' }),
  );
  keys = {
    AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey,
    AWS_SESSION_TOKEN: Credentials?.SessionToken,
  };
});

/** A stack without outputs, whose API is found by its resources. */
async function createStack(): Promise<void> {
  const client = new CloudFormationClient(config);
  const mock = { type: 'mock', requestTemplates: { 'application/json': '{"statusCode":200}' } };
  const Body = {
    openapi: '3.0.1',
    info: { title: RoleName, version: '1' },
    paths: { '/': { get: { 'x-amazon-apigateway-integration': mock } } },
  };
  const RestApiId = { Ref: 'Api' };
  const Resources = {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body } },
    Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId, StageName: 'prod' } },
  };
  await client.send(
    new CreateStackCommand({ StackName: RoleName, TemplateBody: JSON.stringify({ Resources }) }),
  );
  await waitUntilStackCreateComplete({ client, maxWaitTime: 300, minDelay: 0.05 }, { StackName: RoleName });
}

const run = (...args: string[]): Promise<Ended> => runCommand(endpoint, args, keys);
const commands = {
  apis: () => run('apis'),
  groups: () => run('groups', '--prefix', `/aws/lambda/${api.functionName}`),
  streams: () => run('streams', `/aws/lambda/${api.functionName}`),
  'get --api-id': () => run('get', '--api-id', api.apiId),
  'get --api-name': () => run('get', '--api-name', api.name, '--request-id', '1-00000000-absent'),
  'get --stack-name': () => run('get', '--stack-name', RoleName),
};

describe('the policy of the README', () => {
  it('is enough for every command', async () => {
    await setPolicy(policy);
    const ended = await Promise.all(Object.values(commands).map((command) => command()));
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0, 3, 3]);
    expect(ended.map(({ stderr }) => stderr).join('')).not.toMatch(/not authorized|permission/);
  });

  it.each([
    ['apigateway:GET', 'apis', '/restapis'],
    ['apigateway:GET', 'get --api-id', '/stages'],
    ['cloudformation:DescribeStacks', 'get --stack-name', 'stack/reader-'],
    ['cloudformation:ListStackResources', 'get --stack-name', 'stack/reader-'],
    ['logs:FilterLogEvents', 'get --api-id', 'log-group:'],
    ['logs:FilterLogEvents', 'get --api-name', 'log-group:'],
    ['logs:DescribeLogGroups', 'groups', 'log-group:'],
    ['logs:DescribeLogStreams', 'streams', 'log-group:/aws/lambda/pets-'],
  ] as const)('needs %s for %s, which names it', async (action, command, resource) => {
    await setPolicy(without(action));
    const { code, stdout, stderr } = await commands[command]();
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toContain(`apilogs: Missing permission ${action} on arn:aws:`);
    expect(stderr).toContain(resource);
  });

  it.each([
    ['lambda:GetFunctionConfiguration', 'usually logs'],
    ['lambda:GetAlias', 'Reading all versions of the function'],
  ])('needs %s to know, and without it reads what is usual and says so', async (action, consequence) => {
    await setPolicy(without(action));
    const { code, stdout, stderr } = await commands['get --api-id']();
    expect(code).toBe(0);
    expect(stdout).toContain('a line');
    expect(stderr).toContain(`is not authorized to perform: ${action} on resource:`);
    expect(stderr).toContain(consequence);
  });

  it('has no action that is not tried here', () => {
    expect(policy.Statement.flatMap(({ Action }) => Action)).toHaveLength(8);
  });
});
