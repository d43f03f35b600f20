import type { RequestValidator } from '@aws-sdk/client-api-gateway';
import { decodeQuery } from '../event/query-string.ts';
import type { Exchange } from '../exchange.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';
import type { ApiMethod } from '../model.ts';
import type { BodyCheck, BodyChecks } from './compile-body-checks.ts';
import type { Violations } from './model-check.ts';

/** Ends the exchange of a request that is invalid for its method. */
export type RequestValidation = (exchange: Exchange) => void | Promise<void>;

/** The validation of a method's requests: parameters first, then the body. `undefined` when nothing is checked. */
export function compileRequestValidation(
  method: ApiMethod,
  validators: Readonly<Record<string, RequestValidator>>,
  bodyChecks: BodyChecks,
): RequestValidation | undefined {
  const validator = validators[method.requestValidatorId ?? ''];
  const required = Object.entries(method.requestParameters)
    .filter(([, isRequired]) => isRequired)
    .map(([source]) => source)
    .sort();
  const checks = new Map<string, BodyCheck>();
  for (const [contentType, name] of Object.entries(method.requestModels)) {
    const check = bodyChecks.get(name);
    if (check) checks.set(contentType.toLowerCase(), check);
  }
  const requiresParameters = validator?.validateRequestParameters && required.length > 0;
  const checksBody = validator?.validateRequestBody && checks.size > 0;
  if (!requiresParameters && !checksBody) return undefined;
  return (exchange) => {
    if (requiresParameters) requireParameters(required, exchange);
    return checksBody ? checkBody(checks, exchange) : undefined;
  };
}

function requireParameters(required: readonly string[], exchange: Exchange): void {
  const query = decodeQuery(exchange.rawQuery);
  const missing = required.flatMap((source) => {
    const [, , place, ...rest] = source.split('.');
    const name = rest.join('.');
    const value = parameterOf(exchange, query, place, name);
    return value === undefined || value.trim() === '' ? [name] : [];
  });
  if (missing.length === 0) return;
  const message = `Missing required request parameters: [${missing.join(', ')}]`;
  exchange.log?.error(message);
  throw new GatewayFault('BAD_REQUEST_PARAMETERS', message, { validationErrors: () => message });
}

function parameterOf(
  exchange: Exchange,
  query: ReturnType<typeof decodeQuery>,
  place: string | undefined,
  name: string,
): string | undefined {
  if (place === 'header') return exchange.headers[name.toLowerCase()]?.toString();
  if (place === 'querystring') return query?.get(name)?.at(-1);
  return Object.hasOwn(exchange.pathParameters ?? {}, name) ? exchange.pathParameters?.[name] : undefined;
}

/** A content type without a model of its own, and without `$default`, may have any body. */
function checkBody(checks: ReadonlyMap<string, BodyCheck>, exchange: Exchange): void | Promise<void> {
  const contentType = exchange.headers['content-type'] ?? 'application/json';
  const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const check = checks.get(mediaType) ?? checks.get('$default');
  const violations = check?.(exchange.body.toString('utf8'), exchange.bodyWork);
  if (!(violations instanceof Promise)) return refuse(violations, mediaType, exchange);
  return violations.then((found) => refuse(found, mediaType, exchange));
}

function refuse(violations: Violations | undefined, mediaType: string, exchange: Exchange): void {
  if (!violations) return;
  exchange.log?.error(
    `Request body does not match model schema for content type ${mediaType}: ${violations()}`,
  );
  throw new GatewayFault('BAD_REQUEST_BODY', 'Invalid request body', { validationErrors: violations });
}
