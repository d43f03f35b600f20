import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { bindOperations } from '../aws/bind-operations.ts';
import { bodyBudget, type Lease } from '../aws/body-budget.ts';
import { restJsonService } from '../aws/rest-json-protocol.ts';
import type { AwsResponse, Service } from '../aws/service.ts';
import { createCodeLocations } from './code-locations.ts';
import { createFunctionProcesses, type FunctionProcesses } from './environments/function-processes.ts';
import { type LaunchOptions, launchEnvironment } from './environments/launch-environment.ts';
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
  /** Whether a function of another region has the URL of this id. */
  readonly isUrlElsewhere?: (id: string) => boolean;
  readonly s3: LambdaBuckets;
  /** Those of all regions; without them this region has its own. */
  readonly processes?: FunctionProcesses;
  /** The pause before the first and before the second retry of an event: 1 s and 2 s unless given, on AWS minutes. */
  readonly retryDelaysMs?: readonly number[];
  /** Calls `done` once a function that a request created or changed is to be ready: after 200 ms unless given. */
  readonly settle?: (done: () => void) => void;
}

export interface Lambda extends FunctionInvoker {
  readonly service: Service;
  readonly operations: LambdaOperations;
  settingsAdvice(settings: Readonly<Record<string, unknown>>): SettingsAdvice;
  /** Whether a function has the URL of this id. */
  hasUrl(id: string): boolean;
  /** Whether a function or a layer has the package of this id. */
  hasPackage(id: string): boolean;
  /** Responds to a client of a function's URL, or of the URL of its code; `undefined` for any other request. */
  serveUrl(request: IncomingMessage): Promise<AwsResponse> | undefined;
  /** Retries nothing any more, and ends every environment unless those are of all regions. */
  stop(): Promise<void>;
}

/** Less than a command of the AWS CLI takes to start, and longer than a script without waiters takes to its next call. */
const settleMs = 200;

export function createLambda(options: LambdaOptions): Lambda {
  const { account, iam, s3, folder, onServed } = options;
  const { leaseBody = bodyBudget(Number.POSITIVE_INFINITY), isUrlElsewhere = () => false } = options;
  const processes = options.processes ?? createFunctionProcesses(options.debugPorts !== undefined);
  const packages = createPackageStore(join(folder, 'packages'));
  const codeLocations = createCodeLocations(packages, options.endpointUrl);
  const state: LambdaState = {
    account,
    iam,
    s3,
    functions: new Map(),
    urls: new Map(),
    isUrlElsewhere,
    endpointUrl: options.endpointUrl,
    layers: new Map(),
    packages,
    codeLocations,
    fleet: processes.fleet,
    launch: (version, events) => launchEnvironment(options, processes.guard, version, events),
    settle: options.settle ?? ((done) => void setTimeout(done, settleMs).unref()),
    running: 0,
  };
  const queue = createEventQueue(state, options.retryDelaysMs ?? [1000, 2000], processes.events);
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
    settingsAdvice: (settings) => settingsAdvice(account, settings),
    invoke: run,
    hasUrl: (id) => state.urls.has(id),
    hasPackage: (id) => packages.named(id) !== undefined,
    serveUrl: (request) =>
      codeLocations.serve(request) ?? serveUrl({ state, invoke: run, leaseBody, folder, onServed }, request),
    async stop() {
      queue.stop();
      if (!options.processes) await processes.stop();
    },
  };
}
