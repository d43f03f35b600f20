import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { AwsRequest, AwsResponse } from '../aws/service.ts';
import type { ClientOptions } from './cloud-client.ts';

interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An SDK client whose requests go straight to `handle`, as nobody's and without a connection. */
export function inProcessClient<Client>(
  Client: new (options: ClientOptions) => Client,
  handle: (request: AwsRequest) => Promise<AwsResponse>,
): Client {
  const requestHandler = {
    async handle(request: HttpRequest) {
      const query = queryOf(request);
      const {
        status,
        headers = {},
        body = '',
      } = await handle({
        method: request.method,
        path: request.path,
        rawQuery: query.toString(),
        query,
        headers: Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
        ),
        body: await bytesOf(request.body),
        requestId: randomUUID(),
        caller: undefined,
      });
      const stream = body instanceof Readable ? body : Readable.from([Buffer.from(body)]);
      return { response: { statusCode: status, headers, body: stream } };
    },
  };
  const options = {
    endpoint: 'http://localhost',
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    forcePathStyle: true,
    maxAttempts: 1,
    requestHandler,
  };
  return new Client(options);
}

function queryOf({ query = {} }: HttpRequest): URLSearchParams {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one ?? ''] as [string, string]),
  );
  return new URLSearchParams(pairs);
}

async function bytesOf(body: unknown): Promise<Buffer> {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return Buffer.copyBytesFrom(body);
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
