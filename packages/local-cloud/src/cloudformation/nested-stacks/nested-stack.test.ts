import { describe, expect, it } from 'vitest';
import type { ResourceServices } from '../resource-services.ts';
import { testEngine, thingTemplate } from '../testing/test-engine.ts';

/** An engine whose bucket holds these templates, by `https://s3.amazonaws.com/templates/<name>`. */
function engineWith(templates: Record<string, object>) {
  const s3 = {
    objectOfUrl: (url: string) => {
      const key = /^https:\/\/s3\.amazonaws\.com\/templates\/(.+)$/.exec(url)?.[1];
      return key === undefined ? undefined : { bucket: 'templates', key };
    },
    readObject: (_bucket: string, key: string) =>
      templates[key] && { body: Buffer.from(JSON.stringify(templates[key])) },
  };
  const engine = testEngine({ s3 } as unknown as ResourceServices);
  const stacks = () => engine.operations.ListStacks({}).StackSummaries ?? [];
  const nestedId = (logicalId = 'Child', StackName = 'demo') =>
    engine.operations.DescribeStackResources({ StackName, LogicalResourceId: logicalId }).StackResources?.[0]
      ?.PhysicalResourceId ?? '';
  const described = (StackName: string) => engine.operations.DescribeStacks({ StackName }).Stacks?.[0];
  return { ...engine, stacks, nestedId, described };
}

function nested(template: string, properties: object = {}, rest: object = {}) {
  const TemplateURL = `https://s3.amazonaws.com/templates/${template}`;
  return { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL, ...properties }, ...rest };
}

/** A nested template: one thing of a given value, whose ARN is an output. */
function childTemplate(properties: object = { Value: { Ref: 'Value' } }) {
  return thingTemplate(
    { Inner: properties },
    {
      Parameters: { Value: { Type: 'String', Default: 'none' } },
      Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Inner', 'Arn'] } } },
    },
  );
}

const arnOfChild = { 'Fn::GetAtt': ['Child', 'Outputs.Arn'] };
const user = { Type: 'Test::Thing', Properties: { Value: arnOfChild } };

describe('a nested stack', () => {
  it('is made with its parameters and tags before what uses its outputs', async () => {
    const engine = engineWith({ child: childTemplate() });
    const Child = nested('child', { Parameters: { Value: 7 }, Tags: [{ Key: 'own', Value: '1' }] });
    await engine.create('demo', { Resources: { User: user, Child } }, { Tags: [{ Key: 'all', Value: '2' }] });
    expect(engine.status('demo')).toBe('CREATE_COMPLETE');
    expect([...engine.things.values()]).toEqual([{ Value: '7' }, { Value: 'arn:thing:1' }]);
    const child = engine.described(engine.nestedId());
    expect(child).toMatchObject({
      StackName: expect.stringMatching(/^demo-Child-[A-Z0-9]{12}$/),
      StackStatus: 'CREATE_COMPLETE',
      ParentId: engine.described('demo')?.StackId,
      RootId: engine.described('demo')?.StackId,
      Tags: [
        { Key: 'all', Value: '2' },
        { Key: 'own', Value: '1' },
      ],
    });
    expect(engine.described('demo')).not.toHaveProperty('ParentId', expect.anything());
    expect(engine.stacks().map(({ ParentId }) => ParentId !== undefined)).toEqual([true, false]);
  });

  it('names the stack at the top as the root of the stacks within it', async () => {
    const engine = engineWith({ child: childTemplate(), middle: { Resources: { Child: nested('child') } } });
    await engine.create('demo', { Resources: { Child: nested('middle') } });
    const middle = engine.described(engine.nestedId());
    const inner = engine.described(engine.nestedId('Child', middle?.StackName));
    expect(inner).toMatchObject({ ParentId: middle?.StackId, RootId: middle?.ParentId });
  });

  it('is deleted with its parent, unless the parent retains it', async () => {
    const engine = engineWith({ child: childTemplate() });
    const Kept = nested('child', {}, { DeletionPolicy: 'Retain' });
    await engine.create('demo', { Resources: { Child: nested('child'), Kept } });
    engine.operations.DeleteStack({ StackName: 'demo' });
    await engine.settled('demo').catch(() => undefined);
    const live = engine.stacks().filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE');
    expect(live.map(({ StackName }) => StackName)).toEqual([expect.stringMatching(/^demo-Kept-/)]);
    expect(engine.things.size).toBe(1);
  });

  it('ends early where its parent is deleted while both are made', async () => {
    const Next = { Type: 'Test::Thing', DependsOn: 'Inner', Properties: {} };
    const child = childTemplate() as { Resources: object };
    const engine = engineWith({ child: { ...child, Resources: { ...child.Resources, Next } } });
    const release = engine.hold('Inner');
    const created = engine.create('demo', { Resources: { Child: nested('child') } });
    await expect.poll(() => engine.calls).toContain('create Inner');
    engine.operations.DeleteStack({ StackName: 'demo' });
    release();
    expect(await engine.settled(await created)).toBe('DELETE_COMPLETE');
    expect(engine.calls).toEqual(['create Inner', 'delete Inner']);
  });

  it('may have been deleted by hand', async () => {
    const engine = engineWith({ child: childTemplate() });
    const id = await engine.create('demo', { Resources: { Child: nested('child') } });
    engine.operations.DeleteStack({ StackName: engine.nestedId() });
    await engine.settled(engine.nestedId());
    expect(
      await engine.update('demo', { Resources: { Child: nested('child'), Other: nested('child') } }),
    ).toBe('UPDATE_ROLLBACK_FAILED');
    engine.operations.DeleteStack({ StackName: 'demo' });
    expect(await engine.settled(id)).toBe('DELETE_COMPLETE');
  });
});

