import { type ApiHandler, apiHandler, bodyText, text } from '@samples/http';
import { preconditionFailed, preconditions } from './preconditions.ts';
import { resourceId } from './resource-id.ts';
import { longestText, type ResourceStore, resourceStore } from './resource-store.ts';

export const handler = putResource(resourceStore(process.env));

/** `PUT /resource/{resourceId}` stores the body's text exactly as it was sent. */
export function putResource(store: Pick<ResourceStore, 'put'>): ApiHandler {
  return apiHandler(async (event) => {
    const id = resourceId(event);
    const body = bodyText(event, { limit: longestText(id) });
    const etag = await store.put(id, body, preconditions(event));
    if (!etag) {
      throw preconditionFailed();
    }
    return text('', { headers: { etag } });
  });
}
