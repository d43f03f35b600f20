import { join } from 'node:path';
import type { Account } from '../account.ts';
import { restJsonService } from '../aws/rest-json-protocol.ts';
import type { Service } from '../aws/service.ts';
import type { Iam } from '../iam/iam.ts';
import type { Logs } from '../logs/logs.ts';
import type { S3 } from '../s3/s3.ts';
import { createEnvironmentFleet } from './environments/environment-fleet.ts';
import { launchEnvironment } from './environments/launch-environment.ts';
import { createProcessGuard } from './environments/process-guard.ts';
import { createEventQueue } from './event-queue.ts';
import { lambdaInputTypes } from './input-types.ts';
import { invoke } from './invoke.ts';
import { invokeRoute } from './invoke-route.ts';
import type { LambdaState } from './lambda-state.ts';
import { maxRequestBytes } from './limits.ts';
import { bindOperations, type LambdaOperations } from './operations.ts';
import { createPackageStore } from './package-store.ts';
import { operationRoutes } from './routes.ts';

export interface InvokeRequest {
  /** A name, an ARN or a partial ARN, with or without `:qualifier`. */
  readonly functionName: string;
  readonly qualifier?: string | undefined;
  readonly payload: string | Buffer;
  /** The caller made the payload with JSON.stringify: it needs no check. */
  readonly isJson?: boolean | undefined;
  readonly invocationType?: 'RequestResponse' | 'Event' | 'DryRun' | undefined;
  readonly clientContext?: string | undefined;
  readonly traceId?: string | undefined;
  /** What the invocation is to be known by; a new UUID unless given. */
  readonly requestId?: string | undefined;
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
  /** The last 4 KB of the invocation's log, once all of it is there. */
  logTail(): Promise<string>;
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
  /** How long an event waits for its first and its second retry; 1 s and 2 s unless given (on AWS 1 and 2 minutes). */
  readonly retryDelaysMs?: readonly number[];
}

export interface Lambda {
  readonly service: Service;
  readonly operations: LambdaOperations;
  /**
   * Runs a function. Rejects with ServiceError: ResourceNotFoundException 404, AccessDeniedException 403,
   * TooManyRequestsException 429, RequestEntityTooLargeException 413.
   */
  invoke(request: InvokeRequest): Promise<InvokeResult>;
  /** Ends every environment; what was running is lost. */
  stop(): Promise<void>;
}

export function createLambda(options: LambdaOptions): Lambda {
  const { account, iam, s3 } = options;
  const guard = createProcessGuard();
  const state: LambdaState = {
    account,
    iam,
    s3,
    functions: new Map(),
    packages: createPackageStore(join(options.folder, 'packages')),
    fleet: createEnvironmentFleet((version, events) => launchEnvironment(options, guard, version, events)),
    running: 0,
  };
  const queue = createEventQueue(state, options.retryDelaysMs ?? [1000, 2000]);
  const operations = bindOperations(state);
  const run = invoke.bind(null, state, queue);
  return {
    service: {
      ...restJsonService({
        signingName: 'lambda',
        routes: [invokeRoute(account, run), ...operationRoutes(account, operations)],
        inputTypes: lambdaInputTypes,
        maxBodyBytes: maxRequestBytes,
      }),
      checksAccess: true,
    },
    operations,
    invoke: run,
    async stop() {
      queue.stop();
      await state.fleet.stop();
      guard.close();
    },
  };
}
