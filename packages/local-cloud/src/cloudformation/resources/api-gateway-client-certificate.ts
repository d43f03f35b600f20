import type { Properties, ResourceType } from '../resource-type.ts';
import { replaceTags, type TemplateTags, tagRecord } from './api-gateway-tags.ts';

interface ClientCertificateProperties extends Properties {
  readonly Description?: string;
  readonly Tags?: TemplateTags;
}

export const apiGatewayClientCertificate: ResourceType = {
  type: 'AWS::ApiGateway::ClientCertificate',
  attributes: ['ClientCertificateId'],
  properties: { Description: 'update', Tags: 'update' },
  lists: ['Tags'],
  missing: ['NotFoundException'],

  async create(properties, context) {
    const { Description: description, Tags } = properties as ClientCertificateProperties;
    const { clientCertificateId = '' } =
      await context.services.apigateway.operations.GenerateClientCertificate({
        description,
        tags: tagRecord(Tags),
      });
    return { physicalId: clientCertificateId, attributes: { ClientCertificateId: clientCertificateId } };
  },

  async update(properties, existing, context) {
    const { Description = '', Tags } = properties as ClientCertificateProperties;
    const former = existing.properties as ClientCertificateProperties;
    const { physicalId: clientCertificateId } = existing;
    context.services.apigateway.operations.UpdateClientCertificate({
      clientCertificateId,
      patchOperations: [{ op: 'replace', path: '/description', value: Description }],
    });
    replaceTags(`/clientcertificates/${clientCertificateId}`, Tags, former.Tags, context);
    return existing;
  },

  async delete({ physicalId: clientCertificateId }, context) {
    context.services.apigateway.operations.DeleteClientCertificate({ clientCertificateId });
  },
};
