import { isRecord } from '../../aws/is-record.ts';
import { ServiceError } from '../../aws/service-error.ts';
import type { InvokeResult } from '../../lambda/function-invoker.ts';
import type { ClientRecord, CognitoState, UserPoolRecord, UserRecord } from '../state.ts';
import { functionOf, type TriggerName } from './lambda-config.ts';

/** What a client or an administrator sends for the pool's functions. */
export type ClientMetadata = Readonly<Record<string, string>>;

export interface Trigger {
  readonly name: TriggerName;
  /** The part of `triggerSource` after its first underscore, such as `SignUp`. */
  readonly source: string;
  readonly pool: UserPoolRecord;
  /** Absent where an administrator acts. */
  readonly client?: ClientRecord | undefined;
  readonly userName: string;
  readonly request: Readonly<Record<string, unknown>>;
  /** What the function finds in the event's `response`, to fill in. */
  readonly response: Readonly<Record<string, unknown>>;
}

export type TriggerResponse = Readonly<Record<string, unknown>>;

const attempts = 3;

/**
 * Calls the function that the pool has for a trigger, if any, and returns the `response` of the event that it returns.
 * Throws AWS's errors for a function that the pool may not invoke, that fails or that returns anything else.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
export async function runTrigger(
  state: CognitoState,
  trigger: Trigger,
): Promise<TriggerResponse | undefined> {
  const found = functionOf(trigger.pool, trigger.name);
  if (!found) return undefined;
  const { payload, functionError } = await callFunction(state, found.arn, trigger, {
    version: found.version,
    triggerSource: `${sourcePrefixes[trigger.name] ?? trigger.name}_${trigger.source}`,
    region: state.account.region,
    userPoolId: trigger.pool.id,
    userName: trigger.userName,
    callerContext: {
      awsSdkVersion: 'aws-sdk-unknown-unknown',
      clientId: trigger.client?.id ?? 'CLIENT_ID_NOT_APPLICABLE',
    },
    request: trigger.request,
    response: trigger.response,
  });
  const returned = parsed(payload);
  if (functionError) {
    const message = isRecord(returned) ? String(returned.errorMessage) : 'Unknown error';
    throw new ServiceError('UserLambdaValidationException', `${trigger.name} failed with error ${message}.`);
  }
  if (!isRecord(returned) || !isRecord(returned.response)) {
    throw new ServiceError('InvalidLambdaResponseException', 'Unrecognizable lambda output');
  }
  return returned.response;
}

/** The attributes of a user as functions get them. */
export function eventAttributes(user: UserRecord): Record<string, string> {
  return { sub: user.sub, 'cognito:user_status': user.status, ...Object.fromEntries(user.attributes) };
}

/** `clientMetadata` is absent from an event, rather than empty, where nothing was sent. */
export function metadataMember(clientMetadata: ClientMetadata | undefined): object {
  return clientMetadata ? { clientMetadata } : {};
}

const sourcePrefixes: Partial<Record<TriggerName, string>> = { PreTokenGeneration: 'TokenGeneration' };

/** A function that does not respond within five seconds is called twice more. */
async function callFunction(
  state: CognitoState,
  functionName: string,
  { name, pool }: Trigger,
  event: object,
): Promise<InvokeResult> {
  const payload = JSON.stringify(event);
  const principal = { service: 'cognito-idp.amazonaws.com', sourceArn: pool.arn };
  for (let attempt = 1; ; attempt += 1) {
    const { triggerTimeoutMs } = state;
    const signal = triggerTimeoutMs === undefined ? undefined : AbortSignal.timeout(triggerTimeoutMs);
    try {
      return await state.functions.invoke({ functionName, payload, isJson: true, principal, signal });
    } catch (error) {
      if (error instanceof ServiceError) throw unexpected(name, error.code);
      if (!signal?.aborted) throw error;
      if (attempt === attempts) throw unexpected(name, 'Socket timeout while invoking Lambda function');
    }
  }
}

function unexpected(name: TriggerName, cause: string): ServiceError {
  return new ServiceError('UnexpectedLambdaException', `${name} invocation failed due to error ${cause}.`);
}

function parsed(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
