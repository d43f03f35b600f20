import type { Account } from '../account.ts';
import type { Service } from '../aws/service.ts';
import type { Iam } from '../iam/iam.ts';
import type { Lambda } from '../lambda/lambda.ts';
import type { Authorize } from './authorizers/authorization.ts';
import { type AuthorizationOf, compileAuthorization } from './authorizers/compile-authorization.ts';
import type { UserPools } from './authorizers/user-pools.ts';
import {
  compileGatewayResponses,
  type GatewayResponses,
} from './gateway-responses/compile-gateway-responses.ts';
import { compileIntegration } from './integrations/compile-integration.ts';
import type { CompiledIntegration } from './integrations/integration.ts';
import type { ApiModel, ApiResource } from './model.ts';
import { badRequest } from './rest-api-record.ts';
import { compileRouter, type Router } from './routing/compile-router.ts';
import { type CompiledModels, compileModels } from './validation/compile-models.ts';
import { compileRequestValidation, type RequestValidation } from './validation/compile-request-validation.ts';

/** A frozen API, with everything done that does not need a request. */
export interface CompiledDeployment {
  readonly route: Router<CompiledMethod>;
  readonly gatewayResponses: GatewayResponses;
  readonly binaryMediaTypes: readonly string[];
  readonly apiKeySource: ApiModel['apiKeySource'];
}

export interface CompiledMethod {
  readonly resourceId: string;
  /** The template: `/pets/{petId}`. */
  readonly resourcePath: string;
  readonly apiKeyRequired: boolean;
  /** Absent where everybody may call. */
  readonly authorize: Authorize | undefined;
  readonly validate: RequestValidation | undefined;
  readonly integration: CompiledIntegration;
}

/** What integrations and authorizers call. */
export interface Backends {
  readonly account: Account;
  readonly iam: Iam;
  readonly lambda: Lambda;
  readonly userPools: UserPools | undefined;
  /** The services besides Lambda that integrations call, by their names in URIs. */
  readonly awsServices: Readonly<Partial<Record<string, Service>>>;
  /** Where this cloud answers for a host name that AWS would have given to one of its APIs. */
  readonly ownOrigin: (host: string) => string | undefined;
}

/** Compiles an API for its stages. Refuses what AWS refuses to deploy: no method, or one without integration. */
export function compileDeployment(model: ApiModel, backends: Backends): CompiledDeployment {
  if (model.resources.every((resource) => Object.keys(resource.resourceMethods).length === 0)) {
    throw badRequest("The REST API doesn't contain any methods");
  }
  const models = compileModels(model.models);
  const authorizationOf = compileAuthorization(model, backends);
  return {
    route: compileRouter(model.resources, (resource, httpMethod) =>
      compileMethod(resource, httpMethod, model, models, authorizationOf, backends),
    ),
    gatewayResponses: compileGatewayResponses(model.gatewayResponses),
    binaryMediaTypes: model.binaryMediaTypes.map((mediaType) => mediaType.toLowerCase()),
    apiKeySource: model.apiKeySource,
  };
}

function compileMethod(
  resource: ApiResource,
  httpMethod: string,
  model: ApiModel,
  models: CompiledModels,
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
    validate: compileRequestValidation(method, model.requestValidators, models),
    integration: compileIntegration(resource.path, method, method.methodIntegration, backends),
  };
}
