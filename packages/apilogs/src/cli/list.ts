import { GetStagesCommand, type RestApi, type Stage } from '@aws-sdk/client-api-gateway';
import { paginateDescribeLogGroups, paginateDescribeLogStreams } from '@aws-sdk/client-cloudwatch-logs';
import { type ClientOptions, createClients } from '../discover/clients.ts';
import { listApis } from '../discover/find-stage.ts';
import { hasExecutionLog } from '../discover/stage-sources.ts';
import { visibleText } from './visible-text.ts';
import { writeOutput } from './write-output.ts';

/** `apilogs apis`: a line for each stage, its columns separated by tabs. */
export async function listStages(options: ClientOptions): Promise<void> {
  const { apiGateway } = createClients(options);
  for (const api of await listApis(apiGateway)) {
    const { item = [] } = await apiGateway.send(new GetStagesCommand({ restApiId: api.id }));
    const stages = item.length > 0 ? item : [undefined];
    for (const stage of stages) await writeOutput(stageLine(api, stage));
  }
}

function stageLine(api: RestApi, stage: Stage | undefined): string {
  const logs = stage && [
    ...(hasExecutionLog(stage) ? ['execution log'] : []),
    ...(stage.accessLogSettings?.destinationArn ? ['access log'] : []),
  ];
  const columns = [api.id, api.name, stage?.stageName ?? '-', logs?.join(', ') || 'no logging'];
  return `${columns.map((column) => visibleText(column ?? '')).join('\t')}\n`;
}

/** `apilogs groups`: the names of the log groups, one per line. */
export async function listGroups(options: ClientOptions & { prefix?: string }): Promise<void> {
  const { logs: client } = createClients(options);
  const input = options.prefix ? { logGroupNamePrefix: options.prefix } : {};
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, input)) {
    await writeOutput(linesOf(logGroups.map(({ logGroupName }) => logGroupName)));
  }
}

/** `apilogs streams GROUP`: the names of its streams, that with the newest event first. */
export async function listStreams(logGroupName: string, options: ClientOptions): Promise<void> {
  const { logs: client } = createClients(options);
  const input = { logGroupName, orderBy: 'LastEventTime', descending: true } as const;
  for await (const { logStreams = [] } of paginateDescribeLogStreams({ client }, input)) {
    await writeOutput(linesOf(logStreams.map(({ logStreamName }) => logStreamName)));
  }
}

function linesOf(names: readonly (string | undefined)[]): string {
  return names.map((name) => `${visibleText(name ?? '')}\n`).join('');
}
