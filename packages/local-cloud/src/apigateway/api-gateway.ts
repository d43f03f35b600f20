import { type Account, arn } from '../account.ts';
import { bindOperations } from '../aws/bind-operations.ts';
import { bodyBudget, type Lease } from '../aws/body-budget.ts';
import { restJsonService } from '../aws/rest-json-protocol.ts';
import type { ServedRequest } from '../aws/served-request.ts';
import type { Service } from '../aws/service.ts';
import type { LongWork } from '../long-work/long-work.ts';
import { mayLog } from './account-logging.ts';
import { apiGatewayInputTypes } from './api-gateway-input-types.ts';
import { apiGatewayRoutes } from './api-gateway-routes.ts';
import type { AwsServices, Functions, Roles, UserPools } from './backends.ts';
import type { LogStore } from './execution-log/execution-log.ts';
import { createGateways, type Gateways } from './gateways.ts';
import { definitionRefusals } from './import/definition-refusals.ts';
import { importInWorker, type ReadLongDefinition } from './import/import-in-worker.ts';
import { integrationRefusals } from './integrations/aws/aws-url.ts';
import { basepathOf } from './operations/import-rest-api.ts';
import { type ApiGatewayOperations, apiGatewayOperations } from './operations.ts';
import type { ApiGatewayState, RestApis } from './state.ts';
import { emptyUsagePlans } from './usage-plans/usage-plan-state.ts';

export interface ApiGateway {
  /** The control plane. */
  readonly service: Service;
  readonly operations: ApiGatewayOperations;
  /** What a definition asks for that this cloud does not offer, one sentence each. */
  definitionRefusals(definition: string): string[];
  /** What the integrations of a definition ask for that this cloud does not offer, one sentence each. */
  integrationRefusals(definition: string): string[];
  /** The API that a worker makes of a long definition, for ImportRestApi and PutRestApi; any other definition as it is. */
  readonly readLongDefinition: ReadLongDefinition;
  /** All gateways that share its URLs. */
  readonly gateways: Gateways;
}

export interface ApiGatewayOptions {
  readonly account: Account;
  readonly iam: Roles;
  readonly lambda: Functions;
  readonly logs: LogStore;
  /** Absent: an API with an authorizer of type COGNITO_USER_POOLS is refused. */
  readonly userPools?: UserPools | undefined;
  /** The services besides Lambda that integrations call, by their names in URIs. */
  readonly awsServices?: AwsServices;
  /** Those of another region. */
  readonly awsServicesIn?: (region: string) => AwsServices;
  /** Those of all regions; without them this region has its own. */
  readonly gateways?: Gateways;
  /** The URL of this cloud, known once it listens: APIs can be the back ends of others. */
  readonly endpointUrl?: () => string;
  /** Imports long definitions; without it that is done in the event loop. */
  readonly longWork?: LongWork;
  /** Validates and maps bodies that take long; without it that is done in the event loop. */
  readonly bodyWork?: LongWork;
  /** Whether calls may take any time, as under a debugger. */
  readonly hasNoTimeLimits?: boolean;
  /** The share of one request in the memory that all bodies together may take; without it there is no such limit. */
  readonly leaseBody?: () => Lease;
  /** Called with each request that a deployed API has served. */
  readonly onServed?: (request: ServedRequest) => void;
  /** Milliseconds since 1970; tests set it. */
  readonly now?: () => number;
}

/** REST APIs (v1): their control plane, and the gateway that serves their deployments. */
export function createApiGateway(options: ApiGatewayOptions): ApiGateway {
  const apis: RestApis = new Map();
  const gateways = options.gateways ?? createGateways(options.endpointUrl);
  const state: ApiGatewayState = {
    ...options,
    logs: {
      hasGroup: options.logs.hasGroup,
      write(group, stream, events) {
        if (mayLog(state, group)) options.logs.write(group, stream, events);
      },
    },
    userPools: options.userPools,
    bodyWork: options.bodyWork,
    awsServices: options.awsServices ?? {},
    ownOrigin: gateways.ownOrigin,
    apis,
    isTakenId: gateways.hasApi,
    shortNames: gateways.shortNames,
    domainNames: new Map(),
    vpcLinks: new Map(),
    clientCertificates: new Map(),
    accountSettings: {},
    now: options.now ?? Date.now,
    leaseBody: options.leaseBody ?? bodyBudget(Number.POSITIVE_INFINITY),
    ...emptyUsagePlans(),
  };
  gateways.add(state);
  const operations = bindOperations(state, apiGatewayOperations);
  const readLongDefinition: ReadLongDefinition = async (body, { parameters, restApiId }) => {
    const previous = apis.get(restApiId ?? '')?.model;
    return importInWorker(options.longWork, body, {
      basepath: basepathOf(parameters),
      offersUserPools: state.userPools !== undefined,
      account: options.account,
      ...(previous && { previous }),
    });
  };
  return {
    service: restJsonService({
      signingName: 'apigateway',
      routes: apiGatewayRoutes(operations, readLongDefinition),
      inputTypes: apiGatewayInputTypes,
      // Policies name the methods and paths of the control plane.
      accessOf: ({ method, path }) => ({
        action: `apigateway:${method}`,
        resource: arn('apigateway', path, { region: options.account.region }),
      }),
    }),
    operations,
    definitionRefusals,
    integrationRefusals,
    readLongDefinition,
    gateways,
  };
}
