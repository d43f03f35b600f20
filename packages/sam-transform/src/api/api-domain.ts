import { ref } from '../intrinsics.ts';
import { hashedId } from '../logical-id.ts';
import { isFilled, present } from '../present.ts';
import { sharedAttributes } from '../resource-attributes.ts';
import { invalidResource, notSupported } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from '../template.ts';

export interface ApiDomain {
  /** As the translator leaves it, which names the deployment by it. */
  readonly noted: JsonObject;
  /** The domain name, and the mappings of its base paths to the stage. */
  resources(stageId: string): Record<string, Resource>;
}

/** SM-36: the custom domain name of an API. */
export function apiDomain(logicalId: string, resource: Resource, domain: JsonValue): ApiDomain | undefined {
  if (domain === null) return undefined;
  if (!isObject(domain)) throw invalidResource(logicalId, "Property 'Domain' should be a map.", 'Domain');
  const name = required(logicalId, domain, 'DomainName');
  const domainId = hashedId('ApiGatewayDomainName', name);
  const Properties = domainProperties(logicalId, domainId, domain);
  const attributes = sharedAttributes(resource);
  const mappings = basePaths(logicalId, domain);
  refuseRoute53(logicalId, domain.Route53);
  return {
    noted: {
      ...domain,
      ApiDomainName: domainId,
      EndpointConfiguration: domain.EndpointConfiguration ?? 'REGIONAL',
    },
    resources: (stageId) => ({
      [domainId]: { Type: 'AWS::ApiGateway::DomainName', ...attributes, Properties },
      ...Object.fromEntries(
        mappings.map(({ id, BasePath }) => [
          id,
          {
            Type: 'AWS::ApiGateway::BasePathMapping',
            ...attributes,
            Properties: present({
              DomainName: ref(domainId),
              RestApiId: ref(logicalId),
              Stage: ref(stageId),
              BasePath,
            }),
          },
        ]),
      ),
    }),
  };
}

function domainProperties(logicalId: string, domainId: string, domain: JsonObject): JsonObject {
  const certificate = required(logicalId, domain, 'CertificateArn');
  const type = endpointType(logicalId, domain.EndpointConfiguration);
  const MutualTlsAuthentication = mutualTls(logicalId, domain.MutualTlsAuthentication);
  if (isFilled(domain.Policy)) {
    const message = 'property Policy not defined for resource of type AWS::ApiGateway::DomainName';
    throw invalidResource(domainId, message);
  }
  return present({
    DomainName: domain.DomainName,
    [type === 'REGIONAL' ? 'RegionalCertificateArn' : 'CertificateArn']: certificate,
    EndpointConfiguration: present({ Types: [type], IpAddressType: filled(domain.IpAddressType) }),
    MutualTlsAuthentication,
    SecurityPolicy: filled(domain.SecurityPolicy),
    EndpointAccessMode: filled(domain.EndpointAccessMode),
    OwnershipVerificationCertificateArn: filled(domain.OwnershipVerificationCertificateArn),
  });
}

function required(logicalId: string, domain: JsonObject, name: string): JsonValue {
  const value = domain[name] ?? null;
  if (value === null) throw invalidResource(logicalId, `Property 'Domain.${name}' is required.`, 'Domain');
  return value;
}

function endpointType(logicalId: string, given: JsonValue | undefined): string {
  const type = given ?? 'REGIONAL';
  if (type === 'PRIVATE') throw memberNotSupported(logicalId, 'EndpointConfiguration PRIVATE');
  if (type === 'REGIONAL' || type === 'EDGE') return type;
  throw invalidResource(
    logicalId,
    "EndpointConfiguration for Custom Domains must be one of ['EDGE', 'REGIONAL', 'PRIVATE'].",
    'Domain',
  );
}

function mutualTls(logicalId: string, given: JsonValue | undefined): JsonObject | undefined {
  if (!isFilled(given)) return undefined;
  if (!isObject(given)) {
    throw invalidResource(logicalId, "Property 'Domain.MutualTlsAuthentication' should be a map.", 'Domain');
  }
  const { TruststoreUri, TruststoreVersion, ...unknown } = given;
  if (Object.keys(unknown).length > 0) {
    throw invalidResource(
      logicalId,
      "Available Domain.MutualTlsAuthentication fields are ['TruststoreUri', 'TruststoreVersion'].",
      'Domain',
    );
  }
  return present({
    TruststoreUri: filled(TruststoreUri),
    TruststoreVersion: filled(TruststoreVersion),
  });
}

interface MappedPath {
  readonly id: string;
  readonly BasePath?: string;
}

/** Without base paths the stage has the whole domain. Anything but a string or a list counts as none, as at AWS. */
function basePaths(logicalId: string, { BasePath, NormalizeBasePath = true }: JsonObject): MappedPath[] {
  const given = typeof BasePath === 'string' ? [BasePath] : BasePath;
  if (!isFilled(BasePath) || !Array.isArray(given)) return [{ id: `${logicalId}BasePathMapping` }];
  return given.map((path, index) => {
    if (typeof path !== 'string') {
      throw invalidResource(logicalId, `Property 'Domain.BasePath[${index}]' should be a string.`, 'Domain');
    }
    const letters = path.replace(/[^\p{L}\p{N}]/gu, '');
    return {
      id: `${logicalId}${letters}BasePathMapping`,
      BasePath: isFilled(NormalizeBasePath) ? letters : path,
    };
  });
}

function refuseRoute53(logicalId: string, route53: JsonValue | undefined): void {
  if (route53 === undefined || route53 === null) return;
  if (!isObject(route53)) {
    throw invalidResource(logicalId, "Property 'Domain.Route53' should be a map.", 'Domain');
  }
  if ((route53.HostedZoneId ?? null) === null && (route53.HostedZoneName ?? null) === null) {
    throw invalidResource(
      logicalId,
      'HostedZoneId or HostedZoneName is required to enable Route53 support on Custom Domains.',
      'Domain',
    );
  }
  throw memberNotSupported(logicalId, 'Route53');
}

function memberNotSupported(logicalId: string, member: string) {
  return notSupported(logicalId, `${member} in Domain of AWS::Serverless::Api is`, 'Domain');
}

function filled(value: JsonValue | undefined): JsonValue | undefined {
  return isFilled(value) ? value : undefined;
}
