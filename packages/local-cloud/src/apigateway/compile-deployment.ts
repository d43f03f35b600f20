import { type AuthorizationOf, compileAuthorization } from './authorizers/compile-authorization.ts';
import type { Backends } from './backends.ts';
import { badRequest } from './errors.ts';
import type { CompiledDeployment, CompiledMethod } from './exchange.ts';
import { compileGatewayResponses } from './gateway-responses/compile-gateway-responses.ts';
import { compileIntegration } from './integrations/compile-integration.ts';
import type { ApiModel, ApiResource } from './model.ts';
import { compileRouter } from './routing/compile-router.ts';
import { compileCacheKey } from './stage-cache/compile-cache-key.ts';
import { invalidationRefusal } from './stage-cache/may-invalidate.ts';
import { type BodyChecks, compileBodyChecks } from './validation/compile-body-checks.ts';
import { compileRequestValidation } from './validation/compile-request-validation.ts';

/** Compiles an API for its stages. Refuses what AWS refuses to deploy: an API without methods, a method without integration. */
export function compileDeployment(model: ApiModel, backends: Backends): CompiledDeployment {
  if (model.resources.every((resource) => Object.keys(resource.resourceMethods).length === 0)) {
    throw badRequest("The REST API doesn't contain any methods");
  }
  const bodyChecks = compileBodyChecks(model.models);
  const authorizationOf = compileAuthorization(model, backends);
  return {
    route: compileRouter(model.resources, (resource, httpMethod) =>
      compileMethod(resource, httpMethod, model, bodyChecks, authorizationOf, backends),
    ),
    gatewayResponses: compileGatewayResponses(model.gatewayResponses),
    binaryMediaTypes: model.binaryMediaTypes.map((mediaType) => mediaType.toLowerCase()),
    apiKeySource: model.apiKeySource,
    minimumCompressionSize: model.minimumCompressionSize,
  };
}

function compileMethod(
  resource: ApiResource,
  httpMethod: string,
  model: ApiModel,
  bodyChecks: BodyChecks,
  authorizationOf: AuthorizationOf,
  backends: Backends,
): CompiledMethod {
  const method = resource.resourceMethods[httpMethod];
  if (!method?.methodIntegration) throw badRequest('No integration defined for method');
  return {
    resourceId: resource.id,
    resourcePath: resource.path,
    apiKeyRequired: method.apiKeyRequired,
    authorize: authorizationOf(method),
    validate: compileRequestValidation(method, model.requestValidators, bodyChecks),
    integration: compileIntegration(resource.path, method, method.methodIntegration, backends),
    caching: {
      key: compileCacheKey(resource, method, method.methodIntegration),
      refusal: (exchange) => invalidationRefusal(exchange, backends.iam.signerOf),
    },
  };
}
