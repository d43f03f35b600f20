import { type Agent, type IncomingMessage, request } from 'node:http';
import { ServiceError } from '../aws/service-error.ts';

export interface DynaliteAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

const answerLimitMs = 60_000;

/** dynalite wants a signature's outline, but does not check it. */
const credentials = {
  authorization: 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=none',
  'x-amz-date': '20150101T000000Z',
};

/** Sends one request. A process that dies or hangs meanwhile is DynamoDB's retryable 500. */
export function postToDynalite(
  agent: Agent,
  port: number,
  operation: string,
  body: Buffer | string,
): Promise<DynaliteAnswer> {
  const headers = {
    ...credentials,
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(body),
    'x-amz-target': `DynamoDB_20120810.${operation}`,
  };
  return new Promise((resolve, reject) => {
    const fail = () => reject(internalServerError());
    const call = request(
      { agent, host: '127.0.0.1', port, method: 'POST', headers, timeout: answerLimitMs },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', fail);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 500,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    call.on('timeout', () => call.destroy());
    call.on('error', fail);
    // A destroyed request without an error still closes.
    call.on('close', fail);
    call.end(body);
  });
}

export function internalServerError(): ServiceError {
  return new ServiceError(
    'InternalServerError',
    'The request processing has failed because of an unknown error, exception or failure.',
    500,
  );
}
