import type { CORSRule } from '@aws-sdk/client-s3';
import { matchesWildcard } from '../../aws/policy/wildcard.ts';
import type { AwsRequest } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import type { Bucket } from '../state.ts';

type Headers = Record<string, string>;

/** The headers that let a page of another origin read the response; empty when no rule of the bucket fits. */
export function corsHeaders(bucket: Bucket | undefined, request: AwsRequest): Headers {
  const { origin } = request.headers;
  if (origin === undefined) return {};
  const rule = bucket?.cors?.find((candidate) => allows(candidate, origin, request.method));
  return rule ? headersOf(rule, origin) : {};
}

/** The headers of the response to a preflight request; throws `AccessForbidden` when no rule fits. */
export function preflightHeaders(bucket: Bucket | undefined, request: AwsRequest): Headers {
  const { origin } = request.headers;
  const method = request.headers['access-control-request-method'];
  if (origin === undefined) {
    throw new ServiceError('BadRequest', 'Insufficient information. Origin request header needed.');
  }
  if (method === undefined) {
    throw new ServiceError('BadRequest', 'Invalid Access-Control-Request-Method: null');
  }
  if (!bucket?.cors) throw forbidden('CORS is not enabled for this bucket.');
  const asked = request.headers['access-control-request-headers']?.toLowerCase() ?? '';
  const names = asked.split(/\s*,\s*/).filter((name) => name !== '');
  const rule = bucket.cors.find(
    (candidate) => allows(candidate, origin, method) && names.every((name) => allowsHeader(candidate, name)),
  );
  if (!rule) {
    throw forbidden(
      "This CORS request is not allowed. This is usually because the evaluation of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
    );
  }
  return {
    ...headersOf(rule, origin),
    ...(names.length > 0 && { 'access-control-allow-headers': names.join(', ') }),
    ...(rule.MaxAgeSeconds !== undefined && { 'access-control-max-age': String(rule.MaxAgeSeconds) }),
  };
}

function allows(rule: CORSRule, origin: string, method: string): boolean {
  const isOrigin = rule.AllowedOrigins?.some((pattern) => matchesWildcard(pattern, origin));
  return Boolean(isOrigin && rule.AllowedMethods?.includes(method));
}

function allowsHeader(rule: CORSRule, name: string): boolean {
  return Boolean(rule.AllowedHeaders?.some((pattern) => matchesWildcard(pattern.toLowerCase(), name)));
}

function headersOf(rule: CORSRule, origin: string): Headers {
  const isForAll = Boolean(rule.AllowedOrigins?.includes('*'));
  return {
    'access-control-allow-origin': isForAll ? '*' : origin,
    'access-control-allow-methods': rule.AllowedMethods?.join(', ') ?? '',
    ...(rule.ExposeHeaders?.length && { 'access-control-expose-headers': rule.ExposeHeaders.join(', ') }),
    ...(!isForAll && { 'access-control-allow-credentials': 'true' }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

function forbidden(message: string): ServiceError {
  return new ServiceError('AccessForbidden', `CORSResponse: ${message}`, 403);
}
