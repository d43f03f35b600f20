import type { IncomingHttpHeaders } from 'node:http';
import type { Account } from '../account.ts';
import type { Authorization } from './authorizers/authorization.ts';
import type { CompiledDeployment, CompiledMethod } from './compile-deployment.ts';
import type { ExecutionLog } from './execution-log/execution-log.ts';
import type { StageRecord } from './rest-api-record.ts';
import type { Trace } from './trace-id.ts';
import type { UsagePlanState } from './usage-plans/usage-plan-state.ts';

/** A client's request to a stage. */
export interface Call {
  readonly account: Account;
  readonly apiId: string;
  readonly stage: StageRecord;
  readonly deployment: CompiledDeployment;
  readonly usagePlans: UsagePlanState;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly trace: Trace;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly httpMethod: string;
  readonly protocol: string;
  /** Without the stage, still percent-encoded, exactly as received: empty, or with any number of slashes at the front. */
  readonly path: string;
  /** With all that stands in front of it, as the client sent and signed it. */
  readonly rawPath: string;
  readonly rawQuery: string;
  /** Names and values by turns, as received. */
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingHttpHeaders;
  readonly sourceIp: string;
  readonly port: number;
  readonly isEncrypted: boolean;
}

/** A call that found its method: what the steps of the pipeline hand on. */
export interface Exchange extends Call, Authorization {
  readonly method: CompiledMethod;
  readonly pathParameters: Readonly<Record<string, string>> | undefined;
  /** Empty when the client sent none. */
  readonly body: Buffer;
  /** Absent where the method asks for none. */
  readonly apiKey?: ApiKeyIdentity;
  /** Absent where the stage keeps none for the method: `exchange.log?.info(…)`. */
  readonly log: ExecutionLog | undefined;
}

export type Header = readonly [name: string, value: string];

/** The API key that a caller was let in with. */
export interface ApiKeyIdentity {
  readonly id: string;
  readonly value: string;
}

/** What goes back to the client. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string | Buffer;
  /** Integrations with a back end show the client the trace; MOCK and errors do not. */
  readonly showsTrace: boolean;
}
