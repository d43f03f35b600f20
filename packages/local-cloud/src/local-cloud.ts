import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { defaultAccount } from './account.ts';
import { createGateways } from './apigateway/gateways.ts';
import { bodyBudget } from './aws/body-budget.ts';
import { createCustomResponses } from './cloudformation/custom-resources/custom-responses.ts';
import { createInbox } from './cognito/inbox.ts';
import { createEdge } from './edge/edge.ts';
import { landingPage } from './edge/landing-page.ts';
import { listen } from './edge/listen.ts';
import { namedApis } from './edge/named-apis.ts';
import { createRecentRequests } from './edge/recent-requests.ts';
import { createIam } from './iam/iam.ts';
import { createDebugPorts } from './lambda/environments/debug-ports.ts';
import { createFunctionProcesses } from './lambda/environments/function-processes.ts';
import { createLongWork } from './long-work/long-work.ts';
import { makeOwnFolder } from './own-folder.ts';
import { createRegion } from './region.ts';
import { createRegions } from './regions.ts';
import { createBucketStore } from './s3/s3.ts';
import { type Clock, systemClock } from './schedules/clock.ts';
import { createSts } from './sts/sts.ts';

export interface LocalCloudOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Origins such as `https://app.example` whose pages may do what a page of this machine may: call deployed APIs. */
  readonly allowedOrigins?: readonly string[];
  /**
   * Where the functions' output is shown while they run, and what Cognito would send, such as `process.stdout`; nowhere
   * unless given.
   */
  readonly functionOutput?: Writable;
  /**
   * The first port for debuggers: each Node function listens on one of its own from here up, has one process, and no
   * time limit ends a call. Not debugged unless given.
   */
  readonly debugPort?: number | undefined;
  /** What a log group may hold before its oldest events are dropped; 64 MB unless given. */
  readonly logGroupBytes?: number | undefined;
  /** What rules and schedules go by; the machine's clock unless given. */
  readonly clock?: Clock | undefined;
}

export interface LocalCloud {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  readonly url: string;
  /** Ends every child process, frees the port and removes the temporary folder. */
  stop(): Promise<void>;
}

const host = '127.0.0.1';
const maxBytesOfAllBodies = 256 * 1024 * 1024;

/**
 * Starts a cloud of its own: its services share nothing with another one in the same process. Rejects with
 * Node's error (`EADDRINUSE`, `EACCES`) when the port cannot be had.
 */
export async function createLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const folder = await makeOwnFolder();
  let url = '';
  const endpointUrl = () => url;
  const iam = createIam(defaultAccount);
  const longWork = createLongWork();
  // Apart from the other work, so that requests to an API do not delay deployments.
  const bodyWork = createLongWork({ milliseconds: 10_000, megabytes: 128, workers: 2, waiting: 100 });
  const leaseBody = bodyBudget(maxBytesOfAllBodies);
  const recent = createRecentRequests();
  const customResponses = createCustomResponses(endpointUrl);
  const { functionOutput, logGroupBytes, debugPort, clock = systemClock } = options;
  const inbox = createInbox(functionOutput);
  const gateways = createGateways(endpointUrl, (host) => regions.hasUrl(host));
  const processes = createFunctionProcesses(debugPort !== undefined);
  const buckets = createBucketStore(defaultAccount, {
    folder: path.join(folder, 's3'),
    invoke: (request) => regions.invoke(request),
  });
  const sts = createSts({
    iam,
    webIdentities: { verifyWebIdentity: (token) => regions.verifyWebIdentity(token) },
  });
  const shared = {
    iam,
    sts,
    buckets,
    gateways,
    processes,
    inbox,
    folder,
    endpointUrl,
    longWork,
    bodyWork,
    leaseBody,
    clock,
    recent,
    customResponses,
    functionOutput,
    debugPorts: debugPort === undefined ? undefined : createDebugPorts(debugPort),
    logGroupBytes,
  };
  const regions = createRegions((account, regions) => createRegion(account, { ...shared, regions }));

  const apis = () => namedApis(gateways.shortNames.all(), url);
  const edge = createEdge({
    gateways,
    functionUrls: { serve: regions.serveUrl },
    services: [iam.service, ...regions.home.services.values(), sts.service],
    regions,
    signerOf: iam.signerOf,
    landingPage: (token) => landingPage(regions.all(), apis(), url, token),
    namedApis: apis,
    recentRequests: recent.list,
    leaseBody,
    inbox,
    customResponses,
    folder,
    allowedOrigins: options.allowedOrigins,
  });

  async function stopServices(): Promise<void> {
    const made = regions.all();
    await Promise.all(made.map((region) => region.stopWork()));
    await Promise.all([longWork.stop(), bodyWork.stop()]);
    await Promise.all([processes.stop(), ...made.map((region) => region.stopProcesses())]);
    await rm(folder, { recursive: true, force: true });
  }

  try {
    const listener = await listen(edge, options.port ?? 0, host);
    url = `http://${host}:${listener.port}`;
    const stop = async () => {
      await listener.close();
      await stopServices();
    };
    let stopping: Promise<void> | undefined;
    return { url, stop: () => (stopping ??= stop()) };
  } catch (error) {
    await stopServices();
    throw error;
  }
}
