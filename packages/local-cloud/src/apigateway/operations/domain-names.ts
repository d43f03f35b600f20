import type {
  CreateDomainNameCommandInput,
  DeleteDomainNameCommandInput,
  DomainName,
  DomainNames,
  EndpointConfiguration,
  EndpointType,
  GetDomainNameCommandInput,
  GetDomainNamesCommandInput,
  IpAddressType,
  UpdateDomainNameCommandInput,
} from '@aws-sdk/client-api-gateway';
import { shortId } from '../api-gateway-identifiers.ts';
import { type DomainNameRecord, domainNameWith } from '../domain-name-records.ts';
import { badRequest, conflict, notOffered } from '../errors.ts';
import { edgeHostedZoneId, regionalHostedZoneIds } from '../hosted-zones.ts';
import type { ApiGatewayState } from '../state.ts';
import { endpointTypes, ipAddressTypes } from './endpoint-configuration.ts';
import { pageByPosition } from './page-by-position.ts';
import { patchMembers } from './patch-members.ts';
import { applyPatches } from './patch-operations.ts';

const hostName = /^(?=.{1,253}$)(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*$/i;

/** A name under which mapped stages are served, by the Host header and without TLS. Its certificate is kept, not read. */
export function createDomainName(state: ApiGatewayState, input: CreateDomainNameCommandInput): DomainName {
  const name = input.domainName?.toLowerCase() ?? '';
  if (!hostName.test(name)) {
    throw badRequest(`Expected a host name for domainName, received ${JSON.stringify(input.domainName)}`);
  }
  if (state.domainNames.has(name)) throw conflict('The domain name you provided already exists.');
  refuseNotOffered(input);
  const { types = ['EDGE'], ipAddressType = 'ipv4' } = input.endpointConfiguration ?? {};
  const { account } = state;
  const { certificateArn, certificateName, regionalCertificateArn, regionalCertificateName, tags } = input;
  const { endpointAccessMode, ownershipVerificationCertificateArn, routingMode } = input;
  const record: DomainNameRecord = {
    name,
    settings: {
      domainName: name,
      domainNameArn: `arn:aws:apigateway:${account.region}::/domainnames/${name}`,
      ...given({ certificateArn, certificateName, regionalCertificateArn, regionalCertificateName }),
      ...given({ endpointAccessMode, ownershipVerificationCertificateArn, routingMode }),
      ...endpointNames(types, account.region),
      endpointConfiguration: { types, ipAddressType },
      domainNameStatus: 'AVAILABLE',
      securityPolicy: input.securityPolicy ?? 'TLS_1_2',
      ...(input.mutualTlsAuthentication && { mutualTlsAuthentication: input.mutualTlsAuthentication }),
      ...(tags && { tags }),
    },
    mappings: new Map(),
  };
  state.domainNames.set(name, record);
  return record.settings;
}

export function getDomainName(state: ApiGatewayState, input: GetDomainNameCommandInput): DomainName {
  const { settings } = domainNameWith(state, input);
  return { ...settings, tags: settings.tags ?? {} };
}

export function getDomainNames(state: ApiGatewayState, input: GetDomainNamesCommandInput): DomainNames {
  const { resourceOwner = 'SELF' } = input;
  if (resourceOwner !== 'SELF') throw notOffered(`The owner ${resourceOwner} of custom domain names`);
  return pageByPosition(
    [...state.domainNames.values()].map(({ settings }) => settings),
    input,
  );
}

export function updateDomainName(state: ApiGatewayState, input: UpdateDomainNameCommandInput): DomainName {
  const record = domainNameWith(state, input);
  const patched = applyPatches<DomainName>(
    record.settings,
    input.patchOperations,
    (domain, op, path, value, operation) =>
      patchGroup(domain, op, path, value) ??
      patchMembers(domain, [operation], {
        scalars: [
          ...['certificateArn', 'certificateName', 'regionalCertificateArn', 'regionalCertificateName'],
          ...['securityPolicy', 'ownershipVerificationCertificateArn'],
        ],
      }),
  );
  const { types = [] } = patched.endpointConfiguration ?? {};
  record.settings = { ...endpointNames(types, state.account.region), ...patched };
  return { ...record.settings, tags: record.settings.tags ?? {} };
}

/** Removes a name with its mappings. */
export function deleteDomainName(state: ApiGatewayState, input: DeleteDomainNameCommandInput): undefined {
  state.domainNames.delete(domainNameWith(state, input).name);
}

/** One patch operation below `/endpointConfiguration` or `/mutualTlsAuthentication`; `undefined` for any other. */
function patchGroup(
  domain: DomainName,
  op: string,
  [group, member, ...more]: readonly string[],
  value: string,
): DomainName | undefined {
  if (op !== 'replace') return undefined;
  const { endpointConfiguration = {}, mutualTlsAuthentication = {}, ...others } = domain;
  if (group === 'mutualTlsAuthentication' && more.length === 0) {
    if (member === 'truststoreUri' && value === '') return { ...others, endpointConfiguration };
    if (member !== 'truststoreUri' && member !== 'truststoreVersion') return undefined;
    return { ...domain, mutualTlsAuthentication: { ...mutualTlsAuthentication, [member]: value } };
  }
  if (group !== 'endpointConfiguration') return undefined;
  const set = (changed: EndpointConfiguration) => ({
    ...domain,
    endpointConfiguration: { ...endpointConfiguration, ...changed },
  });
  const [type, ...deeper] = more;
  if (member === 'types' && type !== undefined && deeper.length === 0) {
    if (value === 'PRIVATE') throw notOffered('A private custom domain name');
    if (!endpointConfiguration.types?.some((known) => known === type)) return undefined;
    return endpointTypes.includes(value) ? set({ types: [value as EndpointType] }) : undefined;
  }
  if (member === 'ipAddressType' && type === undefined && ipAddressTypes.includes(value)) {
    return set({ ipAddressType: value as IpAddressType });
  }
  return undefined;
}

/** Where AWS's own names of the domain lead; nothing resolves them here. */
function endpointNames([type]: readonly EndpointType[], region: string): Partial<DomainName> {
  const name = `${shortId()}${shortId()}`;
  if (type === 'EDGE') {
    return {
      distributionDomainName: `d${name}.cloudfront.net`,
      distributionHostedZoneId: edgeHostedZoneId,
    };
  }
  return {
    regionalDomainName: `d-${name}.execute-api.${region}.amazonaws.com`,
    regionalHostedZoneId: regionalHostedZoneIds[region],
  };
}

/** What would change who may call, or how requests find their API. */
function refuseNotOffered(input: CreateDomainNameCommandInput): void {
  const { certificateBody, certificatePrivateKey, certificateChain, policy, routingMode } = input;
  const { types, vpcEndpointIds } = input.endpointConfiguration ?? {};
  if (certificateBody || certificatePrivateKey || certificateChain) {
    throw notOffered('A certificate in the request, instead of its ARN,');
  }
  if (policy || vpcEndpointIds || types?.includes('PRIVATE'))
    throw notOffered('A private custom domain name');
  if (routingMode && routingMode !== 'BASE_PATH_MAPPING_ONLY') {
    throw notOffered(`The routing mode ${routingMode} of a custom domain name`);
  }
}

function given(members: Readonly<Record<string, string | undefined>>): Partial<DomainName> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
