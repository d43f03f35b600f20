/** Where a request to a deployed API points: the API, its stage, and the rest as the client wrote it. */
export interface StageAddress {
  readonly apiId: string;
  readonly stageName: string;
  /** Still percent-encoded; empty or with its slash at the front. */
  readonly path: string;
  /** The whole of it, as the client sent it. */
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

/** Tells a call of a deployed API, by its Host or else its path, from every other request. */
export function stageAddress(host: string | undefined, url: string): StageAddress | undefined {
  const { path, rawQuery } = splitTarget(url);
  const whole = { rawPath: path, rawQuery };
  const apiByHost = host && apiOfHost(host);
  if (apiByHost) {
    const [, stageName = '', rest = ''] = path.match(/^\/*([^/]*)(.*)$/s) ?? [];
    return { apiId: apiByHost, stageName, path: rest, ...whole };
  }
  for (const pattern of pathPatterns) {
    const match = path.match(pattern);
    if (match) return { apiId: match[1] ?? '', stageName: match[2] ?? '', path: match[3] ?? '', ...whole };
  }
  return undefined;
}

/** The API that a host name of API Gateway belongs to, here or on AWS. */
export function apiOfHost(host: string): string | undefined {
  return host.match(hostPattern)?.[1]?.toLowerCase();
}

/** A proxy's client writes the whole address, and a careless one the fragment too. */
function splitTarget(url: string): { path: string; rawQuery: string } {
  const target = url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  const mark = target.indexOf('?');
  return mark < 0
    ? { path: target, rawQuery: '' }
    : { path: target.slice(0, mark), rawQuery: target.slice(mark + 1) };
}
