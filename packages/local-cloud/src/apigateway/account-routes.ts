import type { RestRoute } from '../aws/rest-route.ts';
import type { ApiGatewayOperations } from './operations.ts';
import { listed } from './wire-shapes.ts';

/** The routes of what the APIs of an account share: domain names, VPC links, client certificates. */
export function accountRoutes(operations: ApiGatewayOperations): RestRoute[] {
  const domain = '/domainnames/{domainName}';
  const mapping = `${domain}/basepathmappings/{basePath}`;
  const link = '/vpclinks/{vpcLinkId}';
  const certificate = '/clientcertificates/{clientCertificateId}';
  return [
    { method: 'GET', path: '/account', operation: operations.GetAccount },
    { method: 'PATCH', path: '/account', operation: operations.UpdateAccount },
    { method: 'POST', path: '/domainnames', operation: operations.CreateDomainName, status: 201 },
    { method: 'GET', path: '/domainnames', operation: listed(operations.GetDomainNames) },
    { method: 'GET', path: domain, operation: operations.GetDomainName },
    { method: 'PATCH', path: domain, operation: operations.UpdateDomainName },
    { method: 'DELETE', path: domain, operation: operations.DeleteDomainName, status: 202 },
    {
      method: 'POST',
      path: `${domain}/basepathmappings`,
      operation: operations.CreateBasePathMapping,
      status: 201,
    },
    { method: 'GET', path: `${domain}/basepathmappings`, operation: listed(operations.GetBasePathMappings) },
    { method: 'GET', path: mapping, operation: operations.GetBasePathMapping },
    { method: 'PATCH', path: mapping, operation: operations.UpdateBasePathMapping },
    { method: 'DELETE', path: mapping, operation: operations.DeleteBasePathMapping, status: 202 },
    { method: 'POST', path: '/vpclinks', operation: operations.CreateVpcLink, status: 202 },
    { method: 'GET', path: '/vpclinks', operation: listed(operations.GetVpcLinks) },
    { method: 'GET', path: link, operation: operations.GetVpcLink },
    { method: 'PATCH', path: link, operation: operations.UpdateVpcLink },
    { method: 'DELETE', path: link, operation: operations.DeleteVpcLink, status: 202 },
    {
      method: 'POST',
      path: '/clientcertificates',
      operation: operations.GenerateClientCertificate,
      status: 201,
    },
    { method: 'GET', path: '/clientcertificates', operation: listed(operations.GetClientCertificates) },
    { method: 'GET', path: certificate, operation: operations.GetClientCertificate },
    { method: 'PATCH', path: certificate, operation: operations.UpdateClientCertificate },
    { method: 'DELETE', path: certificate, operation: operations.DeleteClientCertificate, status: 202 },
    { method: 'GET', path: '/tags/{resourceArn}', operation: operations.GetTags },
    { method: 'PUT', path: '/tags/{resourceArn}', operation: operations.TagResource, status: 204 },
    { method: 'DELETE', path: '/tags/{resourceArn}', operation: operations.UntagResource, status: 204 },
  ];
}
