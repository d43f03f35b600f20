import type { Account } from '../account.ts';
import type { Service } from '../aws/service.ts';
import type { Iam } from '../iam/iam.ts';
import type { Logs } from '../logs/logs.ts';
import type { S3 } from '../s3/s3.ts';

export interface InvokeRequest {
  /** A name, an ARN or a partial ARN, with or without `:qualifier`. */
  readonly functionName: string;
  readonly qualifier?: string | undefined;
  readonly payload: string | Buffer;
  readonly invocationType?: 'RequestResponse' | 'Event' | 'DryRun' | undefined;
  readonly clientContext?: string | undefined;
  readonly traceId?: string | undefined;
  /**
   * An AWS service that calls on someone's behalf: needs a statement in the function's resource policy.
   * Absent: the call was authorised elsewhere.
   */
  readonly principal?: { readonly service: string; readonly sourceArn: string } | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface InvokeResult {
  readonly statusCode: number;
  readonly payload: Buffer;
  readonly functionError?: 'Unhandled' | undefined;
  readonly executedVersion: string;
  readonly requestId: string;
  /** The last 4 KB of the invocation's log. */
  readonly logTail: string;
}

export interface LambdaOptions {
  readonly account: Account;
  readonly iam: Iam;
  readonly logs: Logs;
  readonly s3: S3;
  /** The cloud's address, known once it listens. */
  readonly endpointUrl: () => string;
  /** A folder of this cloud's own for packages and /tmp folders. */
  readonly folder: string;
}

export interface Lambda {
  readonly service: Service;
  readonly operations: Record<string, never>;
  /**
   * Runs a function. Rejects with ServiceError: ResourceNotFoundException 404, AccessDeniedException 403,
   * TooManyRequestsException 429, RequestEntityTooLargeException 413.
   */
  invoke(request: InvokeRequest): Promise<InvokeResult>;
  /** Ends every environment; what was running is lost. */
  stop(): Promise<void>;
}

export declare function createLambda(options: LambdaOptions): Lambda;
