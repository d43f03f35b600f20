import { describe, expect, it } from 'vitest';
import { testEngine, thingTemplate } from '../testing/test-engine.ts';

describe('deleting a stack', () => {
  it('CF-17: deletes in reverse order and keeps the history under the id', async () => {
    const engine = testEngine();
    const id = await engine.create('demo', thingTemplate({ A: {}, B: { Value: { Ref: 'A' } } }));
    engine.operations.DeleteStack({ StackName: 'demo' });
    expect(await engine.settled(id)).toBe('DELETE_COMPLETE');
    expect(engine.calls.slice(2)).toEqual(['delete B', 'delete A']);
    const { StackSummaries = [] } = engine.operations.ListStacks({ StackStatusFilter: ['DELETE_COMPLETE'] });
    expect(StackSummaries.map(({ StackName }) => StackName)).toEqual(['demo']);
  });

  it('CF-18: goes on after a resource that cannot be deleted, and keeps what that depends on', async () => {
    const engine = testEngine();
    const id = await engine.create(
      'demo',
      thingTemplate({ Base: {}, Stuck: { Fault: 'delete', Value: { Ref: 'Base' } }, Free: {} }),
    );
    engine.operations.DeleteStack({ StackName: 'demo' });
    expect(await engine.settled(id)).toBe('DELETE_FAILED');
    expect(engine.calls).toContain('delete Free');
    expect(engine.calls).not.toContain('delete Base');
    expect(engine.reasonOf(id, 'demo', 'DELETE_FAILED')).toBe(
      'The following resource(s) failed to delete: [Stuck].',
    );
    engine.operations.DeleteStack({ StackName: 'demo', RetainResources: ['Stuck'] });
    expect(await engine.settled(id)).toBe('DELETE_COMPLETE');
    expect(engine.things.size).toBe(1);
  });

  it('CF-17: counts a resource as deleted that its service no longer has', async () => {
    const engine = testEngine();
    const id = await engine.create('demo', thingTemplate({ A: { Fault: 'gone' } }));
    engine.operations.DeleteStack({ StackName: 'demo' });
    expect(await engine.settled(id)).toBe('DELETE_COMPLETE');
    expect(engine.events(id)).toContain('A DELETE_COMPLETE');
  });

  it('succeeds for a stack that does not exist', () => {
    expect(() => testEngine().operations.DeleteStack({ StackName: 'nothing' })).not.toThrow();
  });

  it('CF-22: is refused while termination protection is on', async () => {
    const engine = testEngine();
    const id = await engine.create('demo', thingTemplate({ A: {} }), { EnableTerminationProtection: true });
    expect(() => engine.operations.DeleteStack({ StackName: 'demo' })).toThrow(
      'Stack [demo] cannot be deleted while TerminationProtection is enabled',
    );
    engine.operations.UpdateTerminationProtection({ StackName: 'demo', EnableTerminationProtection: false });
    engine.operations.DeleteStack({ StackName: 'demo' });
    expect(await engine.settled(id)).toBe('DELETE_COMPLETE');
  });

  it('CF-21: refuses to remove or change an export that another stack imports', async () => {
    const engine = testEngine();
    const exporting = (value: string) =>
      thingTemplate(
        { A: { Value: value } },
        { Outputs: { V: { Value: value, Export: { Name: 'shared' } } } },
      );
    await engine.create('giver', exporting('one'));
    const taker = await engine.create(
      'taker',
      thingTemplate({ B: { Value: { 'Fn::ImportValue': 'shared' } } }),
    );
    expect([...engine.things.values()]).toContainEqual({ Value: 'one' });
    expect(engine.operations.ListImports({ ExportName: 'shared' }).Imports).toEqual(['taker']);
    expect(() => engine.operations.DeleteStack({ StackName: 'giver' })).toThrow(
      'Export shared cannot be deleted as it is in use by taker',
    );
    expect(await engine.update('giver', exporting('two'))).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(engine.reasonOf('giver', 'giver', 'UPDATE_ROLLBACK_IN_PROGRESS')).toBe(
      'Export shared cannot be updated as it is in use by taker',
    );
    engine.operations.DeleteStack({ StackName: 'taker' });
    await engine.settled(taker);
    expect(() => engine.operations.DeleteStack({ StackName: 'giver' })).not.toThrow();
  });

  it('fails a stack that exports the name of another stack, or imports a name that does not exist', async () => {
    const engine = testEngine();
    const template = thingTemplate({ A: {} }, { Outputs: { V: { Value: 'v', Export: { Name: 'shared' } } } });
    await engine.create('first', template);
    await engine.create('second', template);
    expect(engine.reasonOf('second', 'second', 'ROLLBACK_IN_PROGRESS')).toBe(
      'Export with name shared is already exported by stack first. Rollback requested by user.',
    );
    await engine.create('third', thingTemplate({ B: { Value: { 'Fn::ImportValue': 'nothing' } } }));
    expect(engine.reasonOf('third', 'B', 'CREATE_FAILED')).toBe('No export named nothing found.');
  });
});
