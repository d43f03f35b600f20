import { type ClientOptions, type Clients, createClients } from '../discover/clients.ts';
import { type ApiChoice, findStage, type StageIds } from '../discover/find-stage.ts';
import { type StageLogs, stageLogs } from '../discover/stage-sources.ts';
import type { LogEvent } from '../log-event.ts';
import { type ReadOptions, readLogBatches } from '../read/read-logs.ts';
import { traceRequest } from '../trace/trace-request.ts';
import { watchRequest } from '../trace/watch-request.ts';
import { exitCodes } from './explain-failure.ts';
import { eventFormatter } from './format-event.ts';
import { parseTime } from './parse-time.ts';
import { messageQuery } from './query-message.ts';
import { startSpinner } from './spinner.ts';
import { UsageError } from './usage-error.ts';
import { writeOutput } from './write-output.ts';

export interface GetOptions extends ClientOptions {
  readonly apiId?: string;
  readonly apiName?: string;
  readonly stackName?: string;
  readonly stage?: string;
  readonly watch?: boolean;
  readonly start?: string;
  readonly end?: string;
  readonly requestId?: string;
  readonly filter?: string;
  readonly query?: string;
  readonly color: 'auto' | 'always' | 'never';
  readonly json?: boolean;
  readonly group: boolean;
  readonly stream: boolean;
  readonly timestamp?: boolean;
  readonly ingestionTime?: boolean;
}

/** `apilogs get`: prints what the options choose. Returns the exit code. */
export async function get(options: GetOptions, signal: AbortSignal): Promise<number> {
  checkUse(options);
  const range = timeRange(options);
  const choice = apiChoice(options);
  const print = printer(options);
  const clients = createClients(options);
  let spinner = startSpinner('Looking for the logs');
  try {
    const stage = await findStage(clients, choice);
    const logs = await stageLogs(clients, stage.apiId, stage.stageName);
    spinner.stop();
    for (const warning of logs.warnings) note(warning);
    if (!logs.hasExecutionLog) note(howToSwitchOn(stage));
    spinner = startSpinner('Reading');
    const count = await printAll({ options, range, clients, logs, signal, print, stopSpinner: spinner.stop });
    spinner.stop();
    if (count > 0 || options.watch) return 0;
    note(nothingFound(options, logs));
    return options.requestId === undefined && logs.hasExecutionLog ? 0 : exitCodes.nothingFound;
  } finally {
    spinner.stop();
  }
}

const usualStart = '5m';
const usualStartOfOneRequest = '1d';

function timeRange({ start, end, requestId, watch }: GetOptions): Pick<ReadOptions, 'startTime' | 'endTime'> {
  const now = Date.now();
  const startTime = parseTime(
    start ?? (requestId === undefined ? usualStart : usualStartOfOneRequest),
    '--start',
    now,
  );
  const endTime = end === undefined ? (watch ? undefined : now) : parseTime(end, '--end', now);
  if (endTime !== undefined && endTime < startTime) {
    const [from, to] = [startTime, endTime].map((time) => new Date(time).toISOString());
    throw new UsageError(`Expected --end after --start, received ${to} as end and ${from} as start.`);
  }
  return { startTime, endTime };
}

function checkUse({ requestId, filter }: GetOptions): void {
  if (requestId?.trim() === '')
    throw new UsageError(`Expected an id for --request-id, received ${JSON.stringify(requestId)}.`);
  if (requestId === undefined || filter === undefined) return;
  throw new UsageError('Expected --request-id or --filter, received both. A request is searched by its ids.');
}

function apiChoice({ apiId, apiName, stackName, stage }: GetOptions): ApiChoice {
  if ([apiId, apiName, stackName].filter((name) => name !== undefined).length !== 1) {
    throw new UsageError('Expected one of --api-id, --api-name and --stack-name.');
  }
  return { apiId, apiName, stackName, stageName: stage };
}

type Print = (events: readonly LogEvent[]) => Promise<number>;

/** Returns how many events it has printed: of an event in which the query finds nothing, nothing is printed. */
function printer(options: GetOptions): Print {
  const isColoured =
    options.color === 'auto'
      ? process.stdout.isTTY && process.stdout.hasColors()
      : options.color === 'always';
  const { json = false, group, stream, timestamp = false, ingestionTime = false } = options;
  const format = eventFormatter({ color: isColoured, json, group, stream, timestamp, ingestionTime });
  const query = options.query === undefined ? undefined : messageQuery(options.query);
  return async (events) => {
    let text = '';
    let count = 0;
    for (const event of events) {
      const message = query ? query(event.message) : event.message;
      if (message === undefined) continue;
      text += format(query ? { ...event, message } : event);
      count += 1;
    }
    await writeOutput(text);
    return count;
  };
}

interface Printing {
  readonly options: GetOptions;
  readonly range: Pick<ReadOptions, 'startTime' | 'endTime'>;
  readonly clients: Clients;
  readonly logs: StageLogs;
  readonly signal: AbortSignal;
  readonly print: Print;
  readonly stopSpinner: () => void;
}

async function printAll(printing: Printing): Promise<number> {
  let count = 0;
  for await (const batch of batchesOf(printing)) {
    printing.stopSpinner();
    count += await printing.print(batch);
  }
  return count;
}

function batchesOf({
  options,
  range,
  clients,
  logs,
  signal,
  stopSpinner,
}: Printing): AsyncIterable<LogEvent[]> | Iterable<Promise<LogEvent[]>> {
  const { requestId: id, watch, filter: filterPattern } = options;
  const onRetry = (error: Error) => {
    stopSpinner();
    note(`${error.name}: ${error.message} Trying again.`);
  };
  const reading = { client: clients.logs, sources: logs.sources, ...range, signal };
  if (id === undefined) return readLogBatches({ ...reading, filterPattern, watch, onRetry });
  return watch ? watchRequest({ ...reading, id, onRetry }) : [traceRequest({ ...reading, id })];
}

function nothingFound({ requestId, filter, query }: GetOptions, logs: StageLogs): string {
  const where = `in ${logs.sources.length} log groups`;
  if (requestId !== undefined)
    return `No event of the request ${requestId} ${where}. An older one needs an earlier --start.`;
  if (query !== undefined) return `No event in this time has what --query asks for, ${where}.`;
  return filter === undefined
    ? `No event in this time ${where}.`
    : `No event in this time matches the filter, ${where}.`;
}

function howToSwitchOn({ apiId, stageName }: StageIds): string {
  return `The stage ${stageName} of ${apiId} has no execution log. Switch it on with
  aws apigateway update-stage --rest-api-id ${apiId} --stage-name ${stageName} \\
    --patch-operations 'op=replace,path=/*/*/logging/loglevel,value=INFO'
or in a SAM template, so that the next deployment keeps it, with
  MethodSettings: [{ ResourcePath: '/*', HttpMethod: '*', LoggingLevel: INFO }]`;
}

function note(text: string): void {
  process.stderr.write(`apilogs: ${text}\n`);
}
