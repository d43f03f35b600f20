import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../index.ts';
import { errorsOf, expand, idOf, methodOf, withApi } from '../testing/expand.ts';

const CertificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/c';
// It ends in the SHA-1 of api.example.com.
const domainId = 'ApiGatewayDomainName1bc412bb08';
const withDomain = (more: JsonObject = {}, properties: JsonObject = {}) =>
  withApi({ ...properties, Domain: { DomainName: 'api.example.com', CertificateArn, ...more } });
const invalid = (message: string, id = 'Api') => [`Resource with id [${id}] is invalid. ${message}`];

describe('SM-36: the domain of an API', () => {
  it('is a regional name that is mapped to the stage', () => {
    const { [domainId]: domain, ApiBasePathMapping: mapping } = expand(withDomain());
    expect(domain).toEqual({
      Type: 'AWS::ApiGateway::DomainName',
      Properties: {
        DomainName: 'api.example.com',
        RegionalCertificateArn: CertificateArn,
        EndpointConfiguration: { Types: ['REGIONAL'] },
      },
    });
    expect(mapping).toEqual({
      Type: 'AWS::ApiGateway::BasePathMapping',
      Properties: { DomainName: { Ref: domainId }, RestApiId: { Ref: 'Api' }, Stage: { Ref: 'Apiv1Stage' } },
    });
  });

  it('names the deployment too', () => {
    const deploymentOf = (domain: JsonObject) => idOf(withDomain(domain), 'AWS::ApiGateway::Deployment');
    expect(deploymentOf({ BasePath: 'a' })).not.toBe(deploymentOf({ BasePath: 'b' }));
    // Of the official suite, api_domain_ipaddresstype.
    const Domain = {
      DomainName: 'api.example.com',
      CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/example',
      EndpointConfiguration: 'REGIONAL',
      IpAddressType: 'dualstack',
    };
    const api = { Type: 'AWS::Serverless::Api', Properties: { StageName: 'Prod', Domain } };
    const template = withApi({}, { MyApi: api, MyFunction: methodOf('MyApi', '/test', 'GET') });
    const { Api: _other, ...Resources } = template.Resources;
    const id = idOf({ ...template, Resources }, 'AWS::ApiGateway::Deployment', { region: 'ap-southeast-1' });
    expect(id).toBe('MyApiDeployment3397e3e11c');
  });

  it('has all that SAM passes on, the tags that are propagated and the condition of the API', () => {
    const further = {
      SecurityPolicy: 'TLS_1_2',
      OwnershipVerificationCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/o',
    };
    const domain = {
      ...further,
      EndpointConfiguration: 'EDGE',
      IpAddressType: 'dualstack',
      MutualTlsAuthentication: { TruststoreUri: 's3://b/k', TruststoreVersion: 0 },
    };
    const template = withDomain(domain, { Tags: { a: 'b' }, PropagateTags: true });
    const { Api } = template.Resources;
    if (Api) Object.assign(Api, { Condition: 'Wanted' });
    const expanded = expand({ ...template, Conditions: { Wanted: { 'Fn::Equals': ['a', 'a'] } } });
    expect(expanded[domainId]).toMatchObject({
      Condition: 'Wanted',
      Properties: {
        ...further,
        CertificateArn,
        EndpointConfiguration: { Types: ['EDGE'], IpAddressType: 'dualstack' },
        MutualTlsAuthentication: { TruststoreUri: 's3://b/k' },
        Tags: [{ Key: 'a', Value: 'b' }],
      },
    });
    expect(expanded.ApiBasePathMapping).toMatchObject({ Condition: 'Wanted' });
  });

  it.each([
    [{ BasePath: '/pets' }, { ApipetsBasePathMapping: 'pets' }],
    [{ BasePath: ['/get', 'a/b-c'] }, { ApigetBasePathMapping: 'get', ApiabcBasePathMapping: 'abc' }],
    [{ BasePath: ['a-b'], NormalizeBasePath: false }, { ApiabBasePathMapping: 'a-b' }],
    [{ BasePath: '/' }, { ApiBasePathMapping: '' }],
  ] as [JsonObject, Record<string, string>][])('is mapped by its base paths: %j', (domain, expected) => {
    const mapped = Object.entries(expand(withDomain(domain))).flatMap(([id, { Type, Properties }]) =>
      Type === 'AWS::ApiGateway::BasePathMapping' ? [[id, Properties?.BasePath]] : [],
    );
    expect(Object.fromEntries(mapped)).toEqual(expected);
  });

  it.each([
    ['a name', "Property 'Domain' should be a map."],
    [{ CertificateArn }, "Property 'Domain.DomainName' is required."],
    [{ DomainName: 'a.example.com' }, "Property 'Domain.CertificateArn' is required."],
  ])('is refused as %j', (Domain, message) => {
    expect(errorsOf(withApi({ Domain }))).toEqual(invalid(message));
  });

  it.each([
    [
      { EndpointConfiguration: 'GLOBAL' },
      "EndpointConfiguration for Custom Domains must be one of ['EDGE', 'REGIONAL', 'PRIVATE'].",
    ],
    [
      { EndpointConfiguration: 'PRIVATE' },
      'EndpointConfiguration PRIVATE in Domain of AWS::Serverless::Api is not supported by this transform',
    ],
    [{ BasePath: ['a', 3] }, "Property 'Domain.BasePath[1]' should be a string."],
    [{ MutualTlsAuthentication: 'x' }, "Property 'Domain.MutualTlsAuthentication' should be a map."],
    [
      { MutualTlsAuthentication: { Uri: 'x' } },
      "Available Domain.MutualTlsAuthentication fields are ['TruststoreUri', 'TruststoreVersion'].",
    ],
    [
      { Route53: {} },
      'HostedZoneId or HostedZoneName is required to enable Route53 support on Custom Domains.',
    ],
    [{ Route53: [] }, "Property 'Domain.Route53' should be a map."],
    [
      { Route53: { HostedZoneId: 'Z' } },
      'Route53 in Domain of AWS::Serverless::Api is not supported by this transform',
    ],
  ] as [JsonObject, string][])('is refused with %j', (domain, message) => {
    expect(errorsOf(withDomain(domain))).toEqual(invalid(message));
  });

  it('has no policy unless it is private', () => {
    const message = 'property Policy not defined for resource of type AWS::ApiGateway::DomainName';
    expect(errorsOf(withDomain({ Policy: {} }))).toEqual([]);
    expect(errorsOf(withDomain({ Policy: { Version: '2012-10-17' } }))).toEqual(invalid(message, domainId));
  });
});
