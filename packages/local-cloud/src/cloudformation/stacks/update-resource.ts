import type { ResourceType } from '../resource-type.ts';
import { attempt } from './attempt.ts';
import { createResource } from './create-resource.ts';
import { exists } from './delete-resources.ts';
import { callHandler } from './resource-failure.ts';
import { changedMembers } from './same-value.ts';
import type { StackResource } from './stack.ts';
import { setResourceStatus } from './stack-events.ts';
import { contextOf, type StackRun, typeOf, wantedResource } from './stack-run.ts';

/** An update on its way: what it found, and what a rollback has to set right. */
export interface UpdateRun extends StackRun {
  readonly before: ReadonlyMap<string, StackResource>;
  /** Logical ids of resources that were, or may have been, changed in place. */
  readonly changedInPlace: Set<string>;
  /** Resources that others have taken the place of. */
  readonly superseded: StackResource[];
}

const replacing = 'Requested update requires the creation of a new physical resource; hence creating one.';

/** Brings one resource to what the plan wants; gives whether it is that now. */
export async function updateResource(run: UpdateRun, logicalId: string): Promise<boolean> {
  const old = run.before.get(logicalId);
  if (!old || !exists(old)) return createResource(run, logicalId);
  return attemptUpdate(run, old);
}

async function attemptUpdate(run: UpdateRun, old: StackResource): Promise<boolean> {
  const { logicalId } = old;
  let wanted: StackResource;
  try {
    wanted = wantedResource(run, logicalId);
  } catch (error) {
    return attempt(run, 'UPDATE', logicalId, async () => Promise.reject(error));
  }
  const type = typeOf(run, old.type);
  const changed = changedMembers(old.properties, wanted.properties);
  if (changed.length === 0) {
    const { properties, physical, status, statusReason, timestamp } = old;
    run.stack.resources.set(logicalId, { ...wanted, properties, physical, status, statusReason, timestamp });
    return true;
  }
  return needsReplacement(type, changed) ? replace(run, type, old, wanted) : change(run, type, old, wanted);
}

export function needsReplacement(type: ResourceType, changed: readonly string[]): boolean {
  return !type.update || changed.some((name) => type.properties[name] !== 'update');
}

async function replace(
  run: UpdateRun,
  type: ResourceType,
  old: StackResource,
  wanted: StackResource,
): Promise<boolean> {
  const { logicalId } = old;
  setResourceStatus(run.stack, old, 'UPDATE_IN_PROGRESS', replacing);
  return attempt(run, 'UPDATE', logicalId, async () => {
    const physical = await callHandler(logicalId, () =>
      type.create(wanted.properties, contextOf(run, logicalId)),
    );
    run.superseded.push(old);
    return { ...wanted, physical };
  });
}

async function change(
  run: UpdateRun,
  type: ResourceType,
  old: StackResource,
  wanted: StackResource,
): Promise<boolean> {
  const { logicalId } = old;
  run.changedInPlace.add(logicalId);
  setResourceStatus(run.stack, { ...wanted, physical: old.physical }, 'UPDATE_IN_PROGRESS');
  return attempt(run, 'UPDATE', logicalId, async () => {
    const physical = await callHandler(logicalId, () => updateInPlace(run, type, old, wanted));
    return { ...wanted, physical };
  });
}

/** Calls the type's `update` to take a resource from the properties of one record to those of another. */
export async function updateInPlace(
  run: Pick<StackRun, 'state' | 'stack'>,
  type: ResourceType,
  from: StackResource,
  to: StackResource,
) {
  if (!type.update || !from.physical)
    throw new Error(`Expected ${from.logicalId} to exist and to be changeable.`);
  const existing = { ...from.physical, properties: from.properties };
  return type.update(to.properties, existing, contextOf(run, from.logicalId));
}
