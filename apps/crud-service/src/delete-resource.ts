import { type ApiHandler, apiHandler, text } from '@samples/http';
import { preconditionFailed, preconditions } from './preconditions.ts';
import { resourceId } from './resource-id.ts';
import { type ResourceStore, resourceStore } from './resource-store.ts';

export const handler = deleteResource(resourceStore(process.env));

/** `DELETE /resource/{resourceId}` deletes the resource; succeeds also when there is none. */
export function deleteResource(store: Pick<ResourceStore, 'delete'>): ApiHandler {
  return apiHandler(async (event) => {
    const id = resourceId(event);
    const isDeleted = await store.delete(id, preconditions(event));
    if (!isDeleted) {
      throw preconditionFailed();
    }
    return text('');
  });
}
