import type { App } from '../app-context.ts';
import type { StageName } from '../configuration.ts';
import type { ExplorerOperation } from './operations.ts';

export interface Call {
  readonly operation: ExplorerOperation;
  readonly stage: StageName;
  /** By the names of the parameters. */
  readonly values: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isSignedIn: boolean;
}

export interface Message {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** A request and its response, as they travelled. Tokens and signatures are shortened. */
export interface Exchange {
  readonly request: Message & { readonly method: string; readonly url: string };
  readonly response: Message & {
    readonly status: number;
    readonly milliseconds: number;
    /** The ids of the request in the logs of API Gateway and of the function. */
    readonly gatewayRequestId: string | undefined;
    readonly functionRequestId: string | undefined;
  };
}

/** A client whose operation is known only when it is called. */
type UntypedRequest = (method: string, path: string, init: object) => Promise<unknown>;

/** Calls an operation with the API's client. Rejects when there is no response. */
export async function callOperation(app: App, call: Call): Promise<Exchange> {
  const { operation, stage, body, isSignedIn } = call;
  let exchange: Exchange | undefined;
  const client = app.client(stage, {
    ...(!isSignedIn && { session: undefined }),
    async fetch(request) {
      // The client asks the identity pool for keys, too.
      if (!request.url.startsWith(app.configuration.stages[stage])) return fetch(request);
      const sent = request.clone();
      const before = performance.now();
      const response = await fetch(request);
      // The last one counts: where the session has expired it is renewed, and the request sent again.
      exchange = await exchangeOf(sent, response.clone(), Math.round(performance.now() - before));
      return response;
    },
  });
  const send = client.request as unknown as UntypedRequest;
  await send(operation.method.toLowerCase(), operation.path, {
    params: { path: valuesFor(call, 'path'), query: valuesFor(call, 'query') },
    ...(operation.body !== undefined && { body, bodySerializer: (text: string) => text }),
    parseAs: 'text',
  });
  if (!exchange) throw new TypeError('Expected a request to be sent');
  return exchange;
}

async function exchangeOf(request: Request, response: Response, milliseconds: number): Promise<Exchange> {
  const header = (name: string) => response.headers.get(name) ?? undefined;
  return {
    request: {
      method: request.method,
      url: request.url,
      headers: [...request.headers].map(([name, value]) => [name, shortened(name, value)] as const),
      body: await request.text(),
    },
    response: {
      status: response.status,
      headers: [...response.headers],
      body: indented(await response.text()),
      milliseconds,
      gatewayRequestId: header('x-amzn-requestid'),
      functionRequestId: header('x-function-request-id'),
    },
  };
}

/** The parameters of the query that are filled in, and all of the path. */
function valuesFor({ operation, values }: Call, wanted: 'path' | 'query'): Record<string, string> {
  const entries = operation.parameters
    .filter(({ place, name }) => place === wanted && (place === 'path' || values[name]))
    .map(({ name }) => [name, values[name] ?? '']);
  return Object.fromEntries(entries);
}

const secretHeaders = new Set(['authorization', 'x-amz-security-token']);
const shownLength = 16;

/** Only the start of a token or signature, so that a screenshot reveals nothing. */
export function shortened(name: string, value: string): string {
  if (!secretHeaders.has(name.toLowerCase())) return value;
  return `${value.slice(0, shownLength)}… (${value.length} characters)`;
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
