import type { AwsResponse } from '../../../aws/service.ts';
import type { IntegrationResult } from '../../exchange.ts';
import type { Header } from '../../headers/header.ts';
import { readBounded } from '../read-bounded.ts';

/** A service's answer as it would have come over the wire, names spelt as AWS does. */
export async function integrationResult(response: AwsResponse): Promise<IntegrationResult> {
  const { status, headers = {}, body: sent = '' } = response;
  const body = await readBounded(typeof sent === 'string' || Buffer.isBuffer(sent) ? [sent] : sent);
  const lines = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value): Header => [spelt(name), String(value)]),
  );
  return { status, headers: [...lines, ['Content-Length', String(body.length)]], body };
}

/** In this process names are in lower case; mappings of responses heed the case. */
function spelt(name: string): string {
  if (name === 'etag') return 'ETag';
  if (name === 'x-amzn-requestid') return 'x-amzn-RequestId';
  if (name.startsWith('x-amz')) return name;
  return name.replace(/(^|-)[a-z]/g, (initial) => initial.toUpperCase());
}
