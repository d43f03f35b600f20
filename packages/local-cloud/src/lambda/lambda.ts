import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { bindOperations } from '../aws/bind-operations.ts';
import { bodyBudget, type Lease } from '../aws/body-budget.ts';
import { restJsonService } from '../aws/rest-json-protocol.ts';
import type { AwsResponse, Service } from '../aws/service.ts';
import { createEnvironmentFleet, defaultLimits } from './environments/environment-fleet.ts';
import { type LaunchOptions, launchEnvironment } from './environments/launch-environment.ts';
import { createProcessGuard } from './environments/process-guard.ts';
import { createEventQueue } from './event-queue.ts';
import type { FunctionInvoker } from './function-invoker.ts';
import { invoke } from './invoke.ts';
import { invokeRoute } from './invoke-route.ts';
import { lambdaInputTypes } from './lambda-input-types.ts';
import { operationRoutes } from './lambda-routes.ts';
import { maxRequestBytes } from './limits.ts';
import { type LambdaOperations, lambdaOperations } from './operations.ts';
import { createPackageStore } from './package-store.ts';
import { type SettingsAdvice, settingsAdvice } from './settings/settings-advice.ts';
import type { LambdaBuckets, LambdaState } from './state.ts';
import { serveUrl, type UrlServing } from './urls/serve-url.ts';

export interface LambdaOptions extends LaunchOptions {
  /** The share of one request in the memory that all bodies together may take; without it there is no such limit. */
  readonly leaseBody?: () => Lease;
  /** Called with each request that a function's URL has served. */
  readonly onServed?: UrlServing['onServed'];
  readonly s3: LambdaBuckets;
  /** The pause before the first and before the second retry of an event: 1 s and 2 s unless given, on AWS minutes. */
  readonly retryDelaysMs?: readonly number[];
}

export interface Lambda extends FunctionInvoker {
  readonly service: Service;
  readonly operations: LambdaOperations;
  settingsAdvice(settings: Readonly<Record<string, unknown>>): SettingsAdvice;
  /** Responds to a client of a function's URL; `undefined` for any other request. */
  serveUrl(request: IncomingMessage): Promise<AwsResponse> | undefined;
  /** Ends every environment; what is running is lost. */
  stop(): Promise<void>;
}

export function createLambda(options: LambdaOptions): Lambda {
  const { account, iam, s3, folder, onServed } = options;
  const { leaseBody = bodyBudget(Number.POSITIVE_INFINITY) } = options;
  const guard = createProcessGuard();
  // One process can listen on a function's port for a debugger.
  const limits = options.debugPorts ? { ...defaultLimits, maxOfVersion: 1 } : defaultLimits;
  const state: LambdaState = {
    account,
    iam,
    s3,
    functions: new Map(),
    urls: new Map(),
    endpointUrl: options.endpointUrl,
    layers: new Map(),
    packages: createPackageStore(join(folder, 'packages')),
    fleet: createEnvironmentFleet(
      (version, events) => launchEnvironment(options, guard, version, events),
      limits,
    ),
    running: 0,
  };
  const queue = createEventQueue(state, options.retryDelaysMs ?? [1000, 2000]);
  const operations = bindOperations(state, lambdaOperations);
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
    settingsAdvice,
    invoke: run,
    serveUrl: serveUrl.bind(null, { state, invoke: run, leaseBody, folder, onServed }),
    async stop() {
      queue.stop();
      await state.fleet.stop();
      guard.close();
    },
  };
}
