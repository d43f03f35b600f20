import { describe, expect, it } from 'vitest';
import { testEngine, thingTemplate } from '../testing/test-engine.ts';

describe('the events of a resource', () => {
  it('show its creation three times: asked for, initiated under its id, complete', async () => {
    const engine = testEngine();
    const id = await engine.create('demo', thingTemplate({ A: { Value: '1' } }));
    expect(eventsOf(engine, id, 'A')).toEqual([
      ['CREATE_IN_PROGRESS', undefined, '', { Value: '1' }],
      ['CREATE_IN_PROGRESS', 'Resource creation Initiated', 'thing-1', { Value: '1' }],
      ['CREATE_COMPLETE', undefined, 'thing-1', { Value: '1' }],
    ]);
  });

  it('show the new properties from the beginning of an update, and none once it removes the old resource', async () => {
    const engine = testEngine();
    const id = await engine.create('demo', thingTemplate({ A: { Key: 'a', Value: '1' } }));
    await engine.update('demo', thingTemplate({ A: { Key: 'a', Value: '2' } }));
    await engine.update('demo', thingTemplate({ A: { Key: 'b', Value: '2' } }));
    const replacing =
      'Requested update requires the creation of a new physical resource; hence creating one.';
    expect(eventsOf(engine, id, 'A').slice(3)).toEqual([
      ['UPDATE_IN_PROGRESS', undefined, 'thing-1', { Key: 'a', Value: '2' }],
      ['UPDATE_COMPLETE', undefined, 'thing-1', { Key: 'a', Value: '2' }],
      ['UPDATE_IN_PROGRESS', replacing, 'thing-1', { Key: 'b', Value: '2' }],
      ['UPDATE_IN_PROGRESS', 'Resource creation Initiated', 'thing-2', { Key: 'b', Value: '2' }],
      ['UPDATE_COMPLETE', undefined, 'thing-2', { Key: 'b', Value: '2' }],
      ['DELETE_IN_PROGRESS', undefined, 'thing-1', undefined],
      ['DELETE_COMPLETE', undefined, 'thing-1', undefined],
    ]);
  });

  it('say nothing of an initiated creation that fails', async () => {
    const engine = testEngine();
    const id = await engine.create('demo', thingTemplate({ A: { Fault: 'create' } }));
    const failing = eventsOf(engine, id, 'A').map(([status, reason]) => [status, reason]);
    expect(failing.slice(0, 2)).toEqual([
      ['CREATE_IN_PROGRESS', undefined],
      ['CREATE_FAILED', expect.stringContaining('refuses to create')],
    ]);
  });

  it('have times that sort them, and ids that name the resource and its status', async () => {
    const engine = testEngine();
    const things = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`Thing${index}`, {}]));
    const id = await engine.create('demo', thingTemplate(things));
    const { StackEvents = [] } = engine.operations.DescribeStackEvents({ StackName: id });
    const times = StackEvents.reverse().map(({ Timestamp }) => Timestamp?.getTime() ?? 0);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    expect(StackEvents.find(({ LogicalResourceId }) => LogicalResourceId === 'Thing0')?.EventId).toMatch(
      /^Thing0-CREATE_IN_PROGRESS-\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/,
    );
  });
});

/** Status, reason, physical id and properties, oldest first. */
function eventsOf(engine: ReturnType<typeof testEngine>, StackName: string, logicalId: string) {
  const { StackEvents = [] } = engine.operations.DescribeStackEvents({ StackName });
  return StackEvents.reverse()
    .filter(({ LogicalResourceId }) => LogicalResourceId === logicalId)
    .map(({ ResourceStatus, ResourceStatusReason, PhysicalResourceId, ResourceProperties }) => [
      ResourceStatus,
      ResourceStatusReason,
      PhysicalResourceId,
      ResourceProperties && JSON.parse(ResourceProperties),
    ]);
}
