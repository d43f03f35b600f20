import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type ScriptedEndpoint, scriptedEndpoint } from '../test/scripted-endpoint.ts';
import { type DeployOptions, deploySample } from './deploy-sample.ts';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'deploy-sample-'));
  await mkdir(join(root, 'infra/demo'), { recursive: true });
  await mkdir(join(root, 'apps/demo/src'), { recursive: true });
  await writeFile(join(root, 'apps/demo/src/get.ts'), 'export const handler = async () => 1;');
  await writeFile(
    join(root, 'infra/demo/template.yaml'),
    `Parameters: { Architecture: { Type: String, Default: arm64 } }
Resources:
  Get:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs24.x, CodeUri: ../../apps/demo/src, Handler: get.handler }`,
  );
});
afterAll(() => rm(root, { recursive: true }));

describe('deploySample', () => {
  it('makes bucket, package, change set and stack, and returns the URL of the API on the target', async () => {
    const sent: URLSearchParams[] = [];
    await using endpoint = await cloudOf({ sent });
    const deployment = await deploy(endpoint);
    expect(endpoint.calls).toEqual([
      'DescribeStacks',
      'GetCallerIdentity',
      `HEAD /${BUCKET}`,
      `PUT /${BUCKET}`,
      expect.stringMatching(new RegExp(`^HEAD /${BUCKET}/demo/[0-9a-f]{64}\\.zip$`)),
      expect.stringMatching(new RegExp(`^PUT /${BUCKET}/demo/[0-9a-f]{64}\\.zip$`)),
      'CreateChangeSet',
      'DescribeChangeSet',
      'DescribeChangeSet',
      'DescribeStackEvents',
      'ExecuteChangeSet',
      'DescribeStacks',
      'DescribeStackEvents',
      'DescribeStacks',
    ]);
    expect(sent[0]?.get('ChangeSetType')).toBe('CREATE');
    expect(sent[0]?.get('Parameters.member.1.ParameterValue')).toBe(
      process.arch === 'arm64' ? 'arm64' : 'x86_64',
    );
    expect(deployment).toEqual({
      stackName: 'demo',
      changed: true,
      changes: [{ action: 'Add', logicalId: 'Get', type: 'AWS::Lambda::Function' }],
      outputs: { ApiId: 'abc', ApiStage: 'Prod' },
      url: `${endpoint.environment.AWS_ENDPOINT_URL}/restapis/abc/Prod/_user_request_`,
    });
  });

  it('uploads nothing the second time, and reports an empty change set as a success', async () => {
    await using endpoint = await cloudOf({ before: 'CREATE_COMPLETE', changeSet: EMPTY });
    await deploy(endpoint);
    endpoint.calls.length = 0;
    expect(await deploy(endpoint)).toMatchObject({ changed: false, outputs: { ApiId: 'abc' } });
    expect(endpoint.calls.filter((call) => call.startsWith('PUT '))).toEqual([]);
    expect(endpoint.calls.slice(-3)).toEqual(['CreateChangeSet', 'DescribeChangeSet', 'DeleteChangeSet']);
  });

  it('only computes in a dry run, and leaves no empty stack', async () => {
    await using endpoint = await cloudOf({});
    expect(await deploy(endpoint, { dryRun: true })).toMatchObject({
      changed: false,
      changes: [{ action: 'Add', logicalId: 'Get' }],
    });
    expect(endpoint.calls.slice(-2)).toEqual(['DeleteChangeSet', 'DeleteStack']);
    expect(endpoint.calls).not.toContain('ExecuteChangeSet');
  });

  it('keeps a stack somebody else put up for review', async () => {
    await using endpoint = await cloudOf({ before: 'REVIEW_IN_PROGRESS' });
    await deploy(endpoint, { dryRun: true });
    expect(endpoint.calls).not.toContain('DeleteStack');
  });

  it('deletes a stack whose creation was rolled back, and makes it again', async () => {
    await using endpoint = await cloudOf({ before: 'ROLLBACK_COMPLETE' });
    expect(await deploy(endpoint)).toMatchObject({ changed: true });
    expect(endpoint.calls.indexOf('DeleteStack')).toBeLessThan(endpoint.calls.indexOf('CreateChangeSet'));
    await using again = await cloudOf({ before: 'ROLLBACK_COMPLETE' });
    await expect(deploy(again, { dryRun: true })).rejects.toThrow('The stack demo is ROLLBACK_COMPLETE');
    expect(again.calls).toEqual(['DescribeStacks']);
  });

  it('names the resource that failed and the reason', async () => {
    await using endpoint = await cloudOf({
      outcome: 'ROLLBACK_COMPLETE',
      reason: 'The role may not be assumed',
    });
    await expect(deploy(endpoint)).rejects.toThrow(
      'The stack demo ended as ROLLBACK_COMPLETE.\nGet (AWS::Lambda::Function) CREATE_FAILED: The role may not be assumed',
    );
  });

  it('gives the reason of a change set that failed, and removes it', async () => {
    const changeSet = '<Status>FAILED</Status><StatusReason>Transform failed: X</StatusReason>';
    await using endpoint = await cloudOf({ changeSet });
    await expect(deploy(endpoint)).rejects.toThrow('The change set of demo failed.\nTransform failed: X');
    expect(endpoint.calls.slice(-2)).toEqual(['DeleteChangeSet', 'DeleteStack']);
  });
});

