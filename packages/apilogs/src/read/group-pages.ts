import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  type CloudWatchLogsClient,
  type FilteredLogEvent,
  FilterLogEventsCommand,
  type FilterLogEventsCommandOutput,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';

export interface GroupQuery {
  readonly logGroupName: string;
  /** Both in milliseconds since 1970, both included. */
  readonly startTime: number;
  readonly endTime?: number | undefined;
  readonly filterPattern?: string | undefined;
  readonly logStreamNames?: string[] | undefined;
  /** The most events of a page. */
  readonly limit?: number;
}

/**
 * The events of one group, page by page, each page sorted by time. The next page is already on its way while the
 * caller works on one. A group that does not exist, or is deleted meanwhile, has no more pages.
 */
export async function* groupPages(
  client: CloudWatchLogsClient,
  query: GroupQuery,
  signal: AbortSignal,
): AsyncGenerator<FilteredLogEvent[], void> {
  let next: Promise<Page> | undefined = requestPage(client, query, undefined, signal);
  while (next) {
    const { events, nextToken }: Page = await next;
    next = nextToken === undefined ? undefined : requestPage(client, query, nextToken, signal);
    // Nobody may be waiting any more when it fails.
    next?.catch(() => {});
    if (events.length > 0) yield events;
  }
}

interface Page {
  readonly events: FilteredLogEvent[];
  readonly nextToken?: string | undefined;
}

async function requestPage(
  client: CloudWatchLogsClient,
  query: GroupQuery,
  nextToken: string | undefined,
  abortSignal: AbortSignal,
): Promise<Page> {
  try {
    const command = new FilterLogEventsCommand({ ...query, nextToken });
    const output = plainOutput(command);
    await client.send(command, { abortSignal });
    const { events = [], nextToken: following } = output();
    return { events: sortByTime(events), nextToken: following };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return { events: [] };
    throw error;
  }
}

/**
 * Reads the response before the SDK does, which holds each member of each event against its schema: that takes several
 * times as long as to parse the JSON. Errors stay the SDK's.
 */
function plainOutput(command: FilterLogEventsCommand): () => Partial<FilterLogEventsCommandOutput> {
  let output: Partial<FilterLogEventsCommandOutput> = {};
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response = result.response as { statusCode: number; body: Readable | Uint8Array };
      if (response.statusCode !== 200 || response.body instanceof Uint8Array) return result;
      output = JSON.parse((await buffer(response.body)).toString());
      response.body = Buffer.from('{}');
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'plainOutput' },
  );
  return () => output;
}

/** CloudWatch only attempts to interleave the streams of a group in order. */
function sortByTime(events: FilteredLogEvent[]): FilteredLogEvent[] {
  for (let index = 1; index < events.length; index++) {
    if (timeOf(events[index]) < timeOf(events[index - 1]))
      return events.sort((one, other) => timeOf(one) - timeOf(other));
  }
  return events;
}

function timeOf(event: FilteredLogEvent | undefined): number {
  return event?.timestamp ?? 0;
}
