import { randomBytes } from 'node:crypto';
import { isRecord } from '../../aws/is-record.ts';

/** What a function reports of a custom resource, to the URL that it was given. */
export interface CustomResponse {
  readonly Status?: unknown;
  readonly Reason?: unknown;
  readonly PhysicalResourceId?: unknown;
  readonly Data?: unknown;
  readonly NoEcho?: unknown;
}

/** The responses that custom resources wait for. On AWS they are objects of a bucket, here requests of their own. */
export interface CustomResponses {
  /** The URL for one response, and the response, `undefined` for one that is too long or no JSON object. */
  expect(): { readonly url: string; readonly response: Promise<CustomResponse | undefined>; forget(): void };
  /** Takes what was sent to a path; whether a response was expected there. */
  receive(path: string, body: Buffer): boolean;
}

export const customResponsePath = '/_local-cloud/custom-resources/';

/** AWS's limit of a response. */
export const maxResponseBytes = 4096;

export function createCustomResponses(endpointUrl: () => string): CustomResponses {
  const awaited = new Map<string, (response: CustomResponse | undefined) => void>();
  return {
    expect() {
      // Nobody who was not given the path may respond.
      const path = customResponsePath + randomBytes(24).toString('base64url');
      const { promise, resolve } = Promise.withResolvers<CustomResponse | undefined>();
      awaited.set(path, resolve);
      return { url: endpointUrl() + path, response: promise, forget: () => awaited.delete(path) };
    },
    receive(path, body) {
      const respond = awaited.get(path);
      if (!respond) return false;
      awaited.delete(path);
      respond(body.length > maxResponseBytes ? undefined : read(body));
      return true;
    },
  };
}

function read(body: Buffer): CustomResponse | undefined {
  try {
    const response: unknown = JSON.parse(body.toString('utf8'));
    return isRecord(response) ? response : undefined;
  } catch {
    return undefined;
  }
}