describe('the update of a stack with a nested one', () => {
  it('changes the nested stack and what uses its outputs', async () => {
    const engine = engineWith({ child: childTemplate({ Key: { Ref: 'Value' } }) });
    const template = (Value: string) => ({
      Resources: { User: user, Child: nested('child', { Parameters: { Value } }) },
    });
    await engine.create('demo', template('a'));
    const id = engine.nestedId();
    expect(await engine.update('demo', template('b'))).toBe('UPDATE_COMPLETE');
    expect(engine.nestedId()).toBe(id);
    expect(engine.status(id)).toBe('UPDATE_COMPLETE');
    expect([...engine.things.values()]).toEqual([{ Value: 'arn:thing:3' }, { Key: 'b' }]);
  });

  it('reads the template again although its URL is the same', async () => {
    const templates = { child: childTemplate({ Value: 'a' }) };
    const engine = engineWith(templates);
    const template = { Resources: { Child: nested('child') } };
    await engine.create('demo', template);
    templates.child = childTemplate({ Value: 'b' });
    expect(await engine.update('demo', template)).toBe('UPDATE_COMPLETE');
    expect([...engine.things.values()]).toEqual([{ Value: 'b' }]);
  });

  it('leaves a nested stack alone of which nothing has changed, and shows it in the change set as AWS does', async () => {
    const engine = engineWith({ child: childTemplate() });
    const template = { Resources: { Child: nested('child') } };
    await engine.create('demo', template);
    const input = { StackName: 'demo', ChangeSetName: 'one', TemplateBody: JSON.stringify(template) };
    engine.operations.CreateChangeSet(input);
    const { Changes } = engine.operations.DescribeChangeSet(input);
    expect(Changes?.[0]?.ResourceChange).toMatchObject({
      Action: 'Modify',
      Replacement: 'False',
      Details: [{ Evaluation: 'Dynamic', ChangeSource: 'Automatic' }],
    });
    engine.operations.ExecuteChangeSet(input);
    expect(await engine.settled('demo')).toBe('UPDATE_COMPLETE');
    expect(engine.status(engine.nestedId())).toBe('CREATE_COMPLETE');
  });

  it('rolls a changed nested stack back to the template that it had', async () => {
    const templates = { child: childTemplate({ Value: 'a' }) };
    const engine = engineWith(templates);
    const Child = nested('child');
    await engine.create('demo', { Resources: { Child } });
    templates.child = childTemplate({ Value: 'b' });
    const Late = { Type: 'Test::Thing', DependsOn: 'Child', Properties: { Fault: 'create' } };
    expect(await engine.update('demo', { Resources: { Child, Late } })).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(engine.status(engine.nestedId())).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect([...engine.things.values()]).toEqual([{ Value: 'a' }]);
  });

  it('fails with the nested stack, which rolls back', async () => {
    const templates = { child: childTemplate({ Value: 'a' }) };
    const engine = engineWith(templates);
    const Child = nested('child');
    await engine.create('demo', { Resources: { Child } });
    templates.child = childTemplate({ Value: 'b', Fault: 'update' });
    expect(await engine.update('demo', { Resources: { Child } })).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(engine.reasonOf('demo', 'Child', 'UPDATE_FAILED')).toBe(
      `Embedded stack ${engine.nestedId()} was not successfully updated. Currently in UPDATE_ROLLBACK_IN_PROGRESS with reason: The following resource(s) failed to update: [Inner].`,
    );
  });
});

