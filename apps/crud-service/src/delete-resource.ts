import { type ApiHandler, apiHandler, text } from '@samples/http';
import { preconditionFailed, preconditions } from './preconditions.ts';
import { resourceId } from './resource-id.ts';
import { type ResourceStore, resourceStore } from './resource-store.ts';

export const handler = deleteResource(resourceStore(process.env));

/** `DELETE /resource/{resourceId}` leaves no such resource, whether there was one or not. */
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
