import { describe, expect, it } from 'vitest';
import { testEngine, thingTemplate } from '../testing/test-engine.ts';

function changeSetOf(
  engine: ReturnType<typeof testEngine>,
  StackName: string,
  template: object,
  input: object = {},
) {
  const { Id: ChangeSetName } = engine.operations.CreateChangeSet({
    StackName,
    ChangeSetName: 'changes',
    TemplateBody: JSON.stringify(template),
    ...input,
  });
  return engine.operations.DescribeChangeSet({ ChangeSetName });
}

describe('change sets', () => {
  it('CF-1: create a stack in review, which their execution creates', async () => {
    const engine = testEngine();
    const changeSet = changeSetOf(engine, 'demo', thingTemplate({ A: {} }), { ChangeSetType: 'CREATE' });
    expect(changeSet).toMatchObject({ Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' });
    expect(changeSet.Changes?.map(({ ResourceChange }) => ResourceChange?.Action)).toEqual(['Add']);
    expect(engine.status('demo')).toBe('REVIEW_IN_PROGRESS');
    expect(engine.operations.GetTemplate({ StackName: 'demo' }).TemplateBody).toBeUndefined();
    engine.operations.ExecuteChangeSet({ ChangeSetName: changeSet.ChangeSetId });
    expect(engine.status('demo')).toBe('CREATE_IN_PROGRESS');
    expect(await engine.settled('demo')).toBe('CREATE_COMPLETE');
    const done = engine.operations.DescribeChangeSet({ ChangeSetName: 'changes', StackName: 'demo' });
    expect(done.ExecutionStatus).toBe('EXECUTE_COMPLETE');
    expect(
      engine.operations.DescribeStacks({ StackName: 'demo' }).Stacks?.[0]?.LastUpdatedTime,
    ).toBeDefined();
  });

  const failing = thingTemplate({ A: {}, Bad: { Fault: 'create', Value: { Ref: 'A' } } });

  it.each([
    ['roll a new stack that fails back', {}, {}, 'ROLLBACK_COMPLETE'],
    ['keep a new stack that fails', { OnStackFailure: 'DO_NOTHING' }, {}, 'CREATE_FAILED'],
    ['keep a new stack that fails', {}, { DisableRollback: true }, 'CREATE_FAILED'],
    ['delete a new stack that fails', { OnStackFailure: 'DELETE' }, {}, 'DELETE_COMPLETE'],
  ])('%s, made with %j and executed with %j', async (_what, made, executed, status) => {
    const engine = testEngine();
    const input = { ...made, ChangeSetType: 'CREATE' };
    const { ChangeSetId, StackId = '' } = changeSetOf(engine, 'demo', failing, input);
    engine.operations.ExecuteChangeSet({ ChangeSetName: ChangeSetId, ...executed });
    expect(await engine.settled(StackId)).toBe(status);
    expect([...engine.things.keys()]).toEqual(status === 'CREATE_FAILED' ? ['thing-1'] : []);
  });

  it.each([
    ['roll an update that fails back', {}, {}, 'UPDATE_ROLLBACK_COMPLETE'],
    ['keep an update that fails', { OnStackFailure: 'DO_NOTHING' }, {}, 'UPDATE_FAILED'],
    ['keep an update that fails', {}, { DisableRollback: true }, 'UPDATE_FAILED'],
  ])('%s, made with %j and executed with %j', async (_what, made, executed, status) => {
    const engine = testEngine();
    await engine.create('demo', thingTemplate({ A: {} }));
    const { ChangeSetId } = changeSetOf(engine, 'demo', failing, made);
    engine.operations.ExecuteChangeSet({ ChangeSetName: ChangeSetId, ...executed });
    expect(await engine.settled('demo')).toBe(status);
  });

  it('show additions, changes, replacements and removals', async () => {
    const engine = testEngine();
    const followers = { C: { Key: { 'Fn::GetAtt': 'A.Arn' } }, C2: { Key: { Ref: 'B' } } };
    await engine.create(
      'demo',
      thingTemplate({ A: { Value: 1 }, B: { Key: 'x' }, ...followers, D: {}, Same: {} }),
    );
    const { Changes = [] } = changeSetOf(
      engine,
      'demo',
      thingTemplate({ A: { Value: 2 }, B: { Key: 'y' }, ...followers, New: {}, Same: {} }),
    );
    const told = Changes.map(({ ResourceChange: change }) =>
      [change?.LogicalResourceId, change?.Action, change?.Replacement].filter(Boolean).join(' '),
    );
    expect(told).toEqual([
      'A Modify False',
      'B Modify True',
      'C Modify Conditional',
      'C2 Modify True',
      'D Remove',
      'New Add',
    ]);
    expect(engine.calls).toHaveLength(6);
  });

  it('CF-3: fail without changes, in the words deploy scripts look for', async () => {
    const engine = testEngine();
    await engine.create('demo', thingTemplate({ A: {} }));
    expect(changeSetOf(engine, 'demo', thingTemplate({ A: {} }))).toMatchObject({
      Status: 'FAILED',
      ExecutionStatus: 'UNAVAILABLE',
      StatusReason:
        "The submitted information didn't contain changes. Submit different information to create a change set.",
    });
  });

  it.each([
    [{ 'Fn::FindInMap': ['M', { Ref: 'P' }, 'zz'] }, 'Unable to get mapping for M::a::zz'],
    [
      { 'Fn::Join': ['', [{ 'Fn::Select': [2, ['x', 'y']] }, { Ref: 'B' }]] },
      'Fn::Select requires a list argument with two elements: an integer index and a list',
    ],
    [
      { 'Fn::Select': ['x', ['x', 'y']] },
      'Fn::Select requires a list argument with two elements: an integer index and a list',
    ],
    [{ 'Fn::GetAtt': ['B', 'Colour'] }, 'resource B does not support attribute type Colour in Fn::GetAtt'],
    [{ 'Fn::Sub': '${B.Colour}' }, 'resource B does not support attribute type Colour in Fn::GetAtt'],
  ])('are refused at once for %j', (Value, message) => {
    const engine = testEngine();
    const template = {
      ...thingTemplate({ A: { Value }, B: {} }),
      Parameters: { P: { Type: 'String', Default: 'a' } },
      Mappings: { M: { a: { b: 'c' } } },
    };
    expect(() => changeSetOf(engine, 'demo', template, { ChangeSetType: 'CREATE' })).toThrow(
      `Template error: ${message}`,
    );
  });

  it('are not refused for what only resources can decide, or a branch that is not taken', () => {
    const engine = testEngine();
    const missing = { 'Fn::FindInMap': ['M', 'a', 'zz'] };
    const template = {
      ...thingTemplate({
        A: { Value: { 'Fn::Select': [9, { 'Fn::Split': [',', { Ref: 'B' }] }] } },
        B: { Value: { 'Fn::If': ['C', missing, 'x'] } },
      }),
      Conditions: { C: { 'Fn::Equals': ['a', 'b'] } },
      Mappings: { M: { a: { b: 'c' } } },
    };
    const { Status } = changeSetOf(engine, 'demo', template, { ChangeSetType: 'CREATE' });
    expect(Status).toBe('CREATE_COMPLETE');
  });

  it('CF-2: fail for a property that the type does not have, and for what the SAM transform refuses', () => {
    const engine = testEngine();
    const ChangeSetType = 'CREATE';
    expect(
      changeSetOf(engine, 'one', thingTemplate({ A: { Colour: 'red' } }), { ChangeSetType }),
    ).toMatchObject({
      Status: 'FAILED',
      StatusReason:
        'Properties validation failed for resource A with message:\n#: extraneous key [Colour] is not permitted',
    });
    const sam = {
      Transform: 'AWS::Serverless-2016-10-31',
      Resources: { F: { Type: 'AWS::Serverless::Function', Properties: { Colour: 'red' } } },
    };
    const refused = changeSetOf(engine, 'two', sam, { ChangeSetType });
    expect(refused.Status).toBe('FAILED');
    expect(refused.StatusReason).toMatch(/^Transform AWS::Serverless-2016-10-31 failed with: .*Colour/);
    expect(() => engine.operations.ExecuteChangeSet({ ChangeSetName: refused.ChangeSetId })).toThrow(
      `ChangeSet [${refused.ChangeSetId}] cannot be executed in its current status of [FAILED]`,
    );
  });

  it('CF-4: can be listed and deleted, and are deleted when another one is executed', async () => {
    const engine = testEngine();
    await engine.create('demo', thingTemplate({ A: { Value: 1 } }));
    const changes = thingTemplate({ A: { Value: 2 } });
    changeSetOf(engine, 'demo', changes, { ChangeSetName: 'first' });
    changeSetOf(engine, 'demo', changes, { ChangeSetName: 'second' });
    changeSetOf(engine, 'demo', changes, { ChangeSetName: 'third' });
    engine.operations.DeleteChangeSet({ StackName: 'demo', ChangeSetName: 'second' });
    engine.operations.ExecuteChangeSet({ StackName: 'demo', ChangeSetName: 'third' });
    await engine.settled('demo');
    const { Summaries = [] } = engine.operations.ListChangeSets({ StackName: 'demo' });
    expect(Summaries.map(({ ChangeSetName }) => ChangeSetName)).toEqual(['third']);
    expect(() => engine.operations.DescribeChangeSet({ StackName: 'demo', ChangeSetName: 'first' })).toThrow(
      'ChangeSet [first] does not exist',
    );
  });

  it('CF-4: are no longer listed after their execution once there is another, and outlive their stack', async () => {
    const engine = testEngine();
    const { ChangeSetId: first = '' } = changeSetOf(engine, 'demo', thingTemplate({ A: {} }), {
      ChangeSetType: 'CREATE',
    });
    engine.operations.ExecuteChangeSet({ ChangeSetName: first });
    await engine.settled('demo');
    const changes = thingTemplate({ A: { Value: 2 } });
    const { ChangeSetId: next } = changeSetOf(engine, 'demo', changes, { ChangeSetName: 'next' });
    const { Summaries } = engine.operations.ListChangeSets({ StackName: 'demo' });
    expect(Summaries?.map(({ ChangeSetId }) => ChangeSetId)).toEqual([next]);
    engine.operations.DeleteStack({ StackName: 'demo' });
    expect(engine.operations.DescribeChangeSet({ ChangeSetName: first }).ExecutionStatus).toBe(
      'EXECUTE_COMPLETE',
    );
    expect(() => engine.operations.DescribeChangeSet({ ChangeSetName: next })).toThrow('does not exist');
  });

  it('CF-4: become obsolete when CreateStack creates the stack that they have in review', async () => {
    const engine = testEngine();
    const changeSet = changeSetOf(engine, 'demo', thingTemplate({ A: {} }), { ChangeSetType: 'CREATE' });
    const StackId = await engine.create('demo', thingTemplate({ B: {} }));
    expect(StackId).toBe(changeSet.StackId);
    const after = engine.operations.DescribeChangeSet({ ChangeSetName: changeSet.ChangeSetId });
    expect(after.ExecutionStatus).toBe('OBSOLETE');
  });

  it('cannot create a stack that exists nor update one that does not', async () => {
    const engine = testEngine();
    await engine.create('demo', thingTemplate({ A: {} }));
    expect(() => changeSetOf(engine, 'demo', thingTemplate({ A: {} }), { ChangeSetType: 'CREATE' })).toThrow(
      'Stack [demo] already exists and cannot be created again with the changeSet [changes].',
    );
    expect(() => changeSetOf(engine, 'nothing', thingTemplate({ A: {} }))).toThrow(
      'Stack [nothing] does not exist',
    );
  });
});
