import {
  type APIGatewayClient,
  GetStagesCommand,
  paginateGetRestApis,
  type RestApi,
} from '@aws-sdk/client-api-gateway';
import {
  type CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { ChoiceError } from './choice-error.ts';
import type { Clients } from './clients.ts';

/** An API by its id, its name, or the stack that it is part of. */
export interface ApiChoice {
  readonly apiId?: string | undefined;
  readonly apiName?: string | undefined;
  readonly stackName?: string | undefined;
  /** Not needed where the API has one stage, or the stack an output `ApiStage`. */
  readonly stageName?: string | undefined;
}

export interface StageIds {
  readonly apiId: string;
  readonly stageName: string;
}

/** Rejects with a `ChoiceError`, or with the SDK's error. */
export async function findStage(
  clients: Pick<Clients, 'apiGateway' | 'cloudFormation'>,
  choice: ApiChoice,
): Promise<StageIds> {
  const { apiId, stageName } = await findApi(clients, choice);
  const { item = [] } = await clients.apiGateway.send(new GetStagesCommand({ restApiId: apiId }));
  const names = item.map((stage) => stage.stageName ?? '').sort();
  const [only] = names.length === 1 ? names : [];
  const chosen = choice.stageName ?? stageName ?? only;
  if (chosen !== undefined && names.includes(chosen)) return { apiId, stageName: chosen };
  const received = chosen === undefined ? 'none' : JSON.stringify(chosen);
  throw new ChoiceError(
    names.length === 0
      ? `The API ${apiId} has no stage: it is not deployed.`
      : `Expected a stage of the API ${apiId}, which has ${names.join(', ')}, received ${received}.`,
  );
}

async function findApi(
  { apiGateway, cloudFormation }: Pick<Clients, 'apiGateway' | 'cloudFormation'>,
  { apiId, apiName, stackName }: ApiChoice,
): Promise<{ apiId: string; stageName?: string | undefined }> {
  if (apiId !== undefined) return { apiId };
  if (stackName !== undefined) return apiOfStack(cloudFormation, stackName);
  const apis = await listApis(apiGateway);
  const named = apis.filter(({ name }) => name === apiName);
  const [only] = named;
  if (only?.id && named.length === 1) return { apiId: only.id };
  if (named.length > 1) {
    const ids = named.map(({ id }) => id).join(', ');
    throw new ChoiceError(
      `${named.length} APIs have the name ${apiName}: choose one by --api-id, of ${ids}.`,
    );
  }
  const names = apis.map(({ name }) => name).join(', ') || 'none';
  throw new ChoiceError(
    `Expected the name of a REST API, of which there are ${names}, received ${JSON.stringify(apiName)}.`,
  );
}

export async function listApis(client: APIGatewayClient): Promise<RestApi[]> {
  const apis: RestApi[] = [];
  for await (const { items = [] } of paginateGetRestApis({ client, pageSize: 500 }, {})) apis.push(...items);
  return apis.sort((one, other) => ((one.name ?? '') < (other.name ?? '') ? -1 : 1));
}

/** The outputs `ApiId` and `ApiStage` say it; else the stack's only API. */
async function apiOfStack(
  client: CloudFormationClient,
  stackName: string,
): Promise<{ apiId: string; stageName?: string | undefined }> {
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
  const output = (key: string) => Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
  const apiId = output('ApiId');
  if (apiId) return { apiId, stageName: output('ApiStage') };
  const ids: string[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: stackName })) {
    for (const { ResourceType, PhysicalResourceId } of page.StackResourceSummaries ?? []) {
      if (ResourceType === 'AWS::ApiGateway::RestApi' && PhysicalResourceId) ids.push(PhysicalResourceId);
    }
  }
  const [only] = ids;
  if (only && ids.length === 1) return { apiId: only };
  throw new ChoiceError(
    ids.length === 0
      ? `The stack ${stackName} has no REST API.`
      : `The stack ${stackName} has ${ids.length} APIs: choose one by --api-id, of ${ids.join(', ')}.`,
  );
}
