import type { IncomingMessage, ServerResponse } from 'node:http';
import { apiOfHost, callTarget, unknownName } from './call-target.ts';
import { type DomainNameRecord, domainOfHost } from './domain-name-records.ts';
import { sendToClient } from './send-to-client.ts';
import { noSuchName, serve } from './serve.ts';
import { createShortNames, type ShortNames } from './short-names.ts';
import type { ApiGatewayState } from './state.ts';

/** The gateways of all regions: an API's id, its short name or its domain says which one serves a request. */
export interface Gateways {
  readonly shortNames: ShortNames;
  add(gateway: ApiGatewayState): void;
  /** Whether an API of any region has this id. */
  hasApi(id: string): boolean;
  /** The URL of this cloud, for a host name that AWS would have given to one of its APIs or functions. */
  ownOrigin(host: string): string | undefined;
  /** Whether a Host is that of a custom domain name. */
  hasDomain(host: string | undefined): boolean;
  /** Responds to a client of a deployed API; `undefined` for a request of AWS's own APIs. */
  serve(request: IncomingMessage, response: ServerResponse): Promise<void> | undefined;
}

/**
 * `endpointUrl` is the URL of this cloud, known once it listens; `isFunctionHost` whether a host is that of a function's
 * URL, which can be a back end too.
 */
export function createGateways(
  endpointUrl: () => string | undefined = () => undefined,
  isFunctionHost: (host: string) => boolean = () => false,
): Gateways {
  const gateways: ApiGatewayState[] = [];
  const shortNames = createShortNames();
  const gatewayOf = (apiId: string) => gateways.find(({ apis }) => apis.has(apiId));
  const names = { shortName: shortNames.find, domain };

  function domain(host: string): DomainNameRecord | undefined {
    for (const { domainNames } of gateways) {
      const found = domainOfHost(domainNames, host);
      if (found) return found;
    }
    return undefined;
  }

  return {
    shortNames,
    add(gateway) {
      gateways.push(gateway);
      shortNames.addRegion(gateway.account.region, gateway.apis);
    },
    hasApi: (id) => gatewayOf(id) !== undefined,
    ownOrigin: (host) =>
      gatewayOf(apiOfHost(host) ?? '') || isFunctionHost(host) ? endpointUrl() : undefined,
    hasDomain: (host = '') => domain(host) !== undefined,
    serve(request, response) {
      const target = callTarget(request.headers.host, request.url ?? '', names);
      if (target) {
        // The first region refuses what no API has.
        const gateway = gatewayOf(target.apiId) ?? gateways[0];
        return gateway && serve(gateway, target, request, response);
      }
      const label = unknownName(request);
      if (label === undefined) return undefined;
      sendToClient(request, response, noSuchName(label, endpointUrl() ?? ''));
      return Promise.resolve();
    },
  };
}
