import { randomBytes } from 'node:crypto';
import { isRecord } from '../../aws/is-record.ts';

/** What a function reports of a custom resource, to the URL that it was given. */
export interface CustomResponse {
  readonly Status?: unknown;
  readonly Reason?: unknown;
  readonly PhysicalResourceId?: unknown;
  readonly Data?: unknown;
  readonly NoEcho?: unknown;
  /** Of a signal to a wait condition. */
  readonly UniqueId?: unknown;
}

type TakeResponse = (response: CustomResponse | undefined) => void;

/** The responses that custom resources wait for. On AWS they are objects of a bucket, here requests of their own. */
export interface CustomResponses {
  /** The URL for one response, and the response, `undefined` for one that is too long or no JSON object. */
  expect(): { readonly url: string; readonly response: Promise<CustomResponse | undefined>; forget(): void };
  /** A URL that takes any number of responses. */
  listen(take: TakeResponse): { readonly url: string; forget(): void };
  /** Takes what was sent to a path; whether a response was expected there. */
  receive(path: string, body: Buffer): boolean;
}

export const customResponsePath = '/_local-cloud/custom-resources/';

/** AWS's limit of a response. */
export const maxResponseBytes = 4096;

export function createCustomResponses(endpointUrl: () => string): CustomResponses {
  const awaited = new Map<string, TakeResponse>();

  function listen(take: TakeResponse) {
    // Nobody who was not given the path may respond.
    const path = customResponsePath + randomBytes(24).toString('base64url');
    awaited.set(path, take);
    return { url: endpointUrl() + path, forget: () => void awaited.delete(path) };
  }

  return {
    listen,
    expect() {
      const { promise, resolve } = Promise.withResolvers<CustomResponse | undefined>();
      const { url, forget } = listen((response) => {
        forget();
        resolve(response);
      });
      return { url, response: promise, forget };
    },
    receive(path, body) {
      const respond = awaited.get(path);
      if (!respond) return false;
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
