import { configurationError } from '../../gateway-responses/gateway-fault.ts';
import { percentEncoded } from '../../mapping/endpoint-uri.ts';

/** The parts of a back end's URL. */
export interface EndpointUrl {
  readonly origin: string;
  readonly host: string;
  /** With its slash, without the query. */
  readonly path: string;
  /** Without the question mark. */
  readonly rawQuery: string;
}

// Not `new URL`: it would resolve the dots of a path, which the back end may interpret itself.
const pattern =
  /^(https?):\/\/([a-z\d._-]+(?::\d{1,5})?|\[[a-f\d:.]+\](?::\d{1,5})?)(\/[^?#]*)?(?:\?([^#]*))?(?:#.*)?$/is;

/** Parses a URL whose variables have been replaced. An invalid one fails the call. */
export function endpointUrl(uri: string): EndpointUrl {
  const [, protocol = '', host = '', path = '/', rawQuery = ''] = uri.match(pattern) ?? [];
  const origin = `${protocol.toLowerCase()}://${host}`;
  if (!URL.canParse(origin)) throw configurationError(new Error('Invalid endpoint address'));
  return { origin, host, path: percentEncoded(path), rawQuery: percentEncoded(rawQuery) };
}

/** The URL with these query parameters after its own. */
export function uriWith(
  { origin, path, rawQuery }: EndpointUrl,
  parameters: Iterable<readonly [name: string, values: readonly string[]]>,
): string {
  const pairs = [...parameters].flatMap(([name, values]) =>
    values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
  );
  const query = [rawQuery, ...pairs].filter((part) => part !== '').join('&');
  return `${origin}${path}${query === '' ? '' : `?${query}`}`;
}
