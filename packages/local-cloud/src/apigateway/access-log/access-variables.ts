import { requestContext } from '../event/request-context.ts';
import type { Call, Exchange, HttpResponse } from '../exchange.ts';
import { failureReason } from '../execution-log/failure-reason.ts';
import { errorValue } from '../gateway-responses/variables.ts';
import { traceRoot } from '../trace-id.ts';
import type { AccessRecord } from './access-record.ts';

/** A call that was responded to. */
export interface AccessedCall {
  readonly call: Call;
  /** Absent for a call that found no method. */
  readonly exchange: Exchange | undefined;
  readonly record: AccessRecord;
  readonly response: HttpResponse;
  /** From the first byte of the request to the response. */
  readonly milliseconds: number;
  /** `$context`, built when it is first read. */
  readonly context: () => object;
}

/** A variable's value: what cannot be shown is absent. */
export type AccessVariable = (accessed: AccessedCall) => unknown;

/** The call, for the variables of one line of the log. */
export function accessedCall(
  call: Call,
  exchange: Exchange | undefined,
  record: AccessRecord,
  response: HttpResponse,
  milliseconds: number,
): AccessedCall {
  let context: object | undefined;
  return {
    call,
    exchange,
    record,
    response,
    milliseconds,
    context: () => (context ??= requestContext(exchange ?? call, exchange?.method)),
  };
}

/**
 * What reads a variable, named without `$context.`. Names that AWS does not know, and those of what this cloud does
 * not have (WAF, client certificates, VPC endpoints), are absent from every call.
 */
export function accessVariable(name: string): AccessVariable {
  const known = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (known) return known;
  const path = name.split('.');
  if (path[0] === 'requestOverride') return ({ record }) => valueAt(record.overrides?.()?.request, path, 1);
  if (path[0] === 'responseOverride') return ({ record }) => valueAt(record.overrides?.()?.response, path, 1);
  return ({ context }) => valueAt(context(), path, 0);
}

const integrationError: AccessVariable = ({ record: { integration, fault }, exchange }) => {
  if (integration?.error !== undefined || !exchange || !fault) return integration?.error;
  const isOfIntegration = fault.type === 'INTEGRATION_FAILURE' || fault.type === 'INTEGRATION_TIMEOUT';
  return isOfIntegration ? (failureReason(fault, exchange) ?? fault.message) : undefined;
};

const integrationRequestId: AccessVariable = ({ record }) => record.integration?.requestId;
const integrationLatency: AccessVariable = ({ record }) => record.integration?.latency;
const integrationStatus: AccessVariable = ({ record }) => record.integration?.integrationStatus;

/** The variables of access logs alone: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html */
const variables: Readonly<Record<string, AccessVariable>> = {
  'authenticate.error': ({ record }) => record.authenticate?.error,
  'authenticate.latency': ({ record }) => record.authenticate?.latency,
  'authenticate.status': ({ record }) => record.authenticate?.status,
  'authorize.error': ({ record }) => record.authorize?.error,
  'authorize.latency': ({ record }) => record.authorize?.latency,
  'authorize.status': ({ record }) => record.authorize?.status,
  'authorizer.error': ({ record }) => record.authorizer?.error,
  'authorizer.integrationLatency': ({ record }) => record.authorizerCall?.latency,
  'authorizer.integrationStatus': ({ record }) => record.authorizerCall?.status,
  'authorizer.latency': ({ record }) => record.authorizer?.latency,
  'authorizer.requestId': ({ record }) => record.authorizerCall?.requestId,
  'authorizer.status': ({ record }) => record.authorizer?.status,
  awsEndpointRequestId: integrationRequestId,
  awsEndpointRequestId2: ({ record }) => record.integration?.requestId2,
  'error.message': ({ record }) => record.fault?.message,
  'error.messageString': ({ record }) => record.fault && errorValue(record.fault, 'messageString'),
  'error.responseType': ({ record }) => record.fault?.type,
  'error.validationErrorString': ({ record: { fault } }) =>
    fault?.validationErrors && errorValue(fault, 'validationErrorString'),
  'integration.error': integrationError,
  'integration.integrationStatus': integrationStatus,
  'integration.latency': integrationLatency,
  'integration.requestId': integrationRequestId,
  'integration.status': ({ record }) => record.integration?.status,
  integrationErrorMessage: integrationError,
  integrationLatency,
  integrationStatus,
  responseLatency: ({ milliseconds }) => milliseconds,
  responseLength: ({ response }) => Buffer.byteLength(response.body),
  status: ({ response }) => response.status,
  xrayTraceId: ({ call }) => (call.stage.tracingEnabled ? traceRoot(call.trace) : undefined),
};

function valueAt(values: unknown, path: readonly string[], from: number): unknown {
  let value = values;
  for (const key of path.slice(from)) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return Array.isArray(value) ? value.join(',') : value;
}
