import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { basename } from 'node:path';
import type { AwsResponse } from '../aws/service.ts';
import type { PackageCode, PackageStore } from './package-store.ts';

/** URLs from which the zips of functions and layers are read, as those that S3 presigns for Lambda on AWS. */
export interface CodeLocations {
  urlOf(code: PackageCode): string;
  /** The response to a request for such a URL; `undefined` for any other request. */
  serve(request: IncomingMessage): Promise<AwsResponse> | undefined;
}

const lifetimeSeconds = 600;
const form = /^\/_aws\/lambda-code\/([0-9a-f-]+)\.zip(?:\?Expires=(\d{1,12})&Signature=([0-9a-f]{64}))?$/;

/** The id of the package that a URL is for; `undefined` for a URL of anything else. */
export function packageIdOf(url: string): string | undefined {
  return form.exec(url)?.[1];
}

export function packageId({ folder }: PackageCode): string {
  return basename(folder);
}

export function createCodeLocations(packages: PackageStore, endpointUrl: () => string): CodeLocations {
  const secret = randomBytes(32);
  const sign = (id: string, expires: string) =>
    createHmac('sha256', secret).update(`${id} ${expires}`).digest();

  async function respond(id: string, expires: string, signature: string): Promise<AwsResponse> {
    if (!timingSafeEqual(sign(id, expires), Buffer.from(signature.padEnd(64, '0'), 'hex')))
      return refused(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match.');
    if (Number(expires) * 1000 < Date.now()) return refused(403, 'AccessDenied', 'Request has expired');
    const zip = packages.named(id)?.zip;
    const body = zip && (await readFile(zip).catch(() => undefined));
    if (!body) return refused(404, 'NoSuchKey', 'The specified key does not exist.');
    return { status: 200, headers: { 'content-type': 'application/zip' }, body };
  }

  return {
    urlOf(code) {
      const [id, expires] = [packageId(code), String(Math.floor(Date.now() / 1000) + lifetimeSeconds)];
      const signature = sign(id, expires).toString('hex');
      return `${endpointUrl()}/_aws/lambda-code/${id}.zip?Expires=${expires}&Signature=${signature}`;
    },
    serve({ method, url = '' }) {
      const [, id, expires = '0', signature = ''] = form.exec(url) ?? [];
      if (id === undefined || (method !== 'GET' && method !== 'HEAD')) return undefined;
      return respond(id, expires, signature);
    },
  };
}

/** In the form of S3's errors, from which such URLs lead on AWS. */
function refused(status: number, code: string, message: string): AwsResponse {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}
