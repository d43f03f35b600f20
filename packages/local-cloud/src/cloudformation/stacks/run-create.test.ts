import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { testEngine, thingTemplate } from '../testing/test-engine.ts';

describe('creating a stack', () => {
  it('CF-6: creates resources after those they refer to and reports their progress', async () => {
    const engine = testEngine();
    const id = await engine.create(
      'demo',
      thingTemplate(
        { B: { Value: { 'Fn::Sub': 'after ${A.Arn}' } }, A: { Value: 1 } },
        { Outputs: { Thing: { Value: { Ref: 'B' } } } },
      ),
    );
    expect(engine.events(id)).toEqual([
      'demo CREATE_IN_PROGRESS',
      'A CREATE_IN_PROGRESS',
      'A CREATE_IN_PROGRESS',
      'A CREATE_COMPLETE',
      'B CREATE_IN_PROGRESS',
      'B CREATE_IN_PROGRESS',
      'B CREATE_COMPLETE',
      'demo CREATE_COMPLETE',
    ]);
    expect(engine.things.get('thing-2')).toEqual({ Value: 'after arn:thing:1' });
    const [stack] = engine.operations.DescribeStacks({ StackName: 'demo' }).Stacks ?? [];
    expect(stack?.Outputs).toEqual([{ OutputKey: 'Thing', OutputValue: 'thing-2' }]);
  });

  it('CF-6: creates independent resources at the same time and shows what is in progress', async () => {
    const engine = testEngine();
    const releaseA = engine.hold('A');
    engine.operations.CreateStack({
      StackName: 'demo',
      TemplateBody: JSON.stringify(thingTemplate({ A: {}, B: {}, C: { Value: { Ref: 'A' } } })),
    });
    await setImmediate();
    expect(engine.status('demo')).toBe('CREATE_IN_PROGRESS');
    const { StackResources = [] } = engine.operations.DescribeStackResources({ StackName: 'demo' });
    expect(StackResources.map((item) => `${item.LogicalResourceId} ${item.ResourceStatus}`)).toEqual([
      'A CREATE_IN_PROGRESS',
      'B CREATE_COMPLETE',
    ]);
    releaseA();
    expect(await engine.settled('demo')).toBe('CREATE_COMPLETE');
  });

  it('CF-8: deletes everything when a resource fails, and cancels what is under way', async () => {
    const engine = testEngine();
    const release = engine.hold('Slow');
    engine.operations.CreateStack({
      StackName: 'demo',
      TemplateBody: JSON.stringify(
        thingTemplate({ Slow: {}, Base: {}, Bad: { Fault: 'create', Value: { Ref: 'Base' } } }),
      ),
    });
    await expect.poll(() => engine.reasonOf('demo', 'Bad', 'CREATE_FAILED')).toBeDefined();
    release();
    expect(await engine.settled('demo')).toBe('ROLLBACK_COMPLETE');
    expect(engine.things.size).toBe(0);
    expect(engine.reasonOf('demo', 'Bad', 'CREATE_FAILED')).toMatch(
      /^Resource handler returned message: "This thing refuses to create\." \(RequestToken: [0-9a-f-]{36}, HandlerErrorCode: InvalidRequest\)$/,
    );
    expect(engine.reasonOf('demo', 'Slow', 'CREATE_FAILED')).toBe('Resource creation cancelled');
    expect(engine.reasonOf('demo', 'demo', 'ROLLBACK_IN_PROGRESS')).toBe(
      'The following resource(s) failed to create: [Slow, Bad]. Rollback requested by user.',
    );
  });

  it('CF-9: allows a stack in ROLLBACK_COMPLETE nothing but its deletion', async () => {
    const engine = testEngine();
    const id = await engine.create('demo', thingTemplate({ Bad: { Fault: 'create' } }));
    const template = JSON.stringify(thingTemplate({ Bad: {} }));
    expect(() => engine.operations.UpdateStack({ StackName: 'demo', TemplateBody: template })).toThrow(
      `Stack:${id} is in ROLLBACK_COMPLETE state and can not be updated.`,
    );
    engine.operations.DeleteStack({ StackName: 'demo' });
    expect(await engine.settled(id)).toBe('DELETE_COMPLETE');
    expect(() => engine.operations.DescribeStacks({ StackName: 'demo' })).toThrow(
      'Stack with id demo does not exist',
    );
  });

  const failing = thingTemplate({ Good: {}, Bad: { Fault: 'create', Value: { Ref: 'Good' } } });

  it.each([
    ['CF-14', { OnFailure: 'DO_NOTHING' }],
    ['CF-15', { DisableRollback: true }],
  ])('%s: keeps what was created before a failure with %j', async (_rule, input) => {
    const engine = testEngine();
    const id = await engine.create('demo', failing, input);
    expect(engine.status(id)).toBe('CREATE_FAILED');
    const { StackResources = [] } = engine.operations.DescribeStackResources({ StackName: 'demo' });
    expect(StackResources.map((item) => `${item.LogicalResourceId} ${item.ResourceStatus}`)).toEqual([
      'Good CREATE_COMPLETE',
      'Bad CREATE_FAILED',
    ]);
    expect([...engine.things.keys()]).toEqual(['thing-1']);
    engine.operations.DeleteStack({ StackName: 'demo' });
    expect(await engine.settled(id)).toBe('DELETE_COMPLETE');
    expect(engine.things.size).toBe(0);
  });

  it('CF-14: deletes the stack after a failure with OnFailure DELETE', async () => {
    const engine = testEngine();
    const id = await engine.create('demo', failing, { OnFailure: 'DELETE' });
    expect(engine.status(id)).toBe('DELETE_COMPLETE');
    expect(engine.things.size).toBe(0);
  });

  it('fails a resource whose handler has a bug, without showing the bug', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const engine = testEngine();
    const id = await engine.create('demo', thingTemplate({ Broken: { Fault: 'bug' } }));
    expect(engine.status(id)).toBe('ROLLBACK_COMPLETE');
    expect(engine.reasonOf(id, 'Broken', 'CREATE_FAILED')).toMatch(
      /^Resource handler returned message: "Internal Failure"/,
    );
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });

  it('names unknown and missing properties instead of dropping them', async () => {
    const engine = testEngine();
    const id = await engine.create('demo', {
      Resources: { A: { Type: 'Test::Needy', Properties: { Key: 'k', Colour: 'red' } } },
    });
    expect(engine.reasonOf(id, 'A', 'CREATE_FAILED')).toBe(
      'Properties validation failed for resource A with message:\n#: required key [Value] not found\n#: extraneous key [Colour] is not permitted',
    );
    expect(engine.calls).toEqual([]);
  });

  it('names a property that should be a list, once its value is known', async () => {
    const engine = testEngine();
    const template = (Type: string) =>
      thingTemplate({ A: { List: { Ref: 'P' } } }, { Parameters: { P: { Type, Default: 'x' } } });
    const id = await engine.create('demo', template('String'));
    expect(engine.reasonOf(id, 'A', 'CREATE_FAILED')).toBe(
      'Properties validation failed for resource A with message:\n#/List: expected type: JSONArray, found: String',
    );
    expect(engine.status(await engine.create('listed', template('CommaDelimitedList')))).toBe(
      'CREATE_COMPLETE',
    );
  });

  it('leaves out resources, outputs and properties by condition', async () => {
    const engine = testEngine();
    const id = await engine.create('demo', {
      Parameters: { Stage: { Type: 'String', Default: 'dev' } },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      Resources: {
        Extra: { Type: 'Test::Thing', Condition: 'IsProd' },
        Always: {
          Type: 'Test::Thing',
          DependsOn: 'Extra',
          Properties: { Value: { 'Fn::If': ['IsProd', { Ref: 'Extra' }, { Ref: 'AWS::NoValue' }] } },
        },
      },
      Outputs: { Extra: { Condition: 'IsProd', Value: { Ref: 'Extra' } } },
    });
    expect(engine.status(id)).toBe('CREATE_COMPLETE');
    expect([...engine.things.values()]).toEqual([{}]);
  });

  it('can be stopped by a deletion', async () => {
    const engine = testEngine();
    const release = engine.hold('A');
    const { StackId = '' } = engine.operations.CreateStack({
      StackName: 'demo',
      TemplateBody: JSON.stringify(thingTemplate({ A: {}, B: { Value: { Ref: 'A' } } })),
    });
    await setImmediate();
    engine.operations.DeleteStack({ StackName: 'demo' });
    release();
    expect(await engine.settled(StackId)).toBe('DELETE_COMPLETE');
    expect(engine.things.size).toBe(0);
    expect(engine.calls).not.toContain('create B');
  });

  it('starts no further resource when the cloud stops', async () => {
    const engine = testEngine();
    const release = engine.hold('A');
    engine.operations.CreateStack({
      StackName: 'demo',
      TemplateBody: JSON.stringify(thingTemplate({ A: {}, B: { Value: { Ref: 'A' } } })),
    });
    await setImmediate();
    const stopped = engine.cloudFormation.stop();
    release();
    await stopped;
    expect(engine.calls).toEqual(['create A']);
  });
});
