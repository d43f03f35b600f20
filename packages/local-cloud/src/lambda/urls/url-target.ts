/** The URL that a request is for, and the rest of what the client asked for, as it wrote it. */
export interface UrlTarget {
  readonly id: string;
  /** What names it: its own host, or the path on a host of the whole cloud. */
  readonly place: 'host' | 'path';
  /** Still percent-encoded, with its leading slash. */
  readonly path: string;
  /** The whole path, as the client sent and signed it. */
  readonly sentPath: string;
  /** Still percent-encoded, without the question mark. */
  readonly rawQuery: string;
}

const hostForm =
  /^([a-z0-9-]+)\.lambda-url\.[a-z0-9-]+\.(?:localhost(?:\.localstack\.cloud)?|on\.aws)(?::\d*)?$/i;
const pathForm = /^\/_aws\/lambda-url\/([a-z0-9-]+)(\/.*)?$/s;

/** `undefined` for a request that is for no function's URL. */
export function urlTarget(host: string | undefined, url: string): UrlTarget | undefined {
  const idOfHost = host && functionUrlId(host);
  if (!idOfHost && !url.includes('/_aws/lambda-url/')) return undefined;
  const [, sentPath = '/', rawQuery = ''] =
    /^(?:https?:\/\/[^/?#]*)?([^?#]*)(?:\?([^#]*))?/is.exec(url) ?? [];
  if (idOfHost) return { id: idOfHost, place: 'host', path: sentPath || '/', sentPath, rawQuery };
  const [, id, path = '/'] = pathForm.exec(sentPath) ?? [];
  return id === undefined ? undefined : { id, place: 'path', path, sentPath, rawQuery };
}

/** The id of a function's URL that a host name belongs to, here or on AWS. */
export function functionUrlId(host: string): string | undefined {
  return hostForm.exec(host)?.[1]?.toLowerCase();
}
