import { describe, expect, it } from 'vitest';
import { createCustomResponses } from '../custom-resources/custom-responses.ts';
import { testEngine } from '../testing/test-engine.ts';

const host = 'http://localhost:1';

function waitingEngine() {
  const customResponses = createCustomResponses(() => host);
  const engine = testEngine({ customResponses });
  const handleUrl = () =>
    engine.operations.DescribeStackResources({ StackName: 'demo', LogicalResourceId: 'Handle' })
      .StackResources?.[0]?.PhysicalResourceId ?? '';
  const signal = (message: object, url = handleUrl()) =>
    customResponses.receive(url.slice(host.length), Buffer.from(JSON.stringify(message)));
  return { ...engine, handleUrl, signal };
}

const Handle = { Type: 'AWS::CloudFormation::WaitConditionHandle' };

function template(properties: object) {
  const Properties = { Handle: { Ref: 'Handle' }, Timeout: 60, ...properties };
  return {
    Resources: { Handle, Wait: { Type: 'AWS::CloudFormation::WaitCondition', Properties } },
    Outputs: { Id: { Value: { Ref: 'Wait' } }, Data: { Value: { 'Fn::GetAtt': ['Wait', 'Data'] } } },
  };
}

describe('a wait condition', () => {
  it('is complete when as many have signalled as it counts', async () => {
    const engine = waitingEngine();
    const created = engine.create('demo', template({ Count: '2' }));
    await expect.poll(engine.handleUrl).toMatch(host);
    for (const UniqueId of ['a', 'a', 'b']) {
      expect(engine.status('demo')).toBe('CREATE_IN_PROGRESS');
      expect(engine.signal({ Status: 'SUCCESS', UniqueId, Data: `${UniqueId} is up`, Reason: '' })).toBe(
        true,
      );
    }
    const id = await created;
    expect(engine.status('demo')).toBe('CREATE_COMPLETE');
    const { Outputs } = engine.operations.DescribeStacks({ StackName: 'demo' }).Stacks?.[0] ?? {};
    expect(Outputs?.map(({ OutputValue }) => OutputValue)).toEqual([
      `${id}/Handle`,
      '{"a":"a is up","b":"b is up"}',
    ]);
  });

  it('accepts no signals once its handle is deleted', async () => {
    const engine = waitingEngine();
    const id = await engine.create('demo', { Resources: { Handle } });
    const url = engine.handleUrl();
    expect(engine.signal({}, url)).toBe(true);
    engine.operations.DeleteStack({ StackName: 'demo' });
    expect(await engine.settled(id)).toBe('DELETE_COMPLETE');
    expect(engine.signal({}, url)).toBe(false);
  });

  it('ends with the deletion of its stack', async () => {
    const engine = waitingEngine();
    const created = engine.create('demo', template({}));
    await expect.poll(engine.handleUrl).toMatch(host);
    engine.operations.DeleteStack({ StackName: 'demo' });
    expect(await engine.settled(await created)).toBe('DELETE_COMPLETE');
  });

  it('fails with a signal of a failure', async () => {
    const engine = waitingEngine();
    const created = engine.create('demo', template({}));
    await expect.poll(engine.handleUrl).toMatch(host);
    engine.signal({ Status: 'FAILURE', UniqueId: 'a', Reason: 'no disk' });
    const id = await created;
    expect(engine.status(id)).toBe('ROLLBACK_COMPLETE');
    expect(engine.reasonOf(id, 'Wait', 'CREATE_FAILED')).toBe(
      "WaitCondition received failed message: 'no disk' for uniqueId: a",
    );
  });

  it('fails when its time is over', async () => {
    const engine = waitingEngine();
    const id = await engine.create('demo', template({ Timeout: 0 }));
    expect(engine.reasonOf(id, 'Wait', 'CREATE_FAILED')).toBe(
      'WaitCondition timed out. Received 0 conditions when expecting 1',
    );
  });
});
