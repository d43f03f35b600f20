import { badValue } from './bad-value.ts';
import { HttpError } from './http-error.ts';

export interface LocationOptions {
  /**
   * The hosts an absolute location may name, as in a URL: `example.com`, `localhost:8080`. Any host
   * when left out, none when empty. Name them when the location comes from a client.
   */
  hosts?: readonly string[];
}

// What everyone is asked to support (RFC 9110, section 4.1); the gateway's limit for headers is higher.
const longest = 8000;
// The characters of a URI (RFC 3986, appendix A).
const uri = /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[\dA-F]{2})+$/i;

/**
 * The location, unchanged, when it is one to send a client to: an absolute http(s) URL or a path from
 * the root. Throws a 400 `HttpError` for everything else: other schemes, `//host`, backslashes (which
 * browsers read as slashes), control characters, and characters that a URI has to percent-encode.
 */
export function checkLocation(location: string, { hosts }: LocationOptions = {}): string {
  if (typeof location !== 'string' || location.length > longest) {
    throw refusal(`a URI of at most ${longest} characters`, location);
  }
  if (!uri.test(location)) {
    throw refusal('a percent-encoded URI', location);
  }
  if (/^\/(?!\/)/.test(location)) {
    return location;
  }
  const host = /^https?:\/\/[^/]/i.test(location) ? URL.parse(location)?.host : undefined;
  if (!host) {
    throw refusal('an absolute http or https URL or a path from /', location);
  }
  if (hosts && !hosts.some((allowed) => allowed.toLowerCase() === host)) {
    throw refusal(`a path from / or one of the hosts ${JSON.stringify(hosts)}`, location);
  }
  return location;
}

function refusal(expected: string, location: string): HttpError {
  return new HttpError(400, badValue(expected, 'location', location));
}
