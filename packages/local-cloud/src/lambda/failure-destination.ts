import { randomUUID } from 'node:crypto';
import { requireAccess } from '../aws/policy/require-access.ts';
import { ServiceError } from '../aws/service-error.ts';
import { accessDenied } from './errors.ts';
import type { FoundFunction } from './find-function.ts';
import { functionArn } from './function-name.ts';
import { qualifierKey } from './function-policy.ts';
import type { InvocationRun, NewInvocation } from './run-invocation.ts';
import type { LambdaState } from './state.ts';

export interface FailedEvent {
  readonly found: FoundFunction;
  readonly invocation: NewInvocation;
  /** How often the function has run for it. */
  readonly invokeCount: number;
}

export type FailureCondition = 'RetriesExhausted' | 'EventAgeExceeded';

/** Puts a record of an event that failed for good into the bucket configured for that, if there is one. */
export async function sendToDestination(
  state: LambdaState,
  event: FailedEvent,
  lastRun: InvocationRun | undefined,
  condition: FailureCondition,
): Promise<void> {
  const { record, qualifier } = event.found;
  const config = record.eventInvokeConfigs.get(qualifierKey(qualifier));
  const bucket = config?.DestinationConfig?.OnFailure?.Destination?.replace('arn:aws:s3:::', '');
  if (!bucket) return;
  const now = new Date();
  const failure = {
    version: '1.0',
    timestamp: now.toISOString(),
    requestContext: {
      requestId: event.invocation.requestId,
      functionArn: functionArn(state.account, record.name, qualifier ?? '$LATEST'),
      condition,
      approximateInvokeCount: event.invokeCount,
    },
    requestPayload: JSON.parse(String(event.invocation.payload)),
    ...(lastRun && {
      responseContext: {
        statusCode: 200,
        executedVersion: lastRun.executedVersion,
        functionError: 'Unhandled',
      },
      responsePayload: jsonOrText(lastRun.outcome.payload.toString('utf8')),
    }),
  };
  const Key = objectKey(record.name, now);
  try {
    requireRole(state, event, 's3:PutObject', `arn:aws:s3:::${bucket}/${Key}`);
    await state.s3.operations.PutObject({
      Bucket: bucket,
      Key,
      Body: Buffer.from(JSON.stringify(failure)),
      ContentType: 'application/json',
    });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    console.error(
      `The failure destination of ${record.name} refused an event: ${error.code}: ${error.message}`,
    );
  }
}

/** Lambda delivers as the function's role. */
function requireRole({ iam }: LambdaState, { found }: FailedEvent, action: string, resource: string): void {
  const { Role, FunctionName } = found.record.latest.configuration;
  const { AccessKeyId } = iam.assumeRole(Role, FunctionName);
  requireAccess(iam.signerOf(AccessKeyId)?.caller, action, resource, accessDenied);
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
function objectKey(functionName: string, now: Date): string {
  const [day = '', time = ''] = now.toISOString().split('T');
  const stamp = `${day}T${time.slice(0, 8).replaceAll(':', '.')}`;
  return `aws/lambda/async/${functionName}/${day.replaceAll('-', '/')}/${stamp}-${randomUUID()}`;
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
