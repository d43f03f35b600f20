import type { BasePathMapping, DomainName } from '@aws-sdk/client-api-gateway';
import { notFound, notOffered } from './errors.ts';
import type { NamedStage } from './short-names.ts';

/** A custom domain name with the stages under its base paths. */
export interface DomainNameRecord {
  readonly name: string;
  settings: DomainName;
  /** By base path; `(none)` is the root. */
  readonly mappings: Map<string, BasePathMapping>;
}

export type DomainNameRecords = Map<string, DomainNameRecord>;

export const noBasePath = '(none)';

export interface MappedStage extends NamedStage {
  /** With its leading slash, or empty. */
  readonly basePath: string;
  /** The rest of the path, in the stage. */
  readonly path: string;
}

interface DomainNameIds {
  readonly domainName?: string | undefined;
  readonly domainNameId?: string | undefined;
}

export function domainNameWith(
  { domainNames }: { readonly domainNames: DomainNameRecords },
  { domainName, domainNameId }: DomainNameIds,
): DomainNameRecord {
  // Only private names have one.
  if (domainNameId) throw notOffered('domainNameId of a custom domain name');
  const record = domainNames.get(domainName?.toLowerCase() ?? '');
  if (!record) throw notFound('Invalid domain name identifier specified');
  return record;
}

/** The custom domain of a Host header, a wildcard's too. */
export function domainOfHost(domainNames: DomainNameRecords, host: string): DomainNameRecord | undefined {
  if (domainNames.size === 0) return undefined;
  const name = host.replace(/:\d*$/, '').toLowerCase();
  return domainNames.get(name) ?? domainNames.get(name.replace(/^[^.]+/, '*'));
}

/** The stage that serves a path of a domain: of the longest base path that fits. A mapping may leave the stage to the path. */
export function mappedStage({ mappings }: DomainNameRecord, path: string): MappedStage | undefined {
  const inside = [...mappings.values()].filter(({ basePath = noBasePath }) =>
    isWithin(path, pathOf(basePath)),
  );
  const [best] = inside.toSorted((one, other) => lengthOf(other) - lengthOf(one));
  if (!best) return undefined;
  const basePath = pathOf(best.basePath ?? noBasePath);
  const rest = path.slice(basePath.length);
  const { restApiId: apiId = '', stage } = best;
  if (stage !== undefined) return { apiId, stageName: stage, basePath, path: rest };
  const [, stageName = '', below = ''] = rest.match(/^\/*([^/]*)(.*)$/s) ?? [];
  return { apiId, stageName, basePath: `${basePath}/${stageName}`, path: below };
}

function isWithin(path: string, basePath: string): boolean {
  return path === basePath || basePath === '' || path.startsWith(`${basePath}/`);
}

function pathOf(basePath: string): string {
  return basePath === noBasePath ? '' : `/${basePath}`;
}

function lengthOf({ basePath = noBasePath }: BasePathMapping): number {
  return pathOf(basePath).length;
}
