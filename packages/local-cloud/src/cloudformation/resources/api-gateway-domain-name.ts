import type { DomainName, EndpointType, IpAddressType, SecurityPolicy } from '@aws-sdk/client-api-gateway';
import type { PhysicalResource, Properties, ResourceType } from '../resource-type.ts';
import { replaceTags, type TemplateTags, tagRecord } from './api-gateway-tags.ts';

interface DomainNameProperties extends Properties {
  readonly DomainName: string;
  readonly CertificateArn?: string;
  readonly RegionalCertificateArn?: string;
  readonly OwnershipVerificationCertificateArn?: string;
  readonly EndpointConfiguration?: {
    readonly Types?: readonly EndpointType[];
    readonly IpAddressType?: IpAddressType;
  };
  readonly SecurityPolicy?: SecurityPolicy;
  readonly Tags?: TemplateTags;
}

export const apiGatewayDomainName: ResourceType = {
  type: 'AWS::ApiGateway::DomainName',
  attributes: [
    ...['DistributionDomainName', 'DistributionHostedZoneId', 'DomainNameArn'],
    ...['RegionalDomainName', 'RegionalHostedZoneId'],
  ],
  properties: {
    DomainName: 'replace',
    CertificateArn: 'update',
    RegionalCertificateArn: 'update',
    OwnershipVerificationCertificateArn: 'replace',
    EndpointConfiguration: 'replace',
    SecurityPolicy: 'update',
    Tags: 'update',
  },
  inert: ['EndpointAccessMode', 'MutualTlsAuthentication'],
  notOffered: ['RoutingMode'],
  offeredValues: { 'EndpointConfiguration.Types': /^(?!PRIVATE$)/ },
  required: ['DomainName'],
  lists: ['Tags'],
  missing: ['NotFoundException'],

  async create(properties, context) {
    const domain = properties as DomainNameProperties;
    const { Types, IpAddressType: ipAddressType } = domain.EndpointConfiguration ?? {};
    const endpoint = { ...(Types && { types: [...Types] }), ...(ipAddressType && { ipAddressType }) };
    const created = context.services.apigateway.operations.CreateDomainName({
      domainName: domain.DomainName,
      certificateArn: domain.CertificateArn,
      regionalCertificateArn: domain.RegionalCertificateArn,
      ownershipVerificationCertificateArn: domain.OwnershipVerificationCertificateArn,
      endpointConfiguration: endpoint,
      securityPolicy: domain.SecurityPolicy,
      tags: tagRecord(domain.Tags),
    });
    return described(created);
  },

  async update(properties, existing, context) {
    const domain = properties as DomainNameProperties;
    const former = existing.properties as DomainNameProperties;
    const replaced = (path: string, value: string | undefined) =>
      value === undefined ? [] : [{ op: 'replace', path, value } as const];
    const changed = context.services.apigateway.operations.UpdateDomainName({
      domainName: existing.physicalId,
      patchOperations: [
        ...replaced('/certificateArn', domain.CertificateArn),
        ...replaced('/regionalCertificateArn', domain.RegionalCertificateArn),
        ...replaced('/securityPolicy', domain.SecurityPolicy),
      ],
    });
    replaceTags(`/domainnames/${existing.physicalId}`, domain.Tags, former.Tags, context);
    return described(changed);
  },

  async delete({ physicalId: domainName }, context) {
    context.services.apigateway.operations.DeleteDomainName({ domainName });
  },
};

function described(domain: DomainName): PhysicalResource {
  return {
    physicalId: domain.domainName ?? '',
    attributes: {
      DistributionDomainName: domain.distributionDomainName,
      DistributionHostedZoneId: domain.distributionHostedZoneId,
      DomainNameArn: domain.domainNameArn,
      RegionalDomainName: domain.regionalDomainName,
      RegionalHostedZoneId: domain.regionalHostedZoneId,
    },
  };
}
