import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHead } from '../../aws/service.ts';
import { headersNotSigned, mustBeSigned } from '../../aws/sigv4/s3-refusals.ts';
import { signatureOf } from '../../aws/sigv4/signature.ts';

/** What a presigned URL says about its signature; and its checksums, which S3 ignores there. */
const notHeaders =
  /^x-amz-(algorithm|content-sha256|credential|date|expires|signature|signedheaders|checksum-.*|sdk-checksum-.*)$/;

/**
 * Refuses a signed request with a header for S3 that the signature does not cover: somebody else than the signer may
 * have added it.
 */
export function refuseUnsignedHeaders({ headers, rawQuery }: RequestHead): void {
  const signature = signatureOf(headers.authorization, rawQuery);
  if (typeof signature !== 'object') return;
  const signed = new Set(signature.signedHeaders);
  const unsigned = Object.keys(headers).filter((name) => mustBeSigned(name) && !signed.has(name));
  if (unsigned.length === 0) return;
  throw headersNotSigned(unsigned);
}

/** The headers of a presigned request: the SDKs move those for S3 into the query, where they are signed as well. */
export function headersOfPresigned({ headers, query }: RequestHead): IncomingHttpHeaders {
  const names = query.has('AWSAccessKeyId')
    ? /^(x-amz-|content-(type|md5)$)/
    : /^(x-amz-|if-(none-match|match|modified-since|unmodified-since)$)/;
  const moved = [...query]
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => names.test(name) && !notHeaders.test(name));
  return { ...Object.fromEntries(moved), ...headers };
}
