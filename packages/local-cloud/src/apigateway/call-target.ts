import type { IncomingMessage } from 'node:http';
import { type DomainNameRecord, mappedStage } from './domain-name-records.ts';
import { type NamedStage, reservedLabels } from './short-names.ts';

/** The API and stage that a request is for, and the rest of its URL as the client wrote it. */
export interface CallTarget {
  readonly apiId: string;
  readonly stageName: string;
  /** What names the API: the path, on a host of the whole cloud; its own host; or a domain, whose URLs have no stage. */
  readonly place: 'path' | 'execute-api' | 'custom-domain';
  /** What the URL has in front of `path` under a custom domain: its base path, with a leading slash, or nothing. */
  readonly basePath?: string;
  /** Still percent-encoded; empty or with its leading slash. */
  readonly path: string;
  /** The whole path, as the client sent it. */
  readonly rawPath: string;
  /** Still percent-encoded, without the question mark. */
  readonly rawQuery: string;
}

/** Where names of hosts are looked up. */
export interface CallNames {
  shortName(label: string): NamedStage | undefined;
  domain(host: string): DomainNameRecord | undefined;
}

const hostPattern =
  /^([a-z0-9]+)\.execute-api\.(?:localhost(?:\.localstack\.cloud)?|[a-z0-9-]+\.amazonaws\.com)(?::\d+)?$/i;
const pathPatterns = [
  /^\/+restapis\/([^/]+)\/([^/]+)\/_user_request_(\/.*)?$/s,
  /^\/+_aws\/execute-api\/([^/]+)(?:\/([^/]+)(\/.*)?)?\/?$/s,
];
const localLabel = /^([a-z0-9-]{1,63})\.localhost(?::\d+)?$/i;

/**
 * The target of a call of a deployed API, by its Host or else its path; `undefined` for every other request.
 * `shortName` looks up the label of a host name `<label>.localhost`, `domain` a custom domain name.
 */
export function callTarget(host: string | undefined, url: string, names: CallNames): CallTarget | undefined {
  const { path, rawQuery } = splitTarget(url);
  const domain = host && names.domain(host);
  if (domain) {
    // A path without a mapping belongs to no API.
    const mapped = mappedStage(domain, path) ?? { apiId: '', stageName: '', basePath: '', path };
    return { ...mapped, place: 'custom-domain', rawPath: path, rawQuery };
  }
  const label = host && localLabelOf(host);
  const named = label && names.shortName(label);
  if (named) {
    const { apiId, stageName } = named;
    return { apiId, stageName, place: 'custom-domain', path, rawPath: path, rawQuery };
  }
  const apiByHost = host && apiOfHost(host);
  if (apiByHost) {
    const [, stageName = '', rest = ''] = path.match(/^\/*([^/]*)(.*)$/s) ?? [];
    return { apiId: apiByHost, stageName, place: 'execute-api', path: rest, rawPath: path, rawQuery };
  }
  for (const pattern of pathPatterns) {
    const [match, apiId = '', stageName = '', rest = ''] = path.match(pattern) ?? [];
    if (match !== undefined) return { apiId, stageName, place: 'path', path: rest, rawPath: path, rawQuery };
  }
  return undefined;
}

/** The API that a host name of API Gateway belongs to, here or on AWS. */
export function apiOfHost(host: string): string | undefined {
  return host.match(hostPattern)?.[1]?.toLowerCase();
}

/** `hello`, of the host `hello.localhost:4566`. */
function localLabelOf(host: string): string | undefined {
  return host.match(localLabel)?.[1]?.toLowerCase();
}

/**
 * The label of `<label>.localhost` in a request that is for nothing else: AWS's own APIs are called with a signature
 * or a target, and have hosts of their own.
 */
export function unknownName({ headers, url = '' }: IncomingMessage): string | undefined {
  const label = localLabelOf(headers.host ?? '');
  if (label === undefined || reservedLabels.has(label)) return undefined;
  const isForAws =
    headers.authorization?.startsWith('AWS4-') ||
    headers['x-amz-target'] !== undefined ||
    /[?&]X-Amz-Algorithm=/i.test(url);
  return isForAws ? undefined : label;
}

/** Clients of a proxy write the whole URL, some of them even with the fragment. */
function splitTarget(url: string): { path: string; rawQuery: string } {
  const target = url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  const mark = target.indexOf('?');
  return mark < 0
    ? { path: target, rawQuery: '' }
    : { path: target.slice(0, mark), rawQuery: target.slice(mark + 1) };
}
