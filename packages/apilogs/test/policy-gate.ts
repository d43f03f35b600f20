// API Gateway and CloudFormation as a role sees them: the embedded cloud offers them to the account's root alone, so that
// the role's policy is checked here, and the call goes on as the root's.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { AwsClient } from 'aws4fetch';

export interface Policy {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string;
}

export interface PolicyGate extends AsyncDisposable {
  /** The endpoint of API Gateway and CloudFormation. */
  readonly url: string;
}

const root = new AwsClient({ accessKeyId: 'test', secretAccessKey: 'test', region: 'us-east-1' });

/** `policy` returns the role's policy as it is now. */
export async function startPolicyGate(endpoint: string, policy: () => Policy): Promise<PolicyGate> {
  const server = createServer(async (incoming, response) => {
    const body = await buffer(incoming);
    const call = calledBy(incoming, body.toString());
    if (!isAllowed(policy(), call)) {
      const message = `User: arn:aws:sts::000000000000:assumed-role/reader/me is not authorized to perform: ${call.action} on resource: ${call.resource} because no identity-based policy allows the ${call.action} action`;
      if (call.service === 'apigateway') {
        response.writeHead(403, { 'x-amzn-errortype': 'AccessDeniedException' });
        return response.end(JSON.stringify({ Message: message }));
      }
      response.writeHead(403, { 'content-type': 'text/xml' });
      return response.end(
        `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error></ErrorResponse>`,
      );
    }
    const { accept, 'content-type': type } = incoming.headers;
    const passed = await root.fetch(`${endpoint}${incoming.url}`, {
      method: incoming.method ?? 'GET',
      headers: { ...(accept && { accept }), ...(type && { 'content-type': type }) },
      ...(body.length > 0 && { body }),
      aws: { service: call.service },
    });
    response.writeHead(passed.status, { 'content-type': passed.headers.get('content-type') ?? '' });
    response.end(Buffer.from(await passed.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Call {
  readonly service: 'apigateway' | 'cloudformation';
  readonly action: string;
  readonly resource: string;
}

function calledBy({ method, url = '' }: IncomingMessage, body: string): Call {
  const { pathname } = new URL(url, 'http://endpoint');
  if (pathname !== '/') {
    const resource = `arn:aws:apigateway:us-east-1::${pathname}`;
    return { service: 'apigateway', action: `apigateway:${method}`, resource };
  }
  const form = new URLSearchParams(body);
  const resource = `arn:aws:cloudformation:us-east-1:000000000000:stack/${form.get('StackName')}/*`;
  return { service: 'cloudformation', action: `cloudformation:${form.get('Action')}`, resource };
}

function isAllowed({ Statement }: Policy, { action, resource }: Call): boolean {
  return Statement.some(
    (statement) => statement.Action.includes(action) && matches(statement.Resource, resource),
  );
}

function matches(pattern: string, resource: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[^\w]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(resource);
}
