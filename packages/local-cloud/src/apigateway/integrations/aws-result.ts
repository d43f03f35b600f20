import type { AwsResponse } from '../../aws/service.ts';
import type { Header } from '../exchange.ts';
import { configurationError } from '../gateway-responses/gateway-fault.ts';
import type { IntegrationResult } from './integration.ts';

const maxBodyBytes = 10 * 1024 * 1024;

/** A service's answer as it would have come over the wire, names spelt as AWS does. */
export async function integrationResult(response: AwsResponse): Promise<IntegrationResult> {
  const { status, headers = {} } = response;
  const body = await readBody(response.body);
  const lines = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value): Header => [spelt(name), String(value)]),
  );
  return { status, headers: [...lines, ['Content-Length', String(body.length)]], body };
}

async function readBody(body: AwsResponse['body'] = ''): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const parts = typeof body === 'string' || Buffer.isBuffer(body) ? [body] : body;
  for await (const part of parts) {
    const chunk = Buffer.from(part);
    size += chunk.length;
    if (size > maxBodyBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function tooLarge() {
  return configurationError(
    new Error(`Integration response is larger than allowed maximum of ${maxBodyBytes} bytes.`),
  );
}

/** In this process names are in lower case; mappings of responses heed the case. */
function spelt(name: string): string {
  if (name === 'etag') return 'ETag';
  if (name === 'x-amzn-requestid') return 'x-amzn-RequestId';
  if (name.startsWith('x-amz')) return name;
  return name.replace(/(^|-)[a-z]/g, (initial) => initial.toUpperCase());
}
