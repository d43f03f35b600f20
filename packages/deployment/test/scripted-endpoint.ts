import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What an endpoint for tests returns: the content of `<ActionResult>`, or the message of a ValidationError. */
export type Answer = string | { error: string };
export type Script = (action: string, parameters: URLSearchParams, headers: IncomingHttpHeaders) => Answer;

export interface ScriptedEndpoint {
  environment: { AWS_ENDPOINT_URL: string };
  /** The query actions and S3 requests received, in order: `CreateChangeSet`, `PUT /bucket/key`. */
  calls: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * An endpoint whose CloudFormation and STS return what a test's script returns, to see what a deployment requests and
 * how it handles the responses. Its S3 remembers which names were put.
 */
export async function scriptedEndpoint(script: Script): Promise<ScriptedEndpoint> {
  const calls: string[] = [];
  const stored = new Set<string>();
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (!isQuery(request)) {
      const { method = '', url = '' } = request;
      const name = new URL(url, 'http://s3').pathname.replace(/\/$/, '');
      calls.push(`${method} ${name}`);
      if (method === 'PUT') stored.add(name);
      response.writeHead(stored.has(name) ? 200 : 404).end();
      return;
    }
    const parameters = new URLSearchParams(body);
    const action = parameters.get('Action') ?? '';
    calls.push(action);
    const answer =
      action === 'GetCallerIdentity'
        ? '<Account>000000000000</Account>'
        : script(action, parameters, request.headers);
    response.writeHead(typeof answer === 'string' ? 200 : 400, { 'content-type': 'text/xml' });
    response.end(typeof answer === 'string' ? resultOf(action, answer) : refusal(answer.error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    environment: { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` },
    calls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function isQuery({ headers }: IncomingMessage): boolean {
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
}

function resultOf(action: string, content: string): string {
  return `<${action}Response><${action}Result>${content}</${action}Result></${action}Response>`;
}

function refusal(message: string): string {
  return `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>${message}</Message></Error></ErrorResponse>`;
}
