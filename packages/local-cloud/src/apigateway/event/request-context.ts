import { fromWire } from '../../aws/wire-text.ts';
import type { Call, CompiledMethod, Exchange } from '../exchange.ts';

/** `requestContext` of events and `$context` of templates. `method` is undefined for a call that matched no method. */
export function requestContext(call: Call & Partial<Caller>, method: CompiledMethod | undefined) {
  const host = fromWire(call.headers.host ?? '');
  return {
    resourceId: method?.resourceId ?? null,
    resourcePath: method?.resourcePath ?? null,
    httpMethod: call.httpMethod,
    extendedRequestId: call.extendedRequestId,
    requestTime: requestTime(call.startedAt),
    path: `${call.basePath}${call.path}`,
    accountId: call.account.id,
    protocol: call.protocol,
    stage: call.stage.stageName,
    domainPrefix: host.split('.', 1)[0] ?? '',
    requestTimeEpoch: call.startedAt,
    requestId: call.requestId,
    identity: callerIdentity(call),
    domainName: host,
    deploymentId: call.stage.deploymentId,
    apiId: call.apiId,
    ...(call.stage.isCanary !== undefined && { isCanaryRequest: String(call.stage.isCanary) }),
    ...(call.authorizer && { authorizer: call.authorizer }),
  };
}

/** What the steps of the pipeline add about the caller. */
type Caller = Pick<Exchange, 'apiKey' | 'authorizer' | 'identity'>;

function callerIdentity(call: Call & Partial<Caller>) {
  const userAgent = call.headers['user-agent'];
  return {
    cognitoIdentityPoolId: null,
    accountId: null,
    cognitoIdentityId: null,
    caller: null,
    sourceIp: call.sourceIp,
    principalOrgId: null,
    accessKey: null,
    cognitoAuthenticationType: null,
    cognitoAuthenticationProvider: null,
    userArn: null,
    userAgent: userAgent === undefined ? null : fromWire(userAgent),
    user: null,
    ...call.identity,
    ...(call.apiKey && { apiKey: call.apiKey.value, apiKeyId: call.apiKey.id }),
  };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Formatted once for all requests of one second. */
let last = { second: Number.NaN, text: '' };

/** The format of web servers' logs: `22/Nov/2026:15:41:04 +0000`. Takes milliseconds since 1970. */
export function requestTime(epoch: number): string {
  const second = Math.floor(epoch / 1000);
  if (second !== last.second) last = { second, text: format(epoch) };
  return last.text;
}

function format(epoch: number): string {
  const [day = '', time = ''] = new Date(epoch).toISOString().split('T');
  const [year, month, dayOfMonth] = day.split('-');
  return `${dayOfMonth}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}
