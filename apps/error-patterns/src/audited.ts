import type { Context } from 'aws-lambda';
import type { StatusRequest } from './respond.ts';

type Handler<R extends StatusRequest> = (request: R, context: Context) => Promise<object>;

/** A wrapper with a bug. It is outside of the boundary that makes bugs opaque, so its error reaches the API as it is. */
export function audited<R extends StatusRequest>(handle: Handler<R>): Handler<R> {
  return async (request, context) => {
    if (request.status === 'bug') throw new TypeError(`Cannot audit ${request.message}`);
    return handle(request, context);
  };
}
