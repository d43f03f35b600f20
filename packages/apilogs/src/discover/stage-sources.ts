import {
  type APIGatewayClient,
  GetExportCommand,
  GetStageCommand,
  type Stage,
} from '@aws-sdk/client-api-gateway';
import type { LogSource } from '../log-source.ts';
import type { Clients } from './clients.ts';
import { functionSource } from './function-source.ts';
import { functionArnsOf } from './functions-of-definition.ts';

export interface StageLogs {
  readonly sources: readonly LogSource[];
  readonly hasExecutionLog: boolean;
  readonly hasAccessLog: boolean;
  /** What cannot be read, and why, each in a sentence. */
  readonly warnings: readonly string[];
}

/**
 * All logs of a stage: the gateway's execution and access log, and those of the functions that the deployment on
 * that stage calls, in its integrations and authorizers. Rejects with the SDK's error.
 */
export async function stageLogs(
  clients: Pick<Clients, 'apiGateway' | 'lambda'>,
  apiId: string,
  stageName: string,
): Promise<StageLogs> {
  const ids = { restApiId: apiId, stageName };
  const [stage, definition] = await Promise.all([
    clients.apiGateway.send(new GetStageCommand(ids)),
    exportStage(clients.apiGateway, ids),
  ]);
  const found = await Promise.all(
    functionArnsOf(definition, stage.variables ?? {}).map((arn) => functionSource(clients.lambda, arn)),
  );
  const gateway = gatewaySources(apiId, stage);
  return {
    sources: [...gateway, ...joined(found.flatMap(({ source }) => source ?? []))],
    hasExecutionLog: hasExecutionLog(stage),
    hasAccessLog: gateway.some(({ kind }) => kind === 'access'),
    warnings: found.flatMap(({ warning }) => warning ?? []),
  };
}

/** What the stage runs, which need not be what the API was last changed to. */
async function exportStage(
  client: APIGatewayClient,
  ids: { restApiId: string; stageName: string },
): Promise<unknown> {
  const parameters = { extensions: 'integrations,authorizers' };
  const { body } = await client.send(
    new GetExportCommand({ ...ids, exportType: 'oas30', accepts: 'application/json', parameters }),
  );
  return JSON.parse(Buffer.from(body ?? []).toString() || '{}');
}

function gatewaySources(apiId: string, stage: Stage): LogSource[] {
  const sources: LogSource[] = [
    {
      kind: 'execution',
      name: 'execution',
      logGroupName: `API-Gateway-Execution-Logs_${apiId}/${stage.stageName}`,
    },
  ];
  const group = /:log-group:([^:]+)/.exec(stage.accessLogSettings?.destinationArn ?? '')?.[1];
  if (group) sources.push({ kind: 'access', name: 'access', logGroupName: group });
  return sources;
}

export function hasExecutionLog({ methodSettings = {} }: Stage): boolean {
  return Object.values(methodSettings).some(({ loggingLevel = 'OFF' }) => loggingLevel !== 'OFF');
}

/**
 * A function that is called through several aliases is one source, with the versions of all; where one cannot be seen,
 * with all versions.
 */
function joined(functions: readonly LogSource[]): LogSource[] {
  const byGroup = Map.groupBy(functions, ({ name, logGroupName }) => `${logGroupName} ${name}`);
  return Array.from(byGroup.values(), (same) => {
    const [first] = same as [LogSource];
    const ofUnknown = same.find(({ versions }) => versions === undefined);
    if (ofUnknown) return ofUnknown;
    return { ...first, versions: [...new Set(same.flatMap(({ versions = [] }) => versions))] };
  }).sort((one, other) => (one.name < other.name ? -1 : 1));
}
