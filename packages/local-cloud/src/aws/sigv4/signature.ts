/** What a request says about its signature, in the `Authorization` header or in a presigned query. */
export interface Signature {
  readonly place: 'header' | 'query';
  readonly accessKeyId: string;
  /** `20261122`, the first part of the credential scope. */
  readonly date: string;
  readonly region: string;
  /** The signing name of the service. */
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const headerForm =
  /^AWS4-HMAC-SHA256\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]+)\s*$/;

/**
 * The signature of a request; `undefined` where it has none, `'malformed'` where it has one that cannot be read.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signatureOf(
  authorization: string | undefined,
  rawQuery: string,
): Signature | 'malformed' | undefined {
  if (authorization?.startsWith('AWS4-HMAC-SHA256')) {
    const parts = headerForm.exec(authorization);
    return parts ? assemble('header', parts[1], parts[2], parts[3]) : 'malformed';
  }
  if (!rawQuery.includes('X-Amz-Signature=')) return undefined;
  const query = new URLSearchParams(rawQuery);
  if (query.get('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') return 'malformed';
  const [credential, headers] = [query.get('X-Amz-Credential'), query.get('X-Amz-SignedHeaders')];
  return assemble('query', credential, headers, query.get('X-Amz-Signature'));
}

function assemble(
  place: 'header' | 'query',
  credential: string | null | undefined,
  signedHeaders: string | null | undefined,
  signature: string | null | undefined,
): Signature | 'malformed' {
  if (!credential || !signedHeaders || !signature) return 'malformed';
  const [accessKeyId, date, region, service, terminator, ...rest] = credential.split('/');
  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request' || rest.length > 0)
    return 'malformed';
  return { place, accessKeyId, date, region, service, signedHeaders: signedHeaders.split(';'), signature };
}
