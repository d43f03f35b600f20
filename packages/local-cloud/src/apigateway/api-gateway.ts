import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Account } from '../account.ts';
import { restJsonService } from '../aws/rest-json-protocol.ts';
import type { Service } from '../aws/service.ts';
import type { Iam } from '../iam/iam.ts';
import type { Lambda } from '../lambda/lambda.ts';
import type { Logs } from '../logs/logs.ts';
import { apiOfHost, stageAddress } from './addresses.ts';
import type { UserPools } from './authorizers/user-pools.ts';
import type { Backends } from './compile-deployment.ts';
import { apiGatewayInputTypes } from './input-types.ts';
import { createDeployment } from './operations/create-deployment.ts';
import { createRestApi } from './operations/create-rest-api.ts';
import { createStage } from './operations/create-stage.ts';
import { deleteDeployment } from './operations/delete-deployment.ts';
import { deleteGatewayResponse } from './operations/delete-gateway-response.ts';
import { deleteRestApi } from './operations/delete-rest-api.ts';
import { deleteStage } from './operations/delete-stage.ts';
import { getAccount } from './operations/get-account.ts';
import { getAuthorizer } from './operations/get-authorizer.ts';
import { getAuthorizers } from './operations/get-authorizers.ts';
import { getDeployment } from './operations/get-deployment.ts';
import { getDeployments } from './operations/get-deployments.ts';
import { getExport } from './operations/get-export.ts';
import { getGatewayResponse } from './operations/get-gateway-response.ts';
import { getGatewayResponses } from './operations/get-gateway-responses.ts';
import { getIntegration } from './operations/get-integration.ts';
import { getMethod } from './operations/get-method.ts';
import { getModel } from './operations/get-model.ts';
import { getModels } from './operations/get-models.ts';
import { getRequestValidators } from './operations/get-request-validators.ts';
import { getResource } from './operations/get-resource.ts';
import { getResources } from './operations/get-resources.ts';
import { getRestApi } from './operations/get-rest-api.ts';
import { getRestApis } from './operations/get-rest-apis.ts';
import { getStage } from './operations/get-stage.ts';
import { getStages } from './operations/get-stages.ts';
import { getTags } from './operations/get-tags.ts';
import { importRestApi } from './operations/import-rest-api.ts';
import { putGatewayResponse } from './operations/put-gateway-response.ts';
import { putRestApi } from './operations/put-rest-api.ts';
import { tagResource } from './operations/tag-resource.ts';
import { untagResource } from './operations/untag-resource.ts';
import { updateAccount } from './operations/update-account.ts';
import { updateRestApi } from './operations/update-rest-api.ts';
import { updateStage } from './operations/update-stage.ts';
import type { RestApis } from './rest-api-record.ts';
import { routesOf } from './routes.ts';
import { serve } from './serve.ts';
import { bindUsagePlanOperations } from './usage-plans/operations.ts';
import { emptyUsagePlans, type UsagePlanState } from './usage-plans/usage-plan-state.ts';

/** What API Gateway's operations share. */
export interface ApiGatewayState extends Backends, UsagePlanState {
  readonly logs: Logs;
  readonly apis: RestApis;
  accountSettings: AccountSettings;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface AccountSettings {
  readonly cloudwatchRoleArn?: string;
}

export interface ApiGateway {
  /** The control plane. */
  readonly service: Service;
  readonly operations: ApiGatewayOperations;
  /** Answers a client of a deployed API; `undefined` for a request that by its Host or path is meant for AWS. */
  serve(request: IncomingMessage, response: ServerResponse): Promise<void> | undefined;
}

export interface ApiGatewayOptions {
  readonly account: Account;
  readonly iam: Iam;
  readonly lambda: Lambda;
  readonly logs: Logs;
  /** Absent: an API with an authorizer of type COGNITO_USER_POOLS is refused. */
  readonly userPools?: UserPools | undefined;
  /** The services besides Lambda that integrations call, by their names in URIs. */
  readonly awsServices?: Readonly<Partial<Record<string, Service>>>;
  /** The cloud's address, known once it listens: APIs can be the back ends of others. */
  readonly endpointUrl?: () => string;
  /** Milliseconds since 1970; tests let it pass as they like. */
  readonly now?: () => number;
}

export type ApiGatewayOperations = ReturnType<typeof bindOperations>;

/** REST APIs (v1): their control plane, and the gateway that serves what is deployed of them. */
export function createApiGateway(options: ApiGatewayOptions): ApiGateway {
  const apis: RestApis = new Map();
  const state: ApiGatewayState = {
    ...options,
    userPools: options.userPools,
    awsServices: options.awsServices ?? {},
    ownOrigin: (host) => (apis.has(apiOfHost(host) ?? '') ? options.endpointUrl?.() : undefined),
    apis,
    accountSettings: {},
    now: options.now ?? Date.now,
    ...emptyUsagePlans(),
  };
  const operations = bindOperations(state);
  return {
    service: restJsonService({
      signingName: 'apigateway',
      routes: routesOf(operations),
      inputTypes: apiGatewayInputTypes,
    }),
    operations,
    serve(request, response) {
      const address = stageAddress(request.headers.host, request.url ?? '');
      return address && serve(state, address, request, response);
    },
  };
}

function bindOperations(state: ApiGatewayState) {
  return {
    CreateDeployment: createDeployment.bind(null, state),
    CreateRestApi: createRestApi.bind(null, state),
    CreateStage: createStage.bind(null, state),
    DeleteDeployment: deleteDeployment.bind(null, state),
    DeleteGatewayResponse: deleteGatewayResponse.bind(null, state),
    DeleteRestApi: deleteRestApi.bind(null, state),
    DeleteStage: deleteStage.bind(null, state),
    GetAccount: getAccount.bind(null, state),
    GetAuthorizer: getAuthorizer.bind(null, state),
    GetAuthorizers: getAuthorizers.bind(null, state),
    GetDeployment: getDeployment.bind(null, state),
    GetDeployments: getDeployments.bind(null, state),
    GetExport: getExport.bind(null, state),
    GetIntegration: getIntegration.bind(null, state),
    GetMethod: getMethod.bind(null, state),
    GetModel: getModel.bind(null, state),
    GetModels: getModels.bind(null, state),
    GetRequestValidators: getRequestValidators.bind(null, state),
    GetGatewayResponse: getGatewayResponse.bind(null, state),
    GetGatewayResponses: getGatewayResponses.bind(null, state),
    GetResource: getResource.bind(null, state),
    GetResources: getResources.bind(null, state),
    GetRestApi: getRestApi.bind(null, state),
    GetRestApis: getRestApis.bind(null, state),
    GetStage: getStage.bind(null, state),
    GetStages: getStages.bind(null, state),
    GetTags: getTags.bind(null, state),
    ImportRestApi: importRestApi.bind(null, state),
    PutGatewayResponse: putGatewayResponse.bind(null, state),
    PutRestApi: putRestApi.bind(null, state),
    TagResource: tagResource.bind(null, state),
    UntagResource: untagResource.bind(null, state),
    UpdateAccount: updateAccount.bind(null, state),
    UpdateRestApi: updateRestApi.bind(null, state),
    UpdateStage: updateStage.bind(null, state),
    ...bindUsagePlanOperations(state),
  };
}
