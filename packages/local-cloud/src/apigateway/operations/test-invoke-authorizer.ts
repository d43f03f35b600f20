import type {
  TestInvokeAuthorizerCommandInput,
  TestInvokeAuthorizerResponse,
} from '@aws-sdk/client-api-gateway';
import { apiId } from '../api-gateway-identifiers.ts';
import { compileAuthorizerRequest } from '../authorizers/authorizer-request.ts';
import { readAuthorizerResult } from '../authorizers/authorizer-result.ts';
import { compileAuthorizerInvocation } from '../authorizers/invoke-authorizer.ts';
import { compileResourcePolicy } from '../authorizers/resource-policy.ts';
import { compileUserPoolAuthorizer } from '../authorizers/user-pool-authorizer.ts';
import { compileDeployment } from '../compile-deployment.ts';
import { notOffered } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import { openTestLog, type TestLog } from '../execution-log/test-log.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';
import { importIntegration } from '../import/import-integration.ts';
import type { ApiAuthorizer, ApiModel } from '../model.ts';
import type { ApiGatewayState } from '../state.ts';
import { authorizerOf } from './authorizers.ts';
import { callOf } from './test-invoke-method.ts';

/** Asks an authorizer as a GET of the API's root would, through the steps that serve deployed methods, without cache. */
export async function testInvokeAuthorizer(
  state: ApiGatewayState,
  input: TestInvokeAuthorizerCommandInput,
): Promise<TestInvokeAuthorizerResponse> {
  if (input.additionalContext) throw notOffered('additionalContext of TestInvokeAuthorizer');
  const { api, authorizer } = authorizerOf(state, input);
  const startedAt = performance.now();
  const deployment = compileDeployment(rootOnly(api.model), state);
  const root = deployment.route('GET', '/');
  if (!root) throw new Error('the root of an API has no GET');
  const target = { resourcePath: '/', httpMethod: 'GET', stageName: 'ESTestInvoke-stage' };
  const call = callOf(state, input, target, deployment);
  const log = openTestLog(call.requestId);
  const body = Buffer.from(input.body ?? '');
  const exchange: Exchange = { ...call, method: root.method, pathParameters: undefined, body, log };
  log.info(`Starting authorizer: ${authorizer.id} for request: ${call.requestId}`);
  const response = await ask(state, authorizer, exchange, log);
  return { ...response, log: log.text(), latency: Math.round(performance.now() - startedAt) };
}

async function ask(
  state: ApiGatewayState,
  authorizer: ApiAuthorizer,
  exchange: Exchange,
  log: TestLog,
): Promise<TestInvokeAuthorizerResponse> {
  try {
    const asked = await (authorizer.type === 'COGNITO_USER_POOLS' ? askPool : askFunction)(
      state,
      authorizer,
      exchange,
      log,
    );
    log.info('Successfully completed authorizer execution');
    return { clientStatus: 0, ...asked };
  } catch (error) {
    if (!(error instanceof GatewayFault)) throw error;
    if (error.status === 401) log.error(`Unauthorized request: ${exchange.requestId}`);
    else log.error(`Execution failed due to configuration error: ${error.message}`);
    return { clientStatus: error.status };
  }
}

async function askFunction(
  state: ApiGatewayState,
  authorizer: ApiAuthorizer,
  exchange: Exchange,
  log: TestLog,
): Promise<TestInvokeAuthorizerResponse> {
  const { identity, event } = compileAuthorizerRequest(authorizer)(exchange);
  log.data('Incoming identity', identity.map(() => '*'.repeat(10)).join(', '));
  const sent = event();
  log.data('Endpoint request body after transformations', JSON.stringify(sent));
  const output = await compileAuthorizerInvocation(authorizer, state)(exchange, sent);
  log.data('Authorizer result body before parsing', output);
  const { principalId, context } = readAuthorizerResult(output);
  log.info(`Using valid authorizer policy for principal: ${'*'.repeat(10)}`);
  const { policyDocument } = JSON.parse(output.toString('utf8'));
  const authorization = Object.entries(context).map(([name, value]) => [name, [value]]);
  return {
    principalId,
    policy: JSON.stringify(policyDocument),
    authorization: Object.fromEntries(authorization),
  };
}

async function askPool(
  state: ApiGatewayState,
  authorizer: ApiAuthorizer,
  exchange: Exchange,
): Promise<TestInvokeAuthorizerResponse> {
  const { userPools } = state;
  if (!userPools) throw notOffered(`The authorizer type COGNITO_USER_POOLS of ${authorizer.name}`);
  const authorize = compileUserPoolAuthorizer(authorizer, [], compileResourcePolicy(undefined), userPools);
  const { claims } = ((await authorize(exchange)).authorizer ?? {}) as { claims?: Record<string, string> };
  return claims ? { claims } : {};
}

/** The API's settings with a root that responds by itself: what an authorizer is asked for needs a method. */
function rootOnly(model: ApiModel): ApiModel {
  const method = {
    httpMethod: 'GET',
    authorizationType: 'NONE',
    apiKeyRequired: false,
    requestParameters: {},
    requestModels: {},
    methodResponses: {},
    methodIntegration: importIntegration({ type: 'MOCK' }, 'GET /'),
  };
  return { ...model, resources: [{ id: apiId(), path: '/', resourceMethods: { GET: method } }] };
}
