import type { Answer, Exchange, Header } from '../exchange.ts';
import type { MappingScope } from '../mapping/mapping-scope.ts';

/** What a back end is asked. */
export interface IntegrationRequest {
  readonly httpMethod: string;
  /** Absent for MOCK, which asks nobody. */
  readonly uri?: string;
  readonly headers: readonly Header[];
  readonly body: string | Buffer;
  /** What the mappings of the request read and wrote, for those of the response. */
  readonly scope?: MappingScope;
}

/** What a back end answered. */
export interface IntegrationResult {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Buffer;
  /** What selection patterns are held against: the status where it is absent. Null matches none of them. */
  readonly selectedBy?: string | null;
}

/** One method's integration, compiled: three steps of the pipeline, each may end the exchange with a GatewayFault. */
export interface CompiledIntegration {
  readonly timeoutInMillis: number;
  readonly request: (exchange: Exchange) => IntegrationRequest;
  readonly invoke: (request: IntegrationRequest, exchange: Exchange) => Promise<IntegrationResult>;
  /** The integration response. */
  readonly respond: (result: IntegrationResult, exchange: Exchange, request: IntegrationRequest) => Answer;
}
