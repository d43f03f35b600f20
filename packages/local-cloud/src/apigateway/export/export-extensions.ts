import { badRequest, notOffered } from '../errors.ts';
import type { ApiModel } from '../model.ts';

/** Which of AWS's own extensions an export has. */
export interface ExportExtensions {
  /** Integrations, and the settings of the whole API. */
  readonly integrations: boolean;
  readonly authorizers: boolean;
  readonly documentation: boolean;
}

/** Reads the parameter `extensions`, a list separated by commas. `apigateway` selects all. */
export function exportExtensions(parameters: Readonly<Record<string, string>> = {}): ExportExtensions {
  const unknown = Object.keys(parameters).find((name) => name !== 'extensions');
  if (unknown !== undefined) throw notOffered(`The export parameter ${unknown}`);
  const names = (parameters.extensions ?? '').split(',').flatMap((name) => name.trim() || []);
  for (const name of names) {
    if (name === 'postman') throw notOffered('The export extension postman');
    if (!['apigateway', 'integrations', 'authorizers', 'documentation'].includes(name)) {
      throw badRequest(
        `Invalid extensions: expected apigateway, integrations, authorizers or documentation, received ${name}.`,
      );
    }
  }
  const isWhole = names.includes('apigateway');
  return {
    integrations: isWhole || names.includes('integrations'),
    authorizers: isWhole || names.includes('authorizers'),
    documentation: names.includes('documentation'),
  };
}

/** The extensions at the root of a definition. */
export function rootExtensions(model: ApiModel): object {
  const validators = Object.values(model.requestValidators).map(({ name, id: _id, ...validates }) => [
    name,
    validates,
  ]);
  const gatewayResponses = Object.entries(model.gatewayResponses).map(
    ([type, { statusCode, responseParameters, responseTemplates }]) => [
      type,
      {
        ...(statusCode !== undefined && { statusCode: Number(statusCode) }),
        responseParameters,
        responseTemplates,
      },
    ],
  );
  return {
    ...(model.policy && { 'x-amazon-apigateway-policy': model.policy }),
    ...(model.apiKeySource === 'AUTHORIZER' && { 'x-amazon-apigateway-api-key-source': 'AUTHORIZER' }),
    ...(model.minimumCompressionSize !== undefined && {
      'x-amazon-apigateway-minimum-compression-size': model.minimumCompressionSize,
    }),
    ...(gatewayResponses.length > 0 && {
      'x-amazon-apigateway-gateway-responses': Object.fromEntries(gatewayResponses),
    }),
    ...(validators.length > 0 && {
      'x-amazon-apigateway-request-validators': Object.fromEntries(validators),
    }),
    ...(model.binaryMediaTypes.length > 0 && {
      'x-amazon-apigateway-binary-media-types': model.binaryMediaTypes,
    }),
  };
}
