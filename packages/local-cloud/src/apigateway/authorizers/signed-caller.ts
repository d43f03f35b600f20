import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { authenticate } from '../../aws/sigv4/authenticate.ts';
import { type Signature, signatureOf } from '../../aws/sigv4/signature.ts';
import type { Signer } from '../../aws/sigv4/verify-signature.ts';
import { fromWire } from '../../aws/wire-text.ts';
import type { Exchange } from '../exchange.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';

const service = { signingName: 'execute-api', checksAccess: true };

/** Who signed a call, verified against the request as received. Throws a GatewayFault with AWS's message. */
export function signedCaller(
  exchange: Exchange,
  signerOf: (accessKeyId: string) => Signer | undefined,
): Caller {
  const { body, headers, httpMethod, rawPath, rawQuery, rawHeaders } = exchange;
  const signature = signatureOf(headers.authorization, rawQuery);
  if (typeof signature !== 'object' || signature.place === 'header') requireComplete(exchange);
  if (typeof signature === 'object') requireScope(signature, exchange);
  const request = { method: httpMethod, path: rawPath, rawQuery, headers: valuesByName(rawHeaders) };
  try {
    const sender = authenticate(service, request, signature, signerOf);
    sender?.verifyBody(body);
    if (sender) return sender.caller;
  } catch (error) {
    throw error instanceof ServiceError ? refused(error) : error;
  }
  throw new GatewayFault('MISSING_AUTHENTICATION_TOKEN', 'Missing Authentication Token');
}

function requireComplete({ headers }: Exchange): void {
  const errorType = 'IncompleteSignatureException';
  const message = incompleteSignature(headers);
  if (message !== undefined) throw new GatewayFault('INVALID_SIGNATURE', message, { errorType });
}

function requireScope({ region, service }: Signature, { account }: Exchange): void {
  const faults = [
    ...(region === account.region ? [] : ['Credential should be scoped to a valid region. ']),
    ...(service === 'execute-api' ? [] : ["Credential should be scoped to correct service: 'execute-api'. "]),
  ];
  if (faults.length > 0) throw new GatewayFault('INVALID_SIGNATURE', faults.join(''));
}

function refused({ code, message }: ServiceError): GatewayFault {
  if (code === 'MissingAuthenticationTokenException') {
    return new GatewayFault('MISSING_AUTHENTICATION_TOKEN', message);
  }
  if (code === 'ExpiredTokenException') return new GatewayFault('EXPIRED_TOKEN', message);
  return new GatewayFault('INVALID_SIGNATURE', message, { errorType: code });
}

/** Without a prototype: a client may name a header `__proto__`. */
function valuesByName(rawHeaders: readonly string[]): NodeJS.Dict<string[]> {
  const values: NodeJS.Dict<string[]> = Object.create(null);
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = fromWire(rawHeaders[index + 1] ?? '');
    values[name] = [...(values[name] ?? []), value];
  }
  return values;
}

/** AWS's message for an incomplete `Authorization` header; `undefined` for a complete or absent one. */
export function incompleteSignature({ authorization, ...headers }: IncomingHttpHeaders): string | undefined {
  if (authorization === undefined) return undefined;
  const hashed = '(hashed with SHA-256 and encoded with Base64)';
  const hash = createHash('sha256').update(authorization).digest('base64');
  const [, ...pairs] = authorization.split(/[\s,]+/).filter((part) => part !== '');
  if (pairs.some((pair) => !pair.includes('='))) {
    return `Invalid key=value pair (missing equal-sign) in Authorization header ${hashed}: '${hash}'.`;
  }
  const names = new Set(pairs.map((pair) => pair.split('=', 1)[0]));
  const missing = ['Credential', 'Signature', 'SignedHeaders']
    .filter((name) => !names.has(name))
    .map((name) => `Authorization header requires '${name}' parameter.`);
  if (headers['x-amz-date'] === undefined && headers.date === undefined) {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }
  if (missing.length === 0) return undefined;
  return `${missing.join(' ')} (Hashed with SHA-256 and encoded with Base64) Authorization=${hash}`;
}
