import type { PhysicalResource, ResourceType } from '../resource-type.ts';
import type { Stack, StackResource } from '../state.ts';
import type { JsonObject } from '../template.ts';
import { callHandler, failureReason } from './call-handler.ts';
import { warningsOf } from './check-properties.ts';
import { exists } from './run-delete.ts';
import { changedMembers } from './same-value.ts';
import { setResourceStatus } from './stack-events.ts';
import { contextOf, type StackRun, typeOf, unmadeResource, wantedResource } from './stack-run.ts';

/** Creates a resource of the plan. Returns whether it exists now. */
export async function createResource(run: StackRun, logicalId: string): Promise<boolean> {
  return attempt(run, 'CREATE', logicalId, async () => {
    let wanted: StackResource;
    try {
      wanted = wantedResource(run, logicalId);
    } catch (error) {
      setResourceStatus(run.stack, unmadeResource(run, logicalId), 'CREATE_IN_PROGRESS');
      throw error;
    }
    setResourceStatus(run.stack, wanted, 'CREATE_IN_PROGRESS');
    return make(run, wanted, 'CREATE');
  });
}

async function make(run: StackRun, wanted: StackResource, verb: 'CREATE' | 'UPDATE'): Promise<StackResource> {
  const { logicalId } = wanted;
  const type = typeOf(run, wanted.type);
  let isAnnounced = false;
  const announce = (physical: PhysicalResource) => {
    isAnnounced = true;
    const current = run.stack.resources.get(logicalId);
    if (run.operation.stopped !== 'failed') {
      setResourceStatus(
        run.stack,
        { ...wanted, physical },
        `${verb}_IN_PROGRESS`,
        'Resource creation Initiated',
      );
    } else if (current) run.stack.resources.set(logicalId, { ...current, physical });
  };
  const isStopped = () => run.operation.stopped !== undefined;
  const context = { ...contextOf(run, logicalId), announce, isStopped };
  const properties = withStackTags(run.stack, type, wanted);
  const physical = await callHandler(logicalId, () => type.create(properties, context), type);
  if (!isAnnounced) announce(physical);
  return { ...wanted, physical };
}

/** An update under way: what it found, and what a rollback has to undo. */
export interface UpdateRun extends StackRun {
  readonly before: ReadonlyMap<string, StackResource>;
  /** Logical ids of resources that were, or may have been, changed in place. */
  readonly changedInPlace: Set<string>;
  /** Resources that were replaced by new ones. */
  readonly superseded: StackResource[];
}

const replacing = 'Requested update requires the creation of a new physical resource; hence creating one.';

/** Changes one resource to what the plan says. Returns whether that succeeded. */
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
  if (changed.length === 0 && !type.isAlwaysUpdated) {
    const { properties, physical, status, statusReason, timestamp } = old;
    run.stack.resources.set(logicalId, { ...wanted, properties, physical, status, statusReason, timestamp });
    return true;
  }
  return needsReplacement(type, changed) ? replace(run, old, wanted) : change(run, type, old, wanted);
}

export function needsReplacement(type: ResourceType, changed: readonly string[]): boolean {
  if (type.anyProperties) return !type.update;
  // What is kept without effect can change in place.
  return !type.update || changed.some((name) => type.properties[name] === 'replace');
}

async function replace(run: UpdateRun, old: StackResource, wanted: StackResource): Promise<boolean> {
  setResourceStatus(run.stack, old, 'UPDATE_IN_PROGRESS', replacing, wanted.properties);
  return attempt(run, 'UPDATE', old.logicalId, async () => {
    const made = await make(run, wanted, 'UPDATE');
    run.superseded.push(old);
    return made;
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
    const physical = await callHandler(logicalId, () => updateInPlace(run, type, old, wanted), type);
    // A custom resource says by another id that there is a new one, and is asked to delete the old one later.
    if (type.anyProperties && physical.physicalId !== old.physical?.physicalId) {
      run.superseded.push(old);
      run.changedInPlace.delete(logicalId);
    }
    return { ...wanted, physical };
  });
}

/** Calls the type's `update` to change a resource from the properties of one record to those of another. */
export async function updateInPlace(
  run: Pick<StackRun, 'state' | 'stack'>,
  type: ResourceType,
  from: StackResource,
  to: StackResource,
) {
  if (!type.update || !from.physical)
    throw new Error(`Expected ${from.logicalId} to exist and to be changeable.`);
  const existing = { ...from.physical, properties: withStackTags(run.stack, type, from) };
  return type.update(withStackTags(run.stack, type, to), existing, contextOf(run, from.logicalId));
}

/** A resource's properties with the tags that CloudFormation adds to those of the template. */
function withStackTags(
  { id, name }: Stack,
  { takesStackTags }: ResourceType,
  { logicalId, properties }: StackResource,
): JsonObject {
  if (!takesStackTags) return properties;
  const ofTemplate = Array.isArray(properties.Tags) ? properties.Tags : [];
  const added = { 'stack-name': name, 'stack-id': id, 'logical-id': logicalId };
  const ofStack = Object.entries(added).map(([key, Value]) => ({ Key: `aws:cloudformation:${key}`, Value }));
  return { ...properties, Tags: [...ofTemplate, ...ofStack] };
}

/**
 * Creates or changes one resource of a run and returns whether that succeeded. The first failure stops the run:
 * the resources still under way are reported as cancelled, whether they succeed or not.
 */
export async function attempt(
  run: StackRun,
  verb: 'CREATE' | 'UPDATE',
  logicalId: string,
  work: () => Promise<StackResource>,
): Promise<boolean> {
  const { stack, operation } = run;
  try {
    const made = await work();
    const cancelled = stack.resources.get(logicalId);
    if (operation.stopped === 'failed' && cancelled) {
      const { status, statusReason } = cancelled;
      stack.resources.set(logicalId, { ...made, status, statusReason });
      return false;
    }
    const warnings = warningsOf(typeOf(run, made.type), made.properties, run.state.services);
    setResourceStatus(stack, made, `${verb}_COMPLETE`, warnings);
    return true;
  } catch (error) {
    const resource = stack.resources.get(logicalId);
    if (operation.stopped === 'failed') return false;
    operation.stopped ??= 'failed';
    const reason = failureReason(logicalId, error);
    if (resource) setResourceStatus(stack, resource, `${verb}_FAILED`, reason);
    if (operation.stopped === 'failed') cancelOthers(run);
    return false;
  }
}

/** Reports everything under way as cancelled. */
export function cancelOthers({ stack }: StackRun): void {
  for (const resource of [...stack.resources.values()]) {
    if (resource.status === 'CREATE_IN_PROGRESS') {
      setResourceStatus(stack, resource, 'CREATE_FAILED', 'Resource creation cancelled');
    }
    if (resource.status === 'UPDATE_IN_PROGRESS') {
      setResourceStatus(stack, resource, 'UPDATE_FAILED', 'Resource update cancelled');
    }
  }
}

/** The status reason of a stack some of whose resources could not be created or changed. */
export function failedResources(stack: Stack): string {
  const created = named(stack, 'CREATE_FAILED');
  const updated = named(stack, 'UPDATE_FAILED');
  return [
    created && `The following resource(s) failed to create: [${created}].`,
    updated && `The following resource(s) failed to update: [${updated}].`,
  ]
    .filter(Boolean)
    .join(' ');
}

function named(stack: Stack, status: StackResource['status']): string {
  const resources = [...stack.resources.values()].filter((resource) => resource.status === status);
  return resources.map(({ logicalId }) => logicalId).join(', ');
}
