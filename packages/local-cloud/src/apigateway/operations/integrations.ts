import type {
  DeleteIntegrationCommandInput,
  GetIntegrationCommandInput,
  Integration,
  PutIntegrationCommandInput,
  UpdateIntegrationCommandInput,
} from '@aws-sdk/client-api-gateway';
import { enumConstraint, notOffered, validationFailure } from '../errors.ts';
import { importIntegration } from '../import/import-integration.ts';
import type { ApiIntegration, ApiMethod, ApiResource } from '../model.ts';
import { compileCacheKey } from '../stage-cache/compile-cache-key.ts';
import type { ApiGatewayState } from '../state.ts';
import { integrationOf, methodOf, setIntegration } from './change-model.ts';
import { describeIntegration } from './describe-method.ts';
import { patchMembers } from './patch-members.ts';

const types = ['HTTP', 'MOCK', 'AWS_PROXY', 'HTTP_PROXY', 'AWS'];

/** Sets the integration of a method. A former one is gone with its responses. */
export function putIntegration(state: ApiGatewayState, input: PutIntegrationCommandInput): Integration {
  const { type = '' } = input;
  if (!types.includes(type)) {
    throw validationFailure({
      value: type,
      member: 'putIntegrationInput.type',
      constraint: enumConstraint(types),
    });
  }
  const { api, resource, method } = methodOf(state.apis, input);
  const {
    integrationHttpMethod,
    restApiId: _api,
    resourceId: _resource,
    httpMethod: _method,
    ...members
  } = input;
  const { responseTransferMode, ...others } = members;
  if (responseTransferMode !== undefined && responseTransferMode !== 'BUFFERED')
    throw notOffered(`The responseTransferMode ${responseTransferMode} of an integration`);
  const source = { ...others, httpMethod: integrationHttpMethod };
  const integration = checkedIntegration(source, resource, method);
  setIntegration(api, resource, method, integration);
  return describeIntegration(resource, integration);
}

export function getIntegration(state: ApiGatewayState, input: GetIntegrationCommandInput): Integration {
  const { resource, integration } = integrationOf(state.apis, input);
  return describeIntegration(resource, integration);
}

export function updateIntegration(state: ApiGatewayState, input: UpdateIntegrationCommandInput): Integration {
  const { api, resource, method, integration } = integrationOf(state.apis, input);
  const { integrationResponses, ...former } = integration;
  const patched = patchMembers(former, input.patchOperations, {
    scalars: [
      ...['uri', 'httpMethod', 'credentials', 'passthroughBehavior', 'contentHandling'],
      ...['timeoutInMillis', 'cacheNamespace', 'connectionType', 'connectionId'],
    ],
    maps: ['requestParameters', 'requestTemplates'],
    lists: ['cacheKeyParameters'],
  });
  const changed = { ...checkedIntegration(patched, resource, method), integrationResponses };
  setIntegration(api, resource, method, changed);
  return describeIntegration(resource, changed);
}

export function deleteIntegration(state: ApiGatewayState, input: DeleteIntegrationCommandInput): undefined {
  const { api, resource, method } = integrationOf(state.apis, input);
  setIntegration(api, resource, method, undefined);
}

/** Checked by what reads integrations of definitions: both are one thing. */
function checkedIntegration(members: object, resource: ApiResource, method: ApiMethod): ApiIntegration {
  const given = Object.entries(members).filter(([, value]) => value !== undefined && value !== '');
  const where = `${method.httpMethod} ${resource.path}`;
  const integration = importIntegration(Object.fromEntries(given), where);
  compileCacheKey(resource, method, integration);
  return integration;
}
