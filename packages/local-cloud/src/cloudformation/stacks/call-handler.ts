import { randomUUID } from 'node:crypto';
import { ServiceError } from '../../aws/service-error.ts';
import type { ResourceType } from '../resource-type.ts';

const limitMs = 10 * 60_000;

/** A resource could not be created, changed or deleted; the message is the reason in its event. */
export class ResourceFailure extends Error {}

/**
 * Runs a handler of a resource type. A service's refusal is reworded as AWS's resource handlers word it; a bug
 * and a handler that never ends fail the resource, too.
 */
export async function callHandler<T>(
  resource: string,
  work: () => Promise<T>,
  { hasNoTimeLimit = false }: Pick<ResourceType, 'hasNoTimeLimit'> = {},
): Promise<T> {
  if (hasNoTimeLimit) return reworded(resource, work);
  const limit = timeLimit();
  try {
    return await Promise.race([reworded(resource, work), limit.reached]);
  } finally {
    limit.cancel();
  }
}

async function reworded<T>(resource: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ServiceError) throw handlerFailure(error.message, handlerErrorCode(error));
    if (error instanceof ResourceFailure) throw error;
    console.error(`The handler of resource ${resource} failed:`, error);
    throw handlerFailure('Internal Failure', 'InternalFailure');
  }
}

/** The reason that an event gives for a failure. A bug is logged, and its event says only that there was one. */
export function failureReason(subject: string, error: unknown): string {
  if (error instanceof ServiceError || error instanceof ResourceFailure) return error.message;
  console.error(`CloudFormation failed at ${subject}:`, error);
  return 'Internal Failure';
}

function handlerFailure(message: string, code: string): ResourceFailure {
  const request = `RequestToken: ${randomUUID()}, HandlerErrorCode: ${code}`;
  return new ResourceFailure(`Resource handler returned message: "${message}" (${request})`);
}

function handlerErrorCode({ code, statusCode }: ServiceError): string {
  if (statusCode === 409 || /AlreadyExists|InUse/.test(code)) return 'AlreadyExists';
  if (statusCode === 404 || /NotFound|NoSuch/.test(code)) return 'NotFound';
  if (statusCode === 403) return 'AccessDenied';
  if (statusCode === 429) return 'Throttling';
  return statusCode >= 500 ? 'ServiceInternalError' : 'InvalidRequest';
}

function timeLimit(): { reached: Promise<never>; cancel(): void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(handlerFailure('Exceeded attempts to wait', 'NotStabilized')),
    limitMs,
  );
  timer.unref();
  return { reached: promise, cancel: () => clearTimeout(timer) };
}
