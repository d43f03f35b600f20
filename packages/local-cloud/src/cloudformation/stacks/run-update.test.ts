import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { testEngine, thingTemplate } from '../testing/test-engine.ts';

describe('updating a stack', () => {
  it('changes in place, creates what is new and deletes what is gone', async () => {
    const engine = testEngine();
    const id = await engine.create('demo', thingTemplate({ A: { Value: 1 }, Old: {} }));
    const before = engine.events(id).length;
    expect(
      await engine.update('demo', thingTemplate({ A: { Value: 2 }, New: { Value: { Ref: 'A' } } })),
    ).toBe('UPDATE_COMPLETE');
    expect(engine.events(id).slice(before)).toEqual([
      'demo UPDATE_IN_PROGRESS',
      'A UPDATE_IN_PROGRESS',
      'A UPDATE_COMPLETE',
      'New CREATE_IN_PROGRESS',
      'New CREATE_IN_PROGRESS',
      'New CREATE_COMPLETE',
      'demo UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'Old DELETE_IN_PROGRESS',
      'Old DELETE_COMPLETE',
      'demo UPDATE_COMPLETE',
    ]);
    expect(Object.fromEntries(engine.things)).toEqual({
      'thing-1': { Value: 2 },
      'thing-3': { Value: 'thing-1' },
    });
  });

  it('CF-11: creates a replacement before it deletes the old resource, and updates what refers to it', async () => {
    const engine = testEngine();
    await engine.create('demo', thingTemplate({ A: { Key: 'x' }, B: { Value: { Ref: 'A' } } }));
    expect(await engine.update('demo', thingTemplate({ A: { Key: 'y' }, B: { Value: { Ref: 'A' } } }))).toBe(
      'UPDATE_COMPLETE',
    );
    expect(engine.calls.slice(2)).toEqual(['create A', 'update B', 'delete A']);
    expect(Object.fromEntries(engine.things)).toEqual({
      'thing-3': { Key: 'y' },
      'thing-2': { Value: 'thing-3' },
    });
  });

  it('CF-10: restores everything when a resource fails', async () => {
    const engine = testEngine();
    const old = thingTemplate({ A: { Value: 1 }, B: { Key: 'x' }, C: {}, Gone: {} });
    const id = await engine.create('demo', old, { Tags: [{ Key: 'team', Value: 'blue' }] });
    const before = Object.fromEntries(engine.things);
    const failing = thingTemplate({
      A: { Value: 2 },
      B: { Key: 'y' },
      New: {},
      C: { Fault: 'update', Value: { 'Fn::Join': ['', [{ Ref: 'A' }, { Ref: 'B' }, { Ref: 'New' }]] } },
    });
    const status = await engine.update('demo', failing, { Tags: [{ Key: 'team', Value: 'red' }] });
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(Object.fromEntries(engine.things)).toEqual(before);
    expect(engine.reasonOf(id, 'demo', 'UPDATE_ROLLBACK_IN_PROGRESS')).toBe(
      'The following resource(s) failed to update: [C].',
    );
    expect(JSON.parse(engine.operations.GetTemplate({ StackName: id }).TemplateBody ?? '')).toEqual(old);
    const [stack] = engine.operations.DescribeStacks({ StackName: id }).Stacks ?? [];
    expect(stack?.Tags).toEqual([{ Key: 'team', Value: 'blue' }]);
    const { StackResources = [] } = engine.operations.DescribeStackResources({ StackName: id });
    expect(StackResources.map(({ LogicalResourceId }) => LogicalResourceId)).toEqual(['A', 'B', 'C', 'Gone']);
  });

  it('deletes a replacement that was still being created when another resource failed', async () => {
    const engine = testEngine();
    await engine.create('demo', thingTemplate({ A: { Key: 'x' }, B: {} }));
    const release = engine.hold('A');
    const failing = thingTemplate({ A: { Key: 'y' }, B: { Fault: 'update' } });
    engine.operations.UpdateStack({ StackName: 'demo', TemplateBody: JSON.stringify(failing) });
    await setImmediate();
    release();
    expect(await engine.settled('demo')).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(engine.reasonOf('demo', 'A', 'UPDATE_FAILED')).toBe('Resource update cancelled');
    expect(Object.fromEntries(engine.things)).toEqual({ 'thing-1': { Key: 'x' }, 'thing-2': {} });
  });

  it('CF-16: keeps with DisableRollback what was done before the failure, for another update', async () => {
    const engine = testEngine();
    const bad = { Value: { 'Fn::Join': [',', [{ Ref: 'A' }, { Ref: 'B' }, { Ref: 'New' }]] } };
    const things = { A: { Value: 1 }, B: { Key: 'x' }, Bad: {}, Leaving: {} };
    const id = await engine.create('demo', thingTemplate(things));
    const failing = { A: { Value: 2 }, B: { Key: 'y' }, New: {}, Bad: { ...bad, Fault: 'update' } };
    expect(await engine.update('demo', thingTemplate(failing), { DisableRollback: true })).toBe(
      'UPDATE_FAILED',
    );
    expect(engine.reasonOf(id, 'demo', 'UPDATE_FAILED')).toBe(
      'The following resource(s) failed to update: [Bad].',
    );
    const { StackResources = [] } = engine.operations.DescribeStackResources({ StackName: 'demo' });
    expect(StackResources.map((item) => `${item.LogicalResourceId} ${item.ResourceStatus}`).sort()).toEqual([
      'A UPDATE_COMPLETE',
      'B UPDATE_COMPLETE',
      'Bad UPDATE_FAILED',
      'Leaving CREATE_COMPLETE',
      'New CREATE_COMPLETE',
    ]);
    // The replaced B is deleted; A is changed, New exists, and what should leave is still there.
    expect([...engine.things.values()]).toEqual([{ Value: 2 }, {}, {}, { Key: 'y' }, {}]);

    const repaired = thingTemplate({ ...failing, Bad: bad });
    expect(await engine.update('demo', repaired)).toBe('UPDATE_COMPLETE');
    expect([...engine.things.values()]).toEqual([
      { Value: 2 },
      { Value: 'thing-1,thing-5,thing-6' },
      { Key: 'y' },
      {},
    ]);
  });

  it('reports a resource that cannot be restored, and deletes what the update created', async () => {
    const engine = testEngine();
    const id = await engine.create('demo', thingTemplate({ A: { Key: 'x' }, B: { Fault: 'update' } }));
    const failing = thingTemplate({ A: { Key: 'y' }, New: {}, B: { Fault: 'update', Value: { Ref: 'A' } } });
    expect(await engine.update('demo', failing)).toBe('UPDATE_ROLLBACK_FAILED');
    expect(Object.fromEntries(engine.things)).toMatchObject({ 'thing-1': { Key: 'x' }, 'thing-2': {} });
    expect(engine.things.size).toBe(2);
    engine.operations.DeleteStack({ StackName: 'demo' });
    expect(await engine.settled(id)).toBe('DELETE_COMPLETE');
    expect(engine.things.size).toBe(0);
  });

  it('reports a resource that was changed but cannot be restored when outputs fail', async () => {
    const engine = testEngine();
    await engine.create('demo', thingTemplate({ A: { Fault: 'update' } }));
    const Outputs = { O: { Value: { Ref: 'AWS::NoValue' } } };
    expect(await engine.update('demo', thingTemplate({ A: {} }, { Outputs }))).toBe('UPDATE_ROLLBACK_FAILED');
    expect(engine.reasonOf('demo', 'demo', 'UPDATE_ROLLBACK_FAILED')).toBe(
      'The following resource(s) failed to update: [A].',
    );
    expect(engine.reasonOf('demo', 'A', 'UPDATE_FAILED')).toContain('This thing refuses to update.');
  });

  it('can be updated again after a rollback', async () => {
    const engine = testEngine();
    await engine.create('demo', thingTemplate({ A: { Value: 1 } }));
    await engine.update('demo', thingTemplate({ A: { Value: 2, Fault: 'update' } }));
    expect(await engine.update('demo', thingTemplate({ A: { Value: 3 } }))).toBe('UPDATE_COMPLETE');
    expect(engine.things.get('thing-1')).toEqual({ Value: 3 });
  });

  it('updates a stack whose template has a transform, without changes as well', async () => {
    const engine = testEngine();
    const template = thingTemplate({ A: {} }, { Transform: 'AWS::Serverless-2016-10-31' });
    const input = { Capabilities: ['CAPABILITY_AUTO_EXPAND' as const] };
    await engine.create('demo', template, input);
    expect(await engine.update('demo', template, input)).toBe('UPDATE_COMPLETE');
    expect(engine.calls).toEqual(['create A']);
  });

  it('CF-3: refuses an update without changes', async () => {
    const engine = testEngine();
    await engine.create('demo', thingTemplate({ A: { Value: 10 } }));
    const TemplateBody = JSON.stringify(thingTemplate({ A: { Value: '10' } }));
    expect(() => engine.operations.UpdateStack({ StackName: 'demo', TemplateBody })).toThrow(
      'No updates are to be performed.',
    );
  });

  it('updates outputs and tags alone', async () => {
    const engine = testEngine();
    const things = { A: {} };
    await engine.create('demo', thingTemplate(things));
    const withOutput = thingTemplate(things, { Outputs: { Id: { Value: { Ref: 'A' } } } });
    expect(await engine.update('demo', withOutput)).toBe('UPDATE_COMPLETE');
    const tagged = await engine.update('demo', withOutput, { Tags: [{ Key: 'k', Value: 'v' }] });
    expect(tagged).toBe('UPDATE_COMPLETE');
    const [stack] = engine.operations.DescribeStacks({ StackName: 'demo' }).Stacks ?? [];
    expect(stack).toMatchObject({
      Outputs: [{ OutputKey: 'Id', OutputValue: 'thing-1' }],
      Tags: [{ Key: 'k', Value: 'v' }],
    });
  });

  it('CF-20: keeps a replaced resource by UpdateReplacePolicy alone', async () => {
    const engine = testEngine();
    const replaced = (policy: object, Key: string) => ({
      Type: 'Test::Thing',
      ...policy,
      Properties: { Key },
    });
    const things = (Key: string) => ({
      Resources: {
        Kept: replaced({ UpdateReplacePolicy: 'Retain' }, Key),
        Deleted: replaced({ DeletionPolicy: 'Retain' }, Key),
      },
    });
    const id = await engine.create('demo', things('old'));
    await engine.update('demo', things('new'));
    expect(engine.events(id)).toContain('Kept DELETE_SKIPPED');
    expect(engine.calls.slice(2).sort()).toEqual(['create Deleted', 'create Kept', 'delete Deleted']);
    expect([...engine.things.values()].map(({ Key }) => Key).sort()).toEqual(['new', 'new', 'old']);
  });

  it('CF-19: keeps a resource that leaves the template by DeletionPolicy alone', async () => {
    const engine = testEngine();
    const thing = (policy: object) => ({ Type: 'Test::Thing', ...policy });
    const id = await engine.create('demo', {
      Resources: {
        A: thing({}),
        Kept: thing({ DeletionPolicy: 'Retain' }),
        Deleted: thing({ UpdateReplacePolicy: 'Retain' }),
      },
    });
    await engine.update('demo', { Resources: { A: thing({}) } });
    expect(engine.events(id)).toContain('Kept DELETE_SKIPPED');
    expect(engine.calls.slice(3)).toEqual(['delete Deleted']);
    engine.operations.DeleteStack({ StackName: 'demo' });
    expect(await engine.settled(id)).toBe('DELETE_COMPLETE');
    expect(engine.things.size).toBe(1);
  });

  it('uses previous parameter values and the previous template', async () => {
    const engine = testEngine();
    const template = thingTemplate(
      { A: { Value: { Ref: 'P' }, Other: { Ref: 'Q' } } },
      { Parameters: { P: { Type: 'Number' }, Q: { Type: 'String', NoEcho: true } } },
    );
    await engine.create('demo', template, {
      Parameters: [
        { ParameterKey: 'P', ParameterValue: '1' },
        { ParameterKey: 'Q', ParameterValue: 'secret' },
      ],
    });
    engine.operations.UpdateStack({
      StackName: 'demo',
      UsePreviousTemplate: true,
      Parameters: [
        { ParameterKey: 'P', ParameterValue: '2' },
        { ParameterKey: 'Q', UsePreviousValue: true },
      ],
    });
    expect(await engine.settled('demo')).toBe('UPDATE_COMPLETE');
    expect(engine.things.get('thing-1')).toEqual({ Value: 2, Other: 'secret' });
    const [stack] = engine.operations.DescribeStacks({ StackName: 'demo' }).Stacks ?? [];
    expect(stack?.Parameters?.[1]?.ParameterValue).toBe('****');
  });

  it('CF-13: refuses to change the type of a resource', async () => {
    const engine = testEngine();
    await engine.create('demo', thingTemplate({ A: {} }));
    const TemplateBody = JSON.stringify({
      Resources: { A: { Type: 'Test::Needy', Properties: { Key: 'k', Value: 'v' } } },
    });
    expect(() => engine.operations.UpdateStack({ StackName: 'demo', TemplateBody })).toThrow(
      'Update of resource type is not permitted. The new template modifies resource type of the following resources: [A]',
    );
  });
});
