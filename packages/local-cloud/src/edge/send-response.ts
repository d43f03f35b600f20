import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { discardBody } from '../aws/discard-body.ts';
import type { AwsResponse } from '../aws/service.ts';

/** Writes a response. After a body that was not read, the connection is closed. */
export function sendResponse(request: IncomingMessage, response: ServerResponse, sent: AwsResponse): void {
  const { status, headers = {}, body } = sent;
  const unread = request.complete ? {} : { connection: 'close' };
  const length = body instanceof Readable || 'content-length' in headers ? {} : lengthOf(status, body);
  response.writeHead(status, { ...headers, ...length, ...unread } as Record<string, string>);
  if (!request.complete) {
    if (typeof body === 'string' || Buffer.isBuffer(body)) response.write(body);
    discardBody(request, () => response.end());
  } else if (request.method === 'HEAD') response.end();
  else if (body instanceof Readable) pipeline(body, response, () => {});
  else response.end(body);
}

function lengthOf(status: number, body: string | Buffer | undefined): Record<string, number> {
  if (status === 204 || status === 304) return {};
  return { 'content-length': body === undefined ? 0 : Buffer.byteLength(body) };
}
