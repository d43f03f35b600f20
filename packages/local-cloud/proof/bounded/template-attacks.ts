import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DeleteStackCommand,
  ExecuteChangeSetCommand,
  waitUntilChangeSetCreateComplete,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { clientConfig } from '@samples/localstack-client';
import { type Attack, filled, listOf, membersOf } from './attack.ts';

const megabyte = 1024 * 1024 - 2048;
const group = { Type: 'AWS::Logs::LogGroup' };
const sam = { Transform: 'AWS::Serverless-2016-10-31' };
const fn = (more: object = {}) => ({
  Type: 'AWS::Serverless::Function',
  Properties: { InlineCode: 'x', Handler: 'a.b', Runtime: 'nodejs24.x', ...more },
});
const apiEvent = (index: number) => ({ Type: 'Api', Properties: { Path: `/p${index}`, Method: 'get' } });

function nestedSub(levels: number): object | string {
  return levels === 0 ? 'x' : { 'Fn::Sub': ['${a}'.repeat(10), { a: nestedSub(levels - 1) }] };
}

function nestedIf(levels: number): object | string {
  return levels === 0 ? 'x' : { 'Fn::If': ['C', nestedIf(levels - 1), nestedIf(levels - 1)] };
}

const named = (LogGroupName: unknown, more: object = {}) =>
  JSON.stringify({ Resources: { A: { ...group, Properties: { LogGroupName } } }, ...more });

const conditions = { Conditions: { C: { 'Fn::Equals': ['a', 'a'] } } };

/** Templates of up to 1 MB, each of which asks for much work of one part. */
const templates: Readonly<Record<string, string>> = {
  'Fn::Sub, nested': named(nestedSub(12)),
  'Fn::Sub in a condition': named('x', { Conditions: { C: { 'Fn::Equals': [nestedSub(12), ''] } } }),
  'Fn::Join with a long delimiter': named({ 'Fn::Join': [filled('x', 400_000), listOf(200_000, () => 1)] }),
  'Fn::If, nested': named(nestedIf(14), conditions),
  'Fn::FindInMap of a long list': named(
    listOf(10_000, () => ({ 'Fn::FindInMap': ['M', 'a', 'b'] })),
    { Mappings: { M: { a: { b: listOf(50_000, () => 'x') } } } },
  ),
  'references, many': named(listOf(60_000, () => ({ Ref: 'A' }))),
  'references, nested deep': named(
    listOf(190, () => 0).reduce<unknown>(
      (inner) => [inner],
      listOf(40_000, () => ({ Ref: 'A' })),
    ),
  ),
  'dependencies in a cycle with a tail': JSON.stringify({
    Resources: membersOf(500, (index) => ({
      ...group,
      DependsOn: index < 2 ? `A${1 - index}` : listOf(Math.min(index, 250), (back) => `A${index - 1 - back}`),
    })),
  }),
  'dependencies, all': JSON.stringify({
    Resources: membersOf(500, (index) => ({ ...group, DependsOn: listOf(index, (other) => `A${other}`) })),
  }),
  'rules over long lists': named('x', {
    Parameters: { P: { Type: 'CommaDelimitedList', Default: listOf(2_000, () => 1).join() } },
    Rules: {
      R: { Assertions: [{ Assert: { 'Fn::EachMemberIn': [{ Ref: 'P' }, listOf(250_000, () => '1')] } }] },
    },
  }),
  'a pattern that backtracks': named('x', {
    Parameters: { P: { Type: 'String', Default: filled('a', 4000), AllowedPattern: '(a+)+b' } },
  }),
  'patterns that backtrack': named('x', {
    Parameters: membersOf(190, () => ({
      Type: 'String',
      Default: filled('a', 1000),
      AllowedPattern: '(a|a)*b',
    })),
  }),
  'JSON, nested': filled('{"a":', megabyte),
  'JSON, many values': `{"Resources":{"A":{"Type":"T","Metadata":[${filled('1,', megabyte - 100)}1]}}}`,
  'YAML, nested': filled('[', megabyte),
  'YAML, nested, inline': filled('{a: ', 51_000),
  'YAML, many keys': listOf(80_000, (index) => `k${index}: 1`).join('\n'),
  'YAML, many resources': `Resources:\n${listOf(25_000, (index) => `  A${index}: {Type: AWS::Logs::LogGroup}`).join('\n')}`,
  'YAML, many items': filled('- a\n', megabyte),
  'YAML, flow items': `[${filled('a,', megabyte)}]`,
  'YAML, aliases': `a: &a [${filled('x,', 1000)}]\nb: [${filled('*a,', megabyte - 2000)}]`,
  'YAML, anchors': filled('- &a a\n- *a\n', megabyte),
  'YAML, dashes': filled('- ', megabyte),
  'YAML, question marks': filled('? ', 51_000),
  'YAML, comments': filled('# x\n', megabyte),
  'YAML, documents': filled('---\n', megabyte),
  'SAM, Globals multiplied': JSON.stringify({
    ...sam,
    Globals: { Function: { Environment: { Variables: membersOf(4000, () => filled('x', 200)) } } },
    Resources: membersOf(400, () => fn()),
  }),
  'SAM, many functions': JSON.stringify({ ...sam, Resources: membersOf(490, () => fn()) }),
  'SAM, many events': JSON.stringify({ ...sam, Resources: { F: fn({ Events: membersOf(9000, apiEvent) }) } }),
  'SAM, many events, inline': JSON.stringify({
    ...sam,
    Resources: { F: fn({ Events: membersOf(190, apiEvent) }) },
  }),
  'SAM, many policies': JSON.stringify({
    ...sam,
    Resources: { F: fn({ Policies: listOf(15_000, () => ({ S3CrudPolicy: { BucketName: 'b' } })) }) },
  }),
};

/** Each template by a change set, which is executed where it can be. */
export function templateAttacks(url: string): Attack[] {
  const deploy = templateDeployer(url);
  return Object.entries(templates).map(([name, template], index) => ({
    name: `template: ${name}`,
    run: () => deploy(`attack-${index}`, template),
  }));
}

/** Deploys a template as a stack and deletes it. */
export function templateDeployer(url: string): (StackName: string, template: string) => Promise<void> {
  const config = { ...clientConfig({ AWS_ENDPOINT_URL: url }), maxAttempts: 1 };
  const [cfn, s3] = [new CloudFormationClient(config), new S3Client({ ...config, forcePathStyle: true })];
  return async (StackName, template) => {
    await s3.send(new CreateBucketCommand({ Bucket: 'attacks' }));
    await s3.send(new PutObjectCommand({ Bucket: 'attacks', Key: StackName, Body: template }));
    const ChangeSetName = 'attack';
    await cfn.send(
      new CreateChangeSetCommand({
        StackName,
        ChangeSetName,
        ChangeSetType: 'CREATE',
        TemplateURL: `${url}/attacks/${StackName}`,
        Capabilities: ['CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'],
      }),
    );
    const waiting = { client: cfn, maxWaitTime: 60, minDelay: 0.05, maxDelay: 0.1 };
    await waitUntilChangeSetCreateComplete(waiting, { StackName, ChangeSetName });
    await cfn.send(new ExecuteChangeSetCommand({ StackName, ChangeSetName }));
    await waitUntilStackCreateComplete(waiting, { StackName }).finally(() =>
      cfn.send(new DeleteStackCommand({ StackName })),
    );
  };
}
