import type { IncomingMessage } from 'node:http';
import { type Account, defaultAccount } from './account.ts';
import { jsonMembers } from './aws/json-text.ts';
import type { AwsRequest, AwsResponse, Service } from './aws/service.ts';
import { ServiceError } from './aws/service-error.ts';
import { packageIdOf } from './lambda/code-locations.ts';
import { functionUrlId, urlTarget } from './lambda/urls/url-target.ts';
import type { OtherRegions, Region } from './region.ts';
import type { WebIdentities } from './sts/state.ts';

/** The regions of a cloud: each is made by the first request that is signed for it. */
export interface Regions extends OtherRegions, WebIdentities {
  /** Where everything is that names no region. */
  readonly home: Region;
  /** Those made by now, the home region first. */
  all(): readonly Region[];
  /** Makes a region unless it is there. Its name is one of AWS's; throws ServiceError where there are too many. */
  get(name: string): Region;
  /** Whether a host is that of a function's URL. */
  hasUrl(host: string): boolean;
  /** Responds to a client of a function's URL; `undefined` for any other request. */
  serveUrl(request: IncomingMessage): Promise<AwsResponse> | undefined;
  /** A service's counterpart in another region; a global service is its own. */
  inRegion(service: Service, region: string): Service;
  /** The service's counterpart in the region whose pools or domains an unsigned request names. */
  ownerOf(service: Service, request: AwsRequest): Service;
}

/** Each may have processes of functions and of DynamoDB. */
const maxRegions = 12;

export function createRegions(create: (account: Account, regions: OtherRegions) => Region): Regions {
  const regions = new Map<string, Region>();
  const all = () => [...regions.values()];
  /** Of the region that an ARN names; nothing is in one that was not made yet. */
  const regionOf = (arn: string) =>
    regions.size === 1 ? home : (regions.get(arn.split(':')[3] ?? '') ?? home);
  const others: OtherRegions = {
    get,
    all,
    invoke: (request) => regionOf(request.functionName).lambda.invoke(request),
    verifyToken: (poolArn, token) => regionOf(poolArn).cognito.verifyToken(poolArn, token),
  };
  const home = get(defaultAccount.region);

  function get(name: string): Region {
    const known = regions.get(name);
    if (known) return known;
    if (regions.size >= maxRegions) throw tooManyRegions(name, [...regions.keys()]);
    const made = create({ ...defaultAccount, region: name }, others);
    regions.set(name, made);
    return made;
  }

  return {
    ...others,
    home,
    async verifyWebIdentity(token) {
      const { identityPools } = regions.get(regionOfToken(token)) ?? home;
      return identityPools.verifyWebIdentity(token);
    },
    hasUrl: (host) => all().some(({ lambda }) => lambda.hasUrl(functionUrlId(host) ?? '')),
    serveUrl(request) {
      const packageId = packageIdOf(request.url ?? '/');
      if (packageId) {
        const { lambda } = all().find((region) => region.lambda.hasPackage(packageId)) ?? home;
        return lambda.serveUrl(request);
      }
      const target = urlTarget(request.headers.host, request.url ?? '/');
      if (!target) return undefined;
      const { lambda } = all().find((region) => region.lambda.hasUrl(target.id)) ?? home;
      return lambda.serveUrl(request);
    },
    inRegion(service, region) {
      const isRegional = home.services.get(service.signingName) === service;
      return isRegional ? (get(region).services.get(service.signingName) ?? service) : service;
    },
    ownerOf(service, request) {
      if (!service.owns || regions.size === 1) return service;
      const counterparts = all().map(({ services }) => services.get(service.signingName));
      return counterparts.find((counterpart) => counterpart?.owns?.(request)) ?? service;
    },
  };
}

/** Its audience is an identity pool, whose id begins with the region. */
function regionOfToken(token: string): string {
  const [, payload = ''] = token.split('.');
  const [region = ''] = String(jsonMembers(Buffer.from(payload, 'base64url')).aud).split(':');
  return region;
}

function tooManyRegions(name: string, used: readonly string[]): ServiceError {
  const message = `This embedded cloud has at most ${maxRegions} regions until it is restarted: refused ${name}, in use are ${used.join(', ')}.`;
  return new ServiceError('LimitExceededException', message);
}
