import type { APIGatewayProxyResult } from 'aws-lambda';
import type { HeaderFields } from './header-fields.ts';
import { checkLocation, type LocationOptions } from './location.ts';
import { type RedirectStatus, redirectKind } from './redirect-status.ts';
import { empty } from './responses.ts';

export interface RedirectOptions extends LocationOptions {
  headers?: HeaderFields;
}

/**
 * A redirect of a proxy integration. Throws a 400 `HttpError` for a location that `checkLocation`
 * refuses, and a `RangeError` for a status that takes no location.
 */
export function redirect(
  status: RedirectStatus,
  location: string,
  { headers = {}, ...locationOptions }: RedirectOptions = {},
): APIGatewayProxyResult {
  redirectKind(status);
  return empty({ status, headers: { ...headers, location: checkLocation(location, locationOptions) } });
}
