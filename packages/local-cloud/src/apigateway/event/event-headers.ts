import { fromWire } from '../../aws/wire-text.ts';
import type { Call } from '../exchange.ts';

/** Headers that are hidden from functions. */
const hidden = new Set([
  'connection',
  'content-length',
  'content-md5',
  'expect',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'transfer-encoding',
  'trailer',
  'upgrade',
  'www-authenticate',
]);

/** All other names keep the client's spelling. */
const recased = new Map([
  ['authorization', 'Authorization'],
  ['user-agent', 'User-Agent'],
  ['host', 'Host'],
  ['x-amzn-trace-id', 'X-Amzn-Trace-Id'],
  ['x-forwarded-for', 'X-Forwarded-For'],
  ['x-forwarded-port', 'X-Forwarded-Port'],
  ['x-forwarded-proto', 'X-Forwarded-Proto'],
]);

/** The headers of a function's event: each name as it is first spelt, with all its values in order. */
export function eventHeaders(call: Call): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string>();
  const headers = new Map<string, string[]>();
  for (let index = 0; index + 1 < call.rawHeaders.length; index += 2) {
    const name = call.rawHeaders[index] ?? '';
    const key = name.toLowerCase();
    if (hidden.has(key)) continue;
    const value = fromWire(call.rawHeaders[index + 1] ?? '');
    const known = names.get(key);
    if (known !== undefined) headers.get(known)?.push(value);
    else {
      const spelling = recased.get(key) ?? name;
      names.set(key, spelling);
      headers.set(spelling, [value]);
    }
  }
  if (call.isTest) return headers;
  const forwarded = headers.get('X-Forwarded-For');
  headers.set('X-Amzn-Trace-Id', [call.trace.received]);
  headers.set('X-Forwarded-For', [forwarded ? [...forwarded, call.sourceIp].join(', ') : call.sourceIp]);
  headers.set('X-Forwarded-Port', [String(call.port)]);
  headers.set('X-Forwarded-Proto', [call.isEncrypted ? 'https' : 'http']);
  return headers;
}
