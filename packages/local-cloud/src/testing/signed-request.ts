import { AwsV4Signer } from 'aws4fetch';
import { expect } from 'vitest';

export interface RawRequest {
  readonly service: string;
  /** us-east-1 unless given. */
  readonly region?: string;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** Sends what no SDK would, signed by the account's root. */
export async function sendSigned(
  cloudUrl: string,
  { service, region = 'us-east-1', method, path, headers = {}, body }: RawRequest,
): Promise<{ status: number; text: string }> {
  const sent = method === 'GET' || method === 'HEAD' ? undefined : body;
  const signer = new AwsV4Signer({
    accessKeyId: 'test',
    secretAccessKey: 'test',
    region,
    service,
    url: cloudUrl + path,
    method,
    headers: { ...headers },
    singleEncode: service === 's3',
    ...(sent !== undefined && { body: sent }),
  });
  const signed = await signer.sign();
  const response = await fetch(signed.url, {
    method,
    headers: signed.headers,
    ...(sent !== undefined && { body: sent }),
  });
  return { status: response.status, text: await response.text() };
}

/** Holds that a request, whatever is wrong with it, gets no failure of the server; 501 is what a service does not have. */
export async function expectNoFailure(cloudUrl: string, request: RawRequest): Promise<void> {
  const { status, text } = await sendSigned(cloudUrl, request);
  expect(status === 501 || status < 500, `${status}: ${text}`).toBe(true);
}
