import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  DeleteParameterCommand,
  GetParameterCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { stackClient } from '../../testing/stack-client.ts';

const cloud = withCloud();
let ssm: SSMClient;
let cloudformation: CloudFormationClient;
beforeAll(() => {
  ssm = cloud.client(SSMClient);
  cloudformation = cloud.client(CloudFormationClient);
});

const put = (Name: string, Value: string, change: object = {}) =>
  ssm.send(new PutParameterCommand({ Name, Value, Type: 'String', ...change }));
const value = async (Name: string) => (await ssm.send(new GetParameterCommand({ Name }))).Parameter?.Value;

function parameter(Value: unknown, more: object = {}) {
  return { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value, ...more } };
}

describe('AWS::SSM::Parameter', () => {
  it('is created, updated with its tags, and deleted', async () => {
    const stack = stackClient(cloudformation, 'parameters');
    const template = (Value: string, Tags: object) => ({
      Resources: { Url: parameter(Value, { Name: '/stack/url', Tags }) },
      Outputs: { Name: { Value: { Ref: 'Url' } }, Value: { Value: { 'Fn::GetAtt': ['Url', 'Value'] } } },
    });
    await stack.create(template('one', { team: 'blue', old: '1' }));
    expect(await stack.outputs()).toEqual({ Name: '/stack/url', Value: 'one' });
    await stack.update(template('two', { team: 'red' }));
    expect([await value('/stack/url'), await stack.outputs()]).toEqual([
      'two',
      { Name: '/stack/url', Value: 'two' },
    ]);
    const tags = { ResourceType: 'Parameter', ResourceId: '/stack/url' } as const;
    const { TagList } = await ssm.send(new ListTagsForResourceCommand(tags));
    expect(TagList).toEqual([{ Key: 'team', Value: 'red' }]);
    await stack.delete();
    await expect(value('/stack/url')).rejects.toMatchObject({ name: 'ParameterNotFound' });
  });

  it('has a generated name, and its stack is deleted even when the parameter is already gone', async () => {
    const stack = stackClient(cloudformation, 'unnamed');
    await stack.create({ Resources: { A: parameter('x') }, Outputs: { Name: { Value: { Ref: 'A' } } } });
    const { Name = '' } = await stack.outputs();
    expect(Name).toMatch(/^CFN-A-[A-Z0-9]{12}$/);
    await ssm.send(new DeleteParameterCommand({ Name }));
    await stack.delete();
  });
});

describe('a template parameter of a type of Systems Manager', () => {
  const template = {
    Parameters: {
      Url: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/given/url' },
      Zones: { Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: '/given/zones' },
      Name: { Type: 'AWS::SSM::Parameter::Name', Default: '/given/url' },
    },
    Resources: { A: parameter({ 'Fn::Sub': '${Url} of ${Name}' }, { Name: 'made' }) },
    Outputs: { Second: { Value: { 'Fn::Select': [1, { Ref: 'Zones' }] } } },
  };

  it('stands for the stored value, which is read again at each update', async () => {
    await put('/given/url', 'one');
    await put('/given/zones', 'a,b', { Type: 'StringList' });
    const stack = stackClient(cloudformation, 'typed');
    await stack.create(template);
    expect([await value('made'), await stack.outputs()]).toEqual(['one of /given/url', { Second: 'b' }]);
    const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: 'typed' }));
    expect(Stacks?.[0]?.Parameters).toContainEqual({
      ParameterKey: 'Url',
      ParameterValue: '/given/url',
      ResolvedValue: 'one',
    });
    await put('/given/url', 'two', { Overwrite: true });
    await stack.update(template);
    expect(await value('made')).toBe('two of /given/url');
  });

  it.each(['AWS::SSM::Parameter::Value<String>', 'AWS::SSM::Parameter::Name'])(
    'is refused where nothing is stored: %s',
    async (Type) => {
      const Parameters = { A: { Type, Default: '/not/there' } };
      await expect(refused({ Parameters, Resources: { A: parameter('x') } })).rejects.toThrow(
        'Unable to fetch parameters [/not/there] from parameter store for this account.',
      );
    },
  );

  it('is refused where a secret is stored', async () => {
    await put('hidden', 'x', { Type: 'SecureString' });
    const Parameters = { A: { Type: 'AWS::SSM::Parameter::Value<String>', Default: 'hidden' } };
    await expect(refused({ Parameters, Resources: { A: parameter('x') } })).rejects.toThrow(
      'Parameters [hidden] referenced by template have types not supported by CloudFormation.',
    );
    await expect(refused({ Resources: { A: parameter('{{resolve:ssm:hidden}}') } })).rejects.toThrow(
      'Non-secure ssm prefix was used for secure parameter: hidden',
    );
  });
});

describe('{{resolve:ssm:…}}', () => {
  it('is replaced by the latest value or that of a version, in properties and outputs, and where Fn::Sub makes it', async () => {
    await put('stage', 'dev');
    await put('stage', 'prod', { Overwrite: true });
    const stack = stackClient(cloudformation, 'dynamic');
    const template = {
      Parameters: { Name: { Type: 'String', Default: 'stage' } },
      Resources: {
        A: parameter('{{resolve:ssm:stage}} after {{resolve:ssm:stage:1}}', { Name: 'dynamic' }),
        B: parameter({ 'Fn::Sub': 'of {{resolve:ssm:${Name}}}' }, { Name: 'joined' }),
      },
      Outputs: { Stage: { Value: '{{resolve:ssm:stage}}' } },
    };
    await stack.create(template);
    expect([await value('dynamic'), await value('joined'), await stack.outputs()]).toEqual([
      'prod after dev',
      'of prod',
      { Stage: 'prod' },
    ]);
    const TemplateBody = JSON.stringify(template);
    const again = new UpdateStackCommand({ StackName: 'dynamic', TemplateBody });
    await expect(cloudformation.send(again)).rejects.toThrow('No updates are to be performed.');
  });

  it('is refused where nothing is stored, before anything is made', async () => {
    await expect(refused({ Resources: { A: parameter('{{resolve:ssm:/not/there:2}}') } })).rejects.toThrow(
      'Parameters: [ssm:/not/there:2] cannot be found.',
    );
  });
});

function refused(template: object) {
  const TemplateBody = JSON.stringify(template);
  return cloudformation.send(new CreateStackCommand({ StackName: 'refused', TemplateBody }));
}
