import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ServiceError } from '../aws/service-error.ts';
import type { JsonObject } from './template.ts';
import { arbitraryTemplate } from './testing/arbitrary-template.ts';
import { testEngine, thingTemplate } from './testing/test-engine.ts';

type Engine = ReturnType<typeof testEngine>;

/** Tries to create or update a stack; a refusal is a valid outcome. */
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

/**
 * The statuses in which an update of a stack of this template may end. A rollback hands the old properties to the handler
 * again, so a resource that was made with `Fault: 'update'` refuses to be taken back.
 */
function restAfterUpdate({ Resources }: JsonObject): RegExp {
  const canRefuseItsOldState = JSON.stringify(Resources).includes('"Fault":"update"');
  return canRefuseItsOldState
    ? /^UPDATE_(ROLLBACK_)?COMPLETE$|^UPDATE_ROLLBACK_FAILED$/
    : /^UPDATE_(ROLLBACK_)?COMPLETE$/;
}

const anyTemplate = arbitraryTemplate.map((template) => template as unknown as JsonObject);
const withoutWayBack = thingTemplate({ A: { Fault: 'update' } });
const withBrokenOutput = thingTemplate({ A: {} }, { Outputs: { O: { Value: { Ref: 'AWS::NoValue' } } } });

describe('arbitrary templates', () => {
  it('are refused, or make stacks that settle and leave nothing after their deletion', async () => {
    const log = vi.spyOn(console, 'error');
    let made = 0;
    await fc.assert(
      fc.asyncProperty(anyTemplate, anyTemplate, async (first, second) => {
        const engine = testEngine();
        if (!attempt(engine, 'demo', first, 'CREATE')) return;
        made += 1;
        if (
          (await engine.settled('demo')) === 'CREATE_COMPLETE' &&
          attempt(engine, 'demo', second, 'UPDATE')
        ) {
          expect(await engine.settled('demo')).toMatch(restAfterUpdate(first));
        }
        engine.operations.DeleteStack({ StackName: 'demo' });
        const [{ StackId = '' } = {}] = engine.operations.ListStacks({}).StackSummaries ?? [];
        expect(await engine.settled(StackId)).toBe('DELETE_COMPLETE');
        expect(engine.things.size).toBe(0);
      }),
      { numRuns: 500, examples: [[withoutWayBack, withBrokenOutput]] },
    );
    expect(made).toBeGreaterThan(0);
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });
});
