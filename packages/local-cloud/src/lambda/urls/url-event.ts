import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { unescape as percentDecode } from 'node:querystring';
import type { Caller } from '../../aws/service.ts';
import { fromWire } from '../../aws/wire-text.ts';
import type { UrlTarget } from './url-target.ts';

export interface UrlCall {
  readonly incoming: IncomingMessage;
  readonly target: UrlTarget;
  readonly body: Buffer;
  readonly caller: Caller | undefined;
  /** `<id>.lambda-url.us-east-1.localhost:4566` */
  readonly domainName: string;
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly traceId: string;
}

/**
 * The event of a function that is called by its URL: payload format 2.0. What is not there has no member.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
 */
export function urlEvent(call: UrlCall): object {
  const { incoming, target, body, caller, domainName } = call;
  // Several leading slashes count as one; later ones stay.
  const path = fromWire(target.path).replace(/^\/+/, '/');
  const rawQuery = fromWire(target.rawQuery);
  const headers = eventHeaders(call);
  const isBase64Encoded = body.length > 0 && !isText(headers['content-type'], body);
  const cookies = (incoming.headersDistinct.cookie ?? []).flatMap((line) => fromWire(line).split(/;\s*/));
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: rawQuery,
    ...(cookies.length > 0 && { cookies }),
    headers,
    queryStringParameters: queryParameters(rawQuery),
    requestContext: {
      accountId: caller?.accountId ?? 'anonymous',
      apiId: target.id,
      ...(caller && { authorizer: { iam: iamOf(caller) } }),
      domainName,
      domainPrefix: target.id,
      http: {
        method: incoming.method,
        path: percentDecode(path),
        protocol: `HTTP/${incoming.httpVersion}`,
        sourceIp: sourceIpOf(incoming),
        userAgent: headers['user-agent'],
      },
      requestId: call.requestId,
      routeKey: '$default',
      stage: '$default',
      time: logTime(call.startedAt),
      timeEpoch: call.startedAt,
    },
    ...(body.length > 0 && { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
}

/** Headers of the connection, not of the request; cookies have a member of their own. */
const hidden = new Set([
  'connection',
  'cookie',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Names in lower case, the values of one name joined by commas. An own member, whatever the name: `__proto__` too. */
function eventHeaders({ incoming, traceId }: UrlCall): Record<string, string> {
  const { headersDistinct, socket } = incoming;
  const given = Object.entries(headersDistinct)
    .filter(([name]) => !hidden.has(name))
    .map(([name, values = []]) => [name, values.map(fromWire).join(',')]);
  const forwarded = headersDistinct['x-forwarded-for'] ?? [];
  return Object.fromEntries([
    ...given,
    ['x-amzn-trace-id', traceId.split(';', 1)[0]],
    ['x-forwarded-for', [...forwarded, sourceIpOf(incoming)].join(', ')],
    ['x-forwarded-port', String(socket.localPort ?? 80)],
    ['x-forwarded-proto', 'http'],
  ]);
}

function sourceIpOf({ socket }: IncomingMessage): string {
  return (socket.remoteAddress ?? '').replace(/^::ffff:(?=[\d.]+$)/, '');
}

function queryParameters(rawQuery: string): Record<string, string> | undefined {
  const query = new URLSearchParams(rawQuery);
  const names = [...new Set(query.keys())];
  if (names.length === 0) return undefined;
  return Object.fromEntries(names.map((name) => [name, query.getAll(name).join(',')]));
}

const textType = /^(?:text\/.*|application\/(?:json|xml|javascript))$/;

/** A body of any other type reaches the function as base64. */
function isText(contentType: string | undefined, body: Buffer): boolean {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return textType.test(type) && isUtf8(body);
}

function iamOf({ accessKeyId, accountId, userId, arn, cognitoIdentity }: Caller): object {
  return {
    accessKey: accessKeyId,
    accountId,
    callerId: userId,
    cognitoIdentity: cognitoIdentity
      ? { amr: [], identityId: cognitoIdentity.identityId, identityPoolId: cognitoIdentity.identityPoolId }
      : null,
    principalOrgId: null,
    userArn: arn,
    userId,
  };
}

/** `22/Nov/2026:15:41:04 +0000` */
function logTime(epoch: number): string {
  const [, , day, month, year, time] =
    /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(epoch).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
