import type { Overrides } from '@samples/mapping-templates';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';

/** What the steps of a call note for the access log of its stage. Latencies are in milliseconds. */
export interface AccessRecord {
  /** The check of a signature. */
  authenticate?: Phase;
  /** The evaluation of the policies of a caller or a Lambda authorizer. */
  authorize?: Phase;
  authorizer?: Phase;
  /** The function of a Lambda authorizer; absent where its result was cached. */
  authorizerCall?: { readonly requestId: string; readonly status: number; readonly latency: number };
  integration?: IntegrationRecord;
  fault?: GatewayFault;
  /** What the mapping templates overrode. */
  overrides?: () => Overrides | undefined;
}

export interface Phase {
  readonly latency: number;
  readonly status: number;
  readonly error?: string;
}

export interface IntegrationRecord {
  latency?: number;
  /** The status of the back end; of a Lambda proxy integration, the one that the function's code returned. */
  status?: number;
  /** The status of the back end; of a Lambda integration, that of Lambda itself. */
  integrationStatus?: number;
  requestId?: string | undefined;
  /** The header `x-amz-id-2` of a response of S3. */
  requestId2?: string | undefined;
  error?: string;
}

type PhaseName = 'authenticate' | 'authorize' | 'authorizer';

/** Runs a phase of a call. Its outcome is noted where the stage has an access log. */
export async function notePhase<Result>(
  record: AccessRecord | undefined,
  name: PhaseName,
  run: () => Result | Promise<Result>,
): Promise<Result> {
  if (!record) return run();
  const startedAt = performance.now();
  const latency = () => Math.round(performance.now() - startedAt);
  try {
    const result = await run();
    record[name] = { status: 200, latency: latency() };
    return result;
  } catch (error) {
    const status = error instanceof GatewayFault ? error.status : 500;
    record[name] = { status, latency: latency(), error: reasonOf(error) };
    throw error;
  }
}

/** A fault's own message is what the client reads; its cause says more. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: unknown; cause?: unknown };
  return String(cause instanceof Error ? cause.message : (cause ?? message));
}
