import type { Answer, Exchange } from '../exchange.ts';

/** What a back end answered. */
export interface IntegrationResult {
  readonly status: number;
  readonly body: Buffer;
}

/** One method's integration, compiled: three steps of the pipeline, each may end the exchange with a GatewayFault. */
export interface CompiledIntegration {
  readonly timeoutInMillis: number;
  /** The integration request: the text that the back end gets. */
  readonly request: (exchange: Exchange) => string;
  readonly invoke: (payload: string, exchange: Exchange) => Promise<IntegrationResult>;
  /** The integration response. */
  readonly respond: (result: IntegrationResult, exchange: Exchange) => Answer;
}
