import type { Caller } from '../../aws/service.ts';
import type { Exchange } from '../exchange.ts';

/** What is known of a caller whose call may go on; it becomes part of the exchange. */
export interface Authorization {
  /** `$context.authorizer`; absent where no authorizer said anything. */
  readonly authorizer?: Readonly<Record<string, unknown>>;
  /** Members of `$context.identity`. */
  readonly identity?: Readonly<Record<string, string>>;
  /** Who signed the call. */
  readonly caller?: Caller;
  /** The API key that a Lambda authorizer names for its caller. */
  readonly usageIdentifierKey?: string;
}

/** Decides whether a call may go on. Rejects with a GatewayFault where it may not. */
export type Authorize = (exchange: Exchange) => Promise<Authorization>;
