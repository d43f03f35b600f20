import type { Header } from './header.ts';

/** The gateway writes these itself. `Trailer` would break the framing of the response. */
const remapped = new Set([
  'connection',
  'content-length',
  'date',
  'server',
  'trailer',
  'x-amz-apigw-id',
  'x-amzn-requestid',
]);

/** AWS renames these too where an integration responds; a gateway response may ask a client to sign in. */
const remappedOfIntegrations = new Set(['authorization', 'www-authenticate']);

const remappedOfBackEnds = new Set([
  ...remappedOfIntegrations,
  'content-md5',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'trailer',
  'upgrade',
  'user-agent',
]);

/** A header of a function, a service or an HTTP back end, as all integrations but MOCK rename it, proxies too. */
export function remapOfBackEnd([name, value]: Header): Header {
  return [remappedOfBackEnds.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name, value];
}

/** Headers of a response under the names that the client receives. `Transfer-Encoding` is removed. */
export function remapHeaders(headers: readonly Header[], isOfIntegration = false): Header[] {
  const lines: Header[] = [];
  for (const header of headers) {
    const key = header[0].toLowerCase();
    if (remapped.has(key) || (isOfIntegration && remappedOfIntegrations.has(key)))
      lines.push([`x-amzn-Remapped-${header[0]}`, header[1]]);
    else if (key !== 'transfer-encoding') lines.push(header);
  }
  return lines;
}
