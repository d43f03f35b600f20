import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { testEngine, thingTemplate } from '../testing/test-engine.ts';

describe('updating a stack', () => {
  it('changes in place, makes what is new and removes what is gone', async () => {
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

  it('replaces, new before old, and hands the new id to those that refer to it', async () => {
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

  it('gives everything its old state back when a resource fails', async () => {
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

  it('removes a replacement that was still being made when another resource failed', async () => {
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

  it('leaves the failed state with DisableRollback, from where it can be updated', async () => {
    const engine = testEngine();
    await engine.create('demo', thingTemplate({ A: { Value: 1 }, B: {} }));
    const failing = thingTemplate({ A: { Value: 2 }, B: { Value: { Ref: 'A' }, Fault: 'update' } });
    expect(await engine.update('demo', failing, { DisableRollback: true })).toBe('UPDATE_FAILED');
    expect(engine.things.get('thing-1')).toEqual({ Value: 2 });
    const repaired = thingTemplate({ A: { Value: 2 }, B: { Value: { Ref: 'A' } } });
    expect(await engine.update('demo', repaired)).toBe('UPDATE_COMPLETE');
    expect(engine.things.get('thing-2')).toEqual({ Value: 'thing-1' });
  });

  it('says when a resource cannot be taken back, and leaves nothing of the update behind', async () => {
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

  it('says so too when it was changed well, and is to be taken back for the sake of others', async () => {
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

  it('says when there is nothing to update', async () => {
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

  it('keeps what UpdateReplacePolicy and DeletionPolicy retain', async () => {
    const engine = testEngine();
    const kept = (Key: string) => ({
      Type: 'Test::Thing',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { Key },
    });
    const id = await engine.create('demo', { Resources: { A: kept('x'), B: kept('b') } });
    await engine.update('demo', { Resources: { A: kept('y') } });
    expect(engine.events(id)).toContain('B DELETE_SKIPPED');
    engine.operations.DeleteStack({ StackName: 'demo' });
    expect(await engine.settled(id)).toBe('DELETE_COMPLETE');
    expect(engine.things.size).toBe(3);
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

  it('refuses to change the type of a resource', async () => {
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
