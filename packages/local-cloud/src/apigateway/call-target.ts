/** The API and stage that a request is for, and the rest of its URL as the client wrote it. */
export interface CallTarget {
  readonly apiId: string;
  readonly stageName: string;
  /** Whether the API is named by the path, so that it shares the host with the rest of the cloud. */
  readonly isByPath: boolean;
  /** Still percent-encoded; empty or with its slash at the front. */
  readonly path: string;
  /** The whole path, as the client sent it. */
  readonly rawPath: string;
  /** Still percent-encoded, without the question mark. */
  readonly rawQuery: string;
}

const hostPattern =
  /^([a-z0-9]+)\.execute-api\.(?:localhost(?:\.localstack\.cloud)?|[a-z0-9-]+\.amazonaws\.com)(?::\d+)?$/i;
const pathPatterns = [
  /^\/+restapis\/([^/]+)\/([^/]+)\/_user_request_(\/.*)?$/s,
  /^\/+_aws\/execute-api\/([^/]+)(?:\/([^/]+)(\/.*)?)?\/?$/s,
];

/** The target of a call of a deployed API, by its Host or else its path; `undefined` for every other request. */
export function callTarget(host: string | undefined, url: string): CallTarget | undefined {
  const { path, rawQuery } = splitTarget(url);
  const whole = { rawPath: path, rawQuery };
  const apiByHost = host && apiOfHost(host);
  if (apiByHost) {
    const [, stageName = '', rest = ''] = path.match(/^\/*([^/]*)(.*)$/s) ?? [];
    return { apiId: apiByHost, stageName, isByPath: false, path: rest, ...whole };
  }
  for (const pattern of pathPatterns) {
    const match = path.match(pattern);
    if (!match) continue;
    const [, apiId = '', stageName = '', rest = ''] = match;
    return { apiId, stageName, isByPath: true, path: rest, ...whole };
  }
  return undefined;
}

/** The API that a host name of API Gateway belongs to, here or on AWS. */
export function apiOfHost(host: string): string | undefined {
  return host.match(hostPattern)?.[1]?.toLowerCase();
}

/** Clients of a proxy write the whole URL, some of them even with the fragment. */
function splitTarget(url: string): { path: string; rawQuery: string } {
  const target = url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  const mark = target.indexOf('?');
  return mark < 0
    ? { path: target, rawQuery: '' }
    : { path: target.slice(0, mark), rawQuery: target.slice(mark + 1) };
}
