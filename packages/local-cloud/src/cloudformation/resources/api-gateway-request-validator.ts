import { isTrue } from '../is-true.ts';
import type { Properties, ResourceType } from '../resource-type.ts';

interface ValidatorProperties extends Properties {
  readonly RestApiId: string;
  readonly Name?: string;
  readonly ValidateRequestBody?: boolean | string;
  readonly ValidateRequestParameters?: boolean | string;
}

export const apiGatewayRequestValidator: ResourceType = {
  type: 'AWS::ApiGateway::RequestValidator',
  properties: {
    RestApiId: 'replace',
    Name: 'replace',
    ValidateRequestBody: 'update',
    ValidateRequestParameters: 'update',
  },
  required: ['RestApiId'],
  missing: ['NotFoundException'],

  async create(properties, context) {
    const { RestApiId: restApiId, Name: name, ...flags } = properties as ValidatorProperties;
    const { id = '' } = context.services.apigateway.operations.CreateRequestValidator({
      restApiId,
      name: name ?? context.generateName(128),
      validateRequestBody: isTrue(flags.ValidateRequestBody),
      validateRequestParameters: isTrue(flags.ValidateRequestParameters),
    });
    return { physicalId: id, attributes: { RequestValidatorId: id } };
  },

  async update(properties, existing, context) {
    const { RestApiId: restApiId, ...flags } = properties as ValidatorProperties;
    const replace = (path: string, flag: boolean | string | undefined) =>
      ({ op: 'replace', path, value: String(isTrue(flag)) }) as const;
    context.services.apigateway.operations.UpdateRequestValidator({
      restApiId,
      requestValidatorId: existing.physicalId,
      patchOperations: [
        replace('/validateRequestBody', flags.ValidateRequestBody),
        replace('/validateRequestParameters', flags.ValidateRequestParameters),
      ],
    });
    return existing;
  },

  async delete({ physicalId: requestValidatorId, properties }, context) {
    const { RestApiId: restApiId } = properties as ValidatorProperties;
    context.services.apigateway.operations.DeleteRequestValidator({ restApiId, requestValidatorId });
  },
};
