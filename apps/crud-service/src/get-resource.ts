import { type ApiHandler, apiHandler, HttpError, text } from '@samples/http';
import { includesTag, preconditionFailed, preconditions } from './preconditions.ts';
import { resourceId } from './resource-id.ts';
import { type ResourceStore, resourceStore } from './resource-store.ts';

export const handler = getResource(resourceStore(process.env));

/** `GET /resource/{resourceId}` returns the text as it was put. */
export function getResource(store: Pick<ResourceStore, 'get'>): ApiHandler {
  return apiHandler(async (event) => {
    const resource = await store.get(resourceId(event));
    if (!resource) {
      throw new HttpError(404, 'There is no resource of this id');
    }
    const { ifMatch, ifNoneMatch } = preconditions(event);
    if (ifMatch && !includesTag(ifMatch, resource.etag)) {
      throw preconditionFailed();
    }
    // Anyone may have put the text, so no browser may run it as a page or a script.
    const headers = { etag: resource.etag, 'x-content-type-options': 'nosniff' };
    const isKnown = ifNoneMatch && includesTag(ifNoneMatch, resource.etag);
    return isKnown ? text('', { status: 304, headers }) : text(resource.text, { headers });
  });
}
