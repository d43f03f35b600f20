import type { IncomingMessage } from 'node:http';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';

const maxBodyBytes = 10 * 1024 * 1024;
const maxReadingMillis = 30_000;

/** The client closed the connection: nobody is left to respond to. */
export class ClientGone extends Error {}

/** Reads the whole body of a request that announces one. Rejects above 10 MB, and when the client takes longer than 30 s. */
export function receivePayload(incoming: IncomingMessage): Promise<Buffer> {
  if (Number(incoming.headers['content-length'] ?? 0) > maxBodyBytes) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (result: Buffer | Error) => {
      clearTimeout(timer);
      incoming.off('data', take).off('end', finish).off('close', abandon);
      incoming.pause();
      if (result instanceof Error) reject(result);
      else resolve(result);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBodyBytes) settle(tooLarge());
      else chunks.push(chunk);
    };
    const finish = () => settle(Buffer.concat(chunks, size));
    const abandon = () => settle(new ClientGone());
    const timer = setTimeout(() => settle(tooSlow()), maxReadingMillis);
    incoming.on('data', take).on('end', finish).on('close', abandon);
  });
}

export function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function tooLarge(): GatewayFault {
  return new GatewayFault('REQUEST_TOO_LARGE', 'Request Too Long');
}

function tooSlow(): GatewayFault {
  return new GatewayFault('BAD_REQUEST_BODY', 'Request Timeout', { status: 408 });
}
