import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import type { SignedRequest } from '../canonical-request.ts';

/** A request to S3 with this body, whose hash is signed but not declared in a header. */
export async function signedWithoutHash(
  credentials: { readonly accessKeyId: string; readonly secretAccessKey: string },
  body: string,
  signingDate = new Date(),
): Promise<SignedRequest> {
  const signer = new SignatureV4({
    service: 's3',
    region: 'us-east-1',
    credentials,
    sha256: Hash.bind(null, 'sha256'),
    applyChecksum: false,
    uriEscapePath: false,
  });
  const [method, path] = ['PUT', '/b/k'];
  const request = { method, path, protocol: 'http:', hostname: 'localhost', headers: { host: 'localhost' } };
  const { headers } = await signer.sign({ ...request, body }, { signingDate });
  const lists = Object.entries(headers).map(([name, value]) => [name, [value]]);
  return { method, path, rawQuery: '', headers: Object.fromEntries(lists) };
}
