import { describe, expect, it } from 'vitest';
import { testEngine, thingTemplate } from '../testing/test-engine.ts';

describe('describing stacks', () => {
  it('finds resources by stack, by logical and by physical id', async () => {
    const { create, operations } = testEngine();
    const StackId = await create('demo', thingTemplate({ A: {}, B: {} }));
    const ids = (input: object) =>
      operations.DescribeStackResources(input).StackResources?.map((found) => found.PhysicalResourceId);
    expect(ids({ StackName: 'demo' })).toEqual(['thing-1', 'thing-2']);
    expect(ids({ StackName: StackId, LogicalResourceId: 'B' })).toEqual(['thing-2']);
    expect(ids({ PhysicalResourceId: 'thing-1' })).toEqual(['thing-1', 'thing-2']);
    expect(() => ids({ PhysicalResourceId: 'thing-9' })).toThrow('Stack for thing-9 does not exist');
    const one = { StackName: 'demo', LogicalResourceId: 'B' };
    expect(operations.DescribeStackResource(one).StackResourceDetail).toMatchObject({
      PhysicalResourceId: 'thing-2',
      ResourceStatus: 'CREATE_COMPLETE',
    });
    expect(() => operations.DescribeStackResource({ ...one, LogicalResourceId: 'C' })).toThrow(
      'Resource C does not exist for stack demo',
    );
  });

  it('leaves out empty lists except that of the tags, as AWS does', async () => {
    const { create, operations, settled } = testEngine();
    const StackName = await create('demo', thingTemplate({ A: {} }));
    const described = () => JSON.parse(JSON.stringify(operations.DescribeStacks({ StackName }).Stacks?.[0]));
    expect(described()).toMatchObject({ Tags: [], EnableTerminationProtection: false });
    for (const name of ['Outputs', 'Parameters', 'Capabilities'])
      expect(described()).not.toHaveProperty(name);
    operations.DeleteStack({ StackName });
    await settled(StackName);
    expect(described()).toMatchObject({ StackStatus: 'DELETE_COMPLETE', Tags: [] });
    for (const name of ['ChangeSetId', 'EnableTerminationProtection'])
      expect(described()).not.toHaveProperty(name);
  });

  it('shows no tags and capabilities before the first change set is executed', async () => {
    const { operations } = testEngine();
    const TemplateBody = JSON.stringify(thingTemplate({ A: {} }));
    const Tags = [{ Key: 'team', Value: 'blue' }];
    const asked = { Tags, Capabilities: ['CAPABILITY_IAM' as const] };
    const name = { StackName: 'demo', ChangeSetName: 'c' };
    operations.CreateChangeSet({ ...name, ...asked, ChangeSetType: 'CREATE', TemplateBody });
    const described = () => operations.DescribeStacks({ StackName: 'demo' }).Stacks?.[0];
    expect(described()).toMatchObject({
      StackStatus: 'REVIEW_IN_PROGRESS',
      Tags: [],
      Capabilities: undefined,
    });
    operations.ExecuteChangeSet(name);
    expect(described()).toMatchObject(asked);
  });

  it('shows when a stack that could not be created began to be removed', async () => {
    const { create, operations } = testEngine();
    const StackName = await create('demo', thingTemplate({ A: { Fault: 'create' } }));
    const [stack] = operations.DescribeStacks({ StackName }).Stacks ?? [];
    expect(stack).toMatchObject({ StackStatus: 'ROLLBACK_COMPLETE', DeletionTime: expect.any(Date) });
  });

  it('summarizes no stack in review, and accepts no template by an s3 URL, as AWS', () => {
    const { operations } = testEngine();
    const TemplateBody = JSON.stringify(thingTemplate({ A: {} }));
    const StackName = 'demo';
    operations.CreateChangeSet({ StackName, ChangeSetName: 'c', ChangeSetType: 'CREATE', TemplateBody });
    expect(() => operations.GetTemplateSummary({ StackName })).toThrow(
      'GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks.',
    );
    expect(() => operations.CreateStack({ StackName: 'other', TemplateURL: 's3://files/a.yaml' })).toThrow(
      'S3 error: Domain name specified in files is not a valid S3 domain',
    );
  });

  it('returns a processed template as it was given where nothing transforms it, and wants names', async () => {
    const { create, operations } = testEngine();
    const TemplateBody = 'Resources:\n  A:\n    Type: Test::Thing\n';
    const StackName = await create('demo', thingTemplate({ A: {} }), { TemplateBody });
    const processed = { StackName, TemplateStage: 'Processed' as const };
    expect(operations.GetTemplate(processed).TemplateBody).toBe(TemplateBody);
    expect(() => operations.GetTemplate({})).toThrow(
      'StackName is required if ChangeSetName is not specified.',
    );
    expect(() => operations.GetTemplate({ ChangeSetName: 'c' })).toThrow(
      'StackName is a required parameter.',
    );
  });

  it('lists exports with the stack they come from', async () => {
    const { create, operations } = testEngine();
    const outputs = {
      Outputs: { V: { Value: 'v', Export: { Name: { 'Fn::Sub': '${AWS::StackName}-v' } } } },
    };
    const ExportingStackId = await create('demo', thingTemplate({ A: {} }, outputs));
    expect(operations.ListExports({}).Exports).toEqual([{ ExportingStackId, Name: 'demo-v', Value: 'v' }]);
    expect(() => operations.ListImports({ ExportName: 'demo-v' })).toThrow(
      "Export 'demo-v' is not imported by any stack.",
    );
  });

  it('shows events without the values of NoEcho parameters', async () => {
    const { create, operations } = testEngine();
    const template = thingTemplate(
      { A: { Value: { 'Fn::Sub': 'password=${P}' } } },
      { Parameters: { P: { Type: 'String', NoEcho: true } } },
    );
    await create('demo', template, { Parameters: [{ ParameterKey: 'P', ParameterValue: 'sec"ret' }] });
    const { StackEvents } = operations.DescribeStackEvents({ StackName: 'demo' });
    expect(StackEvents?.[1]?.ResourceProperties).toBe('{"Value":"password=****"}');
  });

  it('refuses, by name, an input that has no effect here', () => {
    const { operations } = testEngine();
    const input = { StackName: 'demo', TemplateBody: '{}', NotificationARNs: ['arn:aws:sns:x'] };
    expect(() => operations.CreateStack(input)).toThrow(
      'NotificationARNs is not offered by this embedded cloud.',
    );
  });

  it("accepts the deployment mode that is AWS's default, which tools send, and refuses the other one", async () => {
    const { create, operations } = testEngine();
    await create('demo', thingTemplate({ A: { Value: 1 } }), { DeploymentConfig: { Mode: 'STANDARD' } });
    expect(() =>
      operations.DeleteStack({ StackName: 'demo', DeploymentConfig: { Mode: 'EXPRESS' } }),
    ).toThrow('DeploymentConfig is not offered by this embedded cloud.');
  });
});