describe('a nested stack that cannot be made', () => {
  const faulty = childTemplate({ Fault: 'create' });

  it('fails its parent and is deleted', async () => {
    const engine = engineWith({ child: faulty });
    const id = await engine.create('demo', { Resources: { Child: nested('child') } });
    expect(engine.status(id)).toBe('ROLLBACK_COMPLETE');
    const [child] = engine.stacks();
    expect(child).toMatchObject({ StackStatus: 'DELETE_COMPLETE' });
    expect(engine.reasonOf(id, 'Child', 'CREATE_FAILED')).toBe(
      `Embedded stack ${child?.StackId} was not successfully created: The following resource(s) failed to create: [Inner].`,
    );
  });

  it('stays where nothing is rolled back, until its parent is deleted', async () => {
    const engine = engineWith({ child: faulty });
    const input = { OnFailure: 'DO_NOTHING' };
    const id = await engine.create('demo', { Resources: { Child: nested('child') } }, input);
    expect(engine.status(engine.nestedId())).toBe('CREATE_FAILED');
    engine.operations.DeleteStack({ StackName: 'demo' });
    expect(await engine.settled(id)).toBe('DELETE_COMPLETE');
    expect(engine.stacks().map(({ StackStatus }) => StackStatus)).toEqual([
      'DELETE_COMPLETE',
      'DELETE_COMPLETE',
    ]);
  });

  it.each([
    [
      'a template that is not there',
      nested('absent'),
      'S3 error: The specified key does not exist: templates/absent',
    ],
    [
      'a parameter that it does not have',
      nested('child', { Parameters: { Foo: 'x' } }),
      'Parameters: [Foo] do not exist in the template',
    ],
    [
      'a parameter that is a list',
      nested('child', { Parameters: { Value: ['x'] } }),
      'Value of property Parameters must be an object with String (or simple type) properties',
    ],
    [
      'a transform without the capability',
      nested('transformed'),
      'Requires capabilities : [CAPABILITY_AUTO_EXPAND]',
    ],
  ])('says of %s what AWS says', async (_what, Child, reason) => {
    const transformed = { Transform: 'AWS::LanguageExtensions', ...childTemplate() };
    const engine = engineWith({ child: childTemplate(), transformed });
    const id = await engine.create('demo', { Resources: { Child } });
    expect(engine.status(id)).toBe('ROLLBACK_COMPLETE');
    expect(engine.reasonOf(id, 'Child', 'CREATE_FAILED')).toBe(reason);
  });

  it('ends where a stack contains itself', async () => {
    const self = { Resources: { Child: nested('self') } };
    const engine = engineWith({ self });
    const id = await engine.create('demo', self);
    expect(engine.status(id)).toBe('ROLLBACK_COMPLETE');
    expect(engine.stacks()).toHaveLength(6);
    expect(engine.stacks().filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE')).toHaveLength(1);
  });

  it('ends soon where a stack contains itself many times', async () => {
    const Resources = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [`C${index}`, nested('self')]),
    );
    const engine = engineWith({ self: { Resources } });
    const id = await engine.create('demo', { Resources });
    expect(engine.status(id)).toBe('ROLLBACK_COMPLETE');
  });

  it('has no change set of its own', () => {
    const { operations } = engineWith({ child: childTemplate() });
    const TemplateBody = JSON.stringify({ Resources: { Child: nested('child') } });
    const input = { StackName: 'demo', ChangeSetName: 'one', ChangeSetType: 'CREATE' as const, TemplateBody };
    expect(() => operations.CreateChangeSet({ ...input, IncludeNestedStacks: true })).toThrow(
      'IncludeNestedStacks is not offered by this embedded cloud.',
    );
  });

  it('is refused by name for what this cloud does not offer', () => {
    const { operations } = engineWith({ child: childTemplate() });
    const TemplateBody = JSON.stringify({
      Resources: { Child: nested('child', { NotificationARNs: ['arn:aws:sns:us-east-1:1:a'] }) },
    });
    expect(() => operations.CreateStack({ StackName: 'demo', TemplateBody })).toThrow(
      'Child: NotificationARNs is not offered by this embedded cloud for AWS::CloudFormation::Stack.',
    );
  });

  it('is refused for what its template asks for, before anything is made', () => {
    const Topics = nested('topics', { Parameters: { Value: arnOfChild } });
    const { operations } = engineWith({
      child: childTemplate(),
      topics: {
        Parameters: { Value: { Type: 'Number' } },
        Resources: { Topic: { Type: 'AWS::SNS::Topic' }, Deeper: nested('queues') },
      },
      queues: { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } },
    });
    const TemplateBody = JSON.stringify({ Resources: { Child: nested('child'), Topics } });
    expect(() => operations.CreateStack({ StackName: 'demo', TemplateBody })).toThrow(
      /^Topics: AWS::SNS::Topic is not offered by this embedded cloud\.\nTopics: Deeper: AWS::SQS::Queue is not offered by this embedded cloud\.$/,
    );
  });
});
