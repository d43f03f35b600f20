import type { Call } from '../exchange.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';

const maxUrlBytes = 8192;
const maxHeaderBytes = 10_240;

/** Refuses a request whose URL or headers are too long. */
export function enforceLimits(call: Call): void {
  if (call.path.length + call.rawQuery.length > maxUrlBytes) {
    throw new GatewayFault('REQUEST_TOO_LARGE', 'Request URI Too Long', { status: 414 });
  }
  let headerBytes = 0;
  for (const text of call.rawHeaders) headerBytes += text.length;
  if (headerBytes > maxHeaderBytes) {
    throw new GatewayFault('REQUEST_TOO_LARGE', 'Request Header Fields Too Large', { status: 431 });
  }
}
