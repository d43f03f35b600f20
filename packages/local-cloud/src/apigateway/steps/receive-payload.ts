import type { IncomingMessage } from 'node:http';
import { BudgetExceeded, type Lease } from '../../aws/body-budget.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';

const maxBodyBytes = 10 * 1024 * 1024;
const maxReadingMillis = 30_000;

/** The client closed the connection: nobody is left to respond to. */
export class ClientGone extends Error {}

/**
 * Reads the whole body of a request that announces one. Rejects above 10 MB, when the client takes longer than 30 s, and
 * where the bodies of all requests together would take too much memory.
 */
export async function receivePayload(incoming: IncomingMessage, lease: Lease): Promise<Buffer> {
  const announced = Number(incoming.headers['content-length'] ?? 0);
  if (announced > maxBodyBytes) throw tooLarge();
  try {
    lease.expect(announced);
    return await readWhole(incoming, lease);
  } catch (error) {
    throw error instanceof BudgetExceeded ? tooMany() : error;
  }
}

function readWhole(incoming: IncomingMessage, lease: Lease): Promise<Buffer> {
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
      if (size > maxBodyBytes) return settle(tooLarge());
      try {
        lease.take(chunk.length);
        chunks.push(chunk);
      } catch (error) {
        settle(error as Error);
      }
    };
    const finish = () => settle(Buffer.concat(chunks, size));
    const abandon = () => settle(new ClientGone());
    const timer = setTimeout(() => settle(tooSlow()), maxReadingMillis);
    incoming.on('data', take).on('end', finish).on('close', abandon);
  });
}

function tooLarge(): GatewayFault {
  return new GatewayFault('REQUEST_TOO_LARGE', 'Request Too Long');
}

function tooMany(): GatewayFault {
  return new GatewayFault('THROTTLED', 'Too Many Requests');
}

function tooSlow(): GatewayFault {
  return new GatewayFault('BAD_REQUEST_BODY', 'Request Timeout', { status: 408 });
}
