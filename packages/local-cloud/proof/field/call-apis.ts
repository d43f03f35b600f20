import { APIGatewayClient, GetResourcesCommand, GetStagesCommand } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { CloudUnderTest } from '../../test/cloud-under-test.ts';

export interface ApiCall {
  readonly request: string;
  readonly status: number;
  readonly body: string;
  /** What the functions wrote, where the status is a 5xx. */
  readonly log?: string;
}

const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

/** Calls each method of the stack's APIs once, as an API's README does: a word for path parameters, a small JSON body. */
export async function callApis(cloud: CloudUnderTest, StackName: string): Promise<ApiCall[]> {
  const calls: ApiCall[] = [];
  for (const { url, method } of await routesOf(cloud, StackName)) {
    const since = Date.now();
    const response = await fetch(url, {
      method,
      ...(method !== 'GET' && { body: '{"id":"1","name":"Ann","message":"Hello"}' }),
      headers: { 'content-type': 'application/json' },
      signal: AbortSignal.timeout(35_000),
      redirect: 'manual',
    });
    const call = {
      request: `${method} /${url.split('/_user_request_/')[1] ?? ''}`,
      status: response.status,
      body: (await response.text()).slice(0, 300),
    };
    calls.push(response.status < 500 ? call : { ...call, log: await logSince(cloud, since) });
  }
  return calls;
}

async function routesOf(cloud: CloudUnderTest, StackName: string) {
  const stacks = cloud.client(CloudFormationClient);
  const gateway = cloud.client(APIGatewayClient);
  const { StackResourceSummaries = [] } = await stacks.send(new ListStackResourcesCommand({ StackName }));
  const routes: { url: string; method: string }[] = [];
  for (const { ResourceType, PhysicalResourceId: restApiId } of StackResourceSummaries) {
    if (ResourceType !== 'AWS::ApiGateway::RestApi') continue;
    const { item: [stage] = [] } = await gateway.send(new GetStagesCommand({ restApiId }));
    if (stage === undefined) continue;
    const list = new GetResourcesCommand({ restApiId, embed: ['methods'], limit: 500 });
    const { items = [] } = await gateway.send(list);
    for (const { path = '', resourceMethods = {} } of items) {
      const called = path.replaceAll(/\{[^}]*\}/g, '1').replace(/^\//, '');
      const url = `${cloud.url}/restapis/${restApiId}/${stage.stageName}/_user_request_/${called}`;
      const offered = Object.keys(resourceMethods).flatMap((name) =>
        name === 'ANY' ? ['GET', 'POST'] : name,
      );
      for (const method of methods) if (offered.includes(method)) routes.push({ url, method });
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
    .slice(0, 1500);
}
