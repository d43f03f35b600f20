import type { Backends } from '../backends.ts';
import { badRequest, notOffered } from '../errors.ts';
import type { Authorize } from '../exchange.ts';
import type { ApiAuthorizer, ApiMethod, ApiModel } from '../model.ts';
import { compileIamAuthorizer } from './iam-authorizer.ts';
import { compileLambdaAuthorizer } from './lambda-authorizer.ts';
import { compileResourcePolicy, type ResourcePolicy, requireResourcePolicy } from './resource-policy.ts';
import { compileUserPoolAuthorizer } from './user-pool-authorizer.ts';

type Scopes = readonly string[];

/** Returns what authorizes the calls of a method; `undefined` for a method that everybody may call. */
export type AuthorizationOf = (method: ApiMethod) => Authorize | undefined;

/** Methods with the same authorizer share its cache. */
export function compileAuthorization(model: ApiModel, backends: Backends): AuthorizationOf {
  const policy = compileResourcePolicy(model.policy);
  const iam = compileIamAuthorizer(policy, backends);
  const byId = new Map(
    model.authorizers.map((authorizer) => [authorizer.id, compileAuthorizer(authorizer, policy, backends)]),
  );
  return ({ authorizationType, authorizerId, authorizationScopes = [] }) => {
    if (authorizationType === 'AWS_IAM') return iam;
    if (authorizerId === undefined) {
      return model.policy && ((exchange) => requireResourcePolicy(policy, exchange));
    }
    const compiled = byId.get(authorizerId);
    if (!compiled) throw badRequest(`Invalid authorizer ID specified: ${authorizerId}`);
    return compiled(authorizationScopes);
  };
}

function compileAuthorizer(
  authorizer: ApiAuthorizer,
  policy: ResourcePolicy,
  backends: Backends,
): (scopes: Scopes) => Authorize {
  const { userPools } = backends;
  if (authorizer.type !== 'COGNITO_USER_POOLS') {
    const authorize = compileLambdaAuthorizer(authorizer, policy, backends);
    return () => authorize;
  }
  if (!userPools) throw notOffered(`The authorizer type COGNITO_USER_POOLS of ${authorizer.name}`);
  return (scopes) => compileUserPoolAuthorizer(authorizer, scopes, policy, userPools);
}
