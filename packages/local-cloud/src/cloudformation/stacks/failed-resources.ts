import type { Stack, StackResource } from './stack.ts';

/** The status reason of a stack of which resources could not be made or changed. */
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
