import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ServiceError } from '../aws/service-error.ts';
import { arbitraryTemplate } from './testing/arbitrary-template.ts';
import { testEngine } from './testing/test-engine.ts';

type Engine = ReturnType<typeof testEngine>;

/** Tries to make or change a stack; a template that is refused is as good as one that is not. */
function attempt(engine: Engine, StackName: string, template: object, type: 'CREATE' | 'UPDATE'): boolean {
  const ChangeSetName = `to-${type.toLowerCase()}`;
  try {
    engine.operations.CreateChangeSet({
      StackName,
      ChangeSetName,
      ChangeSetType: type,
      TemplateBody: JSON.stringify(template),
    });
    engine.operations.ExecuteChangeSet({ StackName, ChangeSetName });
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(ServiceError);
    return false;
  }
}

describe('arbitrary templates', () => {
  it('are refused, or make stacks that come to rest and leave nothing behind', async () => {
    const log = vi.spyOn(console, 'error');
    let made = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryTemplate, arbitraryTemplate, async (first, second) => {
        const engine = testEngine();
        if (!attempt(engine, 'demo', first, 'CREATE')) return;
        made += 1;
        if (
          (await engine.settled('demo')) === 'CREATE_COMPLETE' &&
          attempt(engine, 'demo', second, 'UPDATE')
        ) {
          expect(await engine.settled('demo')).toMatch(/^UPDATE_(ROLLBACK_)?COMPLETE$/);
        }
        engine.operations.DeleteStack({ StackName: 'demo' });
        const [{ StackId = '' } = {}] = engine.operations.ListStacks({}).StackSummaries ?? [];
        expect(await engine.settled(StackId)).toBe('DELETE_COMPLETE');
        expect(engine.things.size).toBe(0);
      }),
      { numRuns: 500 },
    );
    expect(made).toBeGreaterThan(0);
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });
});
