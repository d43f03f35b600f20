import { escapeHtml } from './escape-html.ts';
import { IntegrationError } from './integration-error.ts';
import { checkLocation, type LocationOptions } from './location.ts';
import { type RedirectStatus, redirectKind } from './redirect-status.ts';

/**
 * An error to throw for a redirect without proxy integration: the message starts with
 * `HandlerDemo.ResponseFound` (302; 300, 301, 303, 307 and 308 have kinds of their own) for a selection
 * pattern, and the location is the name, hence `errorType`, for the `Location` header to map from.
 * Throws a 400 `HttpError` for a location that `checkLocation` refuses, and a `RangeError` for a
 * status that takes no location.
 */
export function redirectError(
  status: RedirectStatus,
  location: string,
  options?: LocationOptions,
): IntegrationError {
  const kind = redirectKind(status);
  return new IntegrationError(
    checkLocation(location, options),
    `HandlerDemo.${kind}: the location is in errorType`,
  );
}

/**
 * An error to throw for a 404 page without proxy integration: the message starts with
 * `HandlerDemo.ResponseNotFound`, and the name, hence `errorType`, is the text for the page,
 * already escaped for HTML.
 */
export function notFoundPageError(text: string): IntegrationError {
  return new IntegrationError(
    escapeHtml(text),
    'HandlerDemo.ResponseNotFound: the text of the page is in errorType',
  );
}
