import { type LookupAddress, lookup } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';

export interface Outbound {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const maxBytes = 1024 * 1024;
const timeoutMs = 10_000;

/**
 * A request to an identity provider, by https or to this machine. Follows no redirect; rejects with a sentence for what
 * is no such URL, takes longer than ten seconds or is longer than a megabyte.
 */
export function sendOutbound(
  url: string,
  { method = 'GET', headers = {}, body }: Outbound = {},
): Promise<Received> {
  if (!isOutboundUrl(url)) {
    return Promise.reject(new Error(`Expected an https URL, or http to localhost, received ${url}.`));
  }
  const signal = AbortSignal.timeout(timeoutMs);
  const target = new URL(url);
  const send = target.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    send(target, { method, headers, signal, lookup: lookupLocal }, async (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      try {
        for await (const chunk of response) {
          length += chunk.length;
          if (length > maxBytes) throw new Error(`Expected at most ${maxBytes} bytes of ${url}.`);
          chunks.push(chunk);
        }
        const received = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(received),
          text: Buffer.concat(chunks).toString('utf8'),
        });
      } catch (error) {
        reject(error);
      }
    })
      .on('error', (error) => reject(new Error(`${url} could not be read: ${error.message}`)))
      .end(body);
  });
}

/** Whether requests are sent there: by https, or by http to this machine. */
export function isOutboundUrl(url: unknown): url is string {
  const target = typeof url === 'string' ? URL.parse(url) : null;
  return target?.protocol === 'https:' || (target?.protocol === 'http:' && isThisMachine(target.hostname));
}

export function isThisMachine(hostname: string): boolean {
  return /^(?:(?:[a-z0-9_-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(hostname);
}

/** Node asks the system for names under localhost, which knows them on few machines. */
const lookupLocal: LookupFunction = (hostname, options, callback) => {
  if (!isThisMachine(hostname)) return lookup(hostname, options, callback);
  const local: LookupAddress = { address: '127.0.0.1', family: 4 };
  if (options.all) callback(null, [local]);
  else callback(null, local.address, local.family);
};
