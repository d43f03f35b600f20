import type { Exchange } from '../exchange.ts';

/** Refuses a request that the method's validator finds wanting. */
export function validateRequest(exchange: Exchange): void {
  exchange.method.validate?.(exchange);
}
