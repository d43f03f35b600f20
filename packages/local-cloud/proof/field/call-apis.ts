import {
  APIGatewayClient,
  GetApiKeysCommand,
  GetResourcesCommand,
  GetStagesCommand,
} from '@aws-sdk/client-api-gateway';
import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { AwsClient } from 'aws4fetch';
import type { CloudUnderTest } from '../../test/cloud-under-test.ts';
import { type ReadmeCall, readmeCall } from './readme-calls.ts';

export interface ApiCall {
  readonly request: string;
  readonly status: number;
  readonly body: string;
  /** What the functions wrote, where the status is a 5xx. */
  readonly log?: string;
}

const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

const signer = new AwsClient({
  accessKeyId: 'test',
  secretAccessKey: 'test',
  service: 'execute-api',
  region: 'us-east-1',
  retries: 0,
});

/**
 * Calls each method of the stack's APIs once: with the headers and the body that the README sends, else a small JSON
 * body; a number for path parameters; the API key and the signature where the method asks for one.
 */
export async function callApis(
  cloud: CloudUnderTest,
  StackName: string,
  readme: readonly ReadmeCall[],
): Promise<ApiCall[]> {
  const calls: ApiCall[] = [];
  const keys = await cloud.client(APIGatewayClient).send(new GetApiKeysCommand({ includeValues: true }));
  const key = keys.items?.[0]?.value;
  for (const { url, path, method, needsKey, isSigned } of await routesOf(cloud, StackName, readme)) {
    const since = Date.now();
    const known = readmeCall(readme, { method, path });
    const init = {
      method,
      ...(method !== 'GET' && { body: known?.body ?? '{"id":"1","name":"Ann","message":"Hello"}' }),
      headers: {
        'content-type': 'application/json',
        ...known?.headers,
        ...(needsKey && key !== undefined && { 'x-api-key': key }),
      },
      signal: AbortSignal.timeout(35_000),
      redirect: 'manual' as const,
    };
    const call = await (isSigned ? signer.fetch(url, init) : fetch(url, init)).then(
      async (response) => ({ status: response.status, body: (await response.text()).slice(0, 300) }),
      (error: Error) => ({ status: 0, body: String(error.cause ?? error) }),
    );
    const request = `${method} ${path}`;
    const isServerError = call.status >= 500 || call.status === 0;
    calls.push({ request, ...call, ...(isServerError && { log: await logSince(cloud, since) }) });
  }
  return calls;
}

interface Route {
  readonly url: string;
  readonly path: string;
  readonly method: string;
  readonly needsKey: boolean;
  readonly isSigned: boolean;
}

async function routesOf(
  cloud: CloudUnderTest,
  StackName: string,
  readme: readonly ReadmeCall[],
): Promise<Route[]> {
  const anyPath = readme.find(({ lastPart }) => lastPart !== undefined)?.lastPart ?? '1';
  const stacks = cloud.client(CloudFormationClient);
  const gateway = cloud.client(APIGatewayClient);
  const { StackResourceSummaries = [] } = await stacks.send(new ListStackResourcesCommand({ StackName }));
  const routes: Route[] = [];
  for (const { ResourceType, PhysicalResourceId: restApiId } of StackResourceSummaries) {
    if (ResourceType !== 'AWS::ApiGateway::RestApi') continue;
    const { item: stages = [] } = await gateway.send(new GetStagesCommand({ restApiId }));
    // SAM makes a stage of this name beside the template's own.
    const stage = stages.find(({ stageName }) => stageName !== 'Stage') ?? stages[0];
    if (stage === undefined) continue;
    const list = new GetResourcesCommand({ restApiId, embed: ['methods'], limit: 500 });
    const { items = [] } = await gateway.send(list);
    for (const { path: template = '', resourceMethods = {} } of items) {
      const path = template.replace(/\{\w+\+\}/, anyPath).replaceAll(/\{[^}]*\}/g, '1');
      const url = `${cloud.url}/restapis/${restApiId}/${stage.stageName}/_user_request_${path}`;
      const offered = Object.keys(resourceMethods);
      for (const method of methods) {
        const isAny = offered.includes('ANY') && ['GET', 'POST'].includes(method);
        const settings = resourceMethods[method] ?? (isAny ? resourceMethods.ANY : undefined);
        if (settings === undefined) continue;
        const { apiKeyRequired: needsKey = false, authorizationType } = settings;
        routes.push({ url, path, method, needsKey, isSigned: authorizationType === 'AWS_IAM' });
      }
    }
  }
  return routes;
}

async function logSince(cloud: CloudUnderTest, startTime: number): Promise<string> {
  const logs = cloud.client(CloudWatchLogsClient);
  const groups = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/' }));
  const lines: string[] = [];
  for (const { logGroupName } of groups.logGroups ?? []) {
    const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName, startTime }));
    lines.push(...events.map(({ message = '' }) => message.trim()));
  }
  return lines
    .filter((line) => !/^(?:START|END|REPORT|INIT_START)/.test(line))
    .join('\n')
    .slice(-1500);
}