const BUCKET = 'serverless-api-samples-000000000000-us-east-1';
const EMPTY =
  "<Status>FAILED</Status><StatusReason>The submitted information didn't contain changes.</StatusReason>";
const ONE_CHANGE = `<Status>CREATE_COMPLETE</Status><Changes><member><ResourceChange><Action>Add</Action>
  <LogicalResourceId>Get</LogicalResourceId><ResourceType>AWS::Lambda::Function</ResourceType></ResourceChange></member></Changes>`;

interface Story {
  before?: string;
  changeSet?: string;
  outcome?: string;
  reason?: string;
  sent?: URLSearchParams[];
}

/** A CloudFormation with one stack: its state before, the result of a change set, and how its execution ends. */
function cloudOf({ before, changeSet = ONE_CHANGE, outcome = 'CREATE_COMPLETE', reason, sent = [] }: Story) {
  let status = before;
  const failed = reason && event('2', 'Get', 'AWS::Lambda::Function', 'CREATE_FAILED', reason);
  return scriptedEndpoint((action, parameters): Answer => {
    if (action === 'DescribeStacks')
      return status ? stack(status) : { error: 'Stack with id demo does not exist' };
    if (action === 'CreateChangeSet') sent.push(parameters);
    if (action === 'DescribeChangeSet') return changeSet;
    if (action === 'ExecuteChangeSet') status = outcome;
    if (action === 'DeleteStack') status = undefined;
    if (action === 'DescribeStackEvents') {
      const first = event('1', 'demo', 'AWS::CloudFormation::Stack', 'REVIEW_IN_PROGRESS');
      return `<StackEvents>${status === outcome && failed ? failed : ''}${first}</StackEvents>`;
    }
    return '<Id>change-set-id</Id><StackId>stack-id</StackId>';
  });
}

const stack = (status: string) => `<Stacks><member><StackName>demo</StackName><StackId>stack-id</StackId>
  <StackStatus>${status}</StackStatus><Outputs>
  <member><OutputKey>ApiId</OutputKey><OutputValue>abc</OutputValue></member>
  <member><OutputKey>ApiStage</OutputKey><OutputValue>Prod</OutputValue></member></Outputs></member></Stacks>`;

const event = (id: string, logicalId: string, type: string, status: string, reason = '') =>
  `<member><EventId>${id}</EventId><LogicalResourceId>${logicalId}</LogicalResourceId><ResourceType>${type}</ResourceType>
  <ResourceStatus>${status}</ResourceStatus><ResourceStatusReason>${reason}</ResourceStatusReason></member>`;

const deploy = (endpoint: ScriptedEndpoint, options: Partial<DeployOptions> = {}) =>
  deploySample({ sample: 'demo', root, environment: endpoint.environment, report: () => {}, ...options });
