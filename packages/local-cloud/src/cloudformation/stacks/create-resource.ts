import { attempt } from './attempt.ts';
import { callHandler } from './resource-failure.ts';
import { setResourceStatus } from './stack-events.ts';
import { contextOf, type StackRun, typeOf, unmadeResource, wantedResource } from './stack-run.ts';

/** Makes a resource of the plan; gives whether it exists now. */
export async function createResource(run: StackRun, logicalId: string): Promise<boolean> {
  setResourceStatus(run.stack, unmadeResource(run, logicalId), 'CREATE_IN_PROGRESS');
  return attempt(run, 'CREATE', logicalId, async () => {
    const wanted = wantedResource(run, logicalId);
    run.stack.resources.set(logicalId, wanted);
    const type = typeOf(run, wanted.type);
    const physical = await callHandler(logicalId, () =>
      type.create(wanted.properties, contextOf(run, logicalId)),
    );
    return { ...wanted, physical };
  });
}
