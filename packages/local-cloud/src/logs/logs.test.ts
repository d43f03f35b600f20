import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
  paginateFilterLogEvents,
  ResourceNotFoundException,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';

const cloud = withCloud();

describe('CloudWatch Logs, by the SDK', () => {
  it('keeps events and finds them', async () => {
    const client = cloud.client(CloudWatchLogsClient);
    const names = { logGroupName: '/app/notes', logStreamName: '2026/01/01/[$LATEST]1' };
    const timestamp = Date.now();
    await client.send(new CreateLogGroupCommand(names));
    await client.send(new CreateLogStreamCommand(names));
    await client.send(
      new PutLogEventsCommand({
        ...names,
        logEvents: [
          { timestamp, message: 'grüße' },
          { timestamp: timestamp + 1, message: 'bye' },
        ],
      }),
    );

    const { events } = await client.send(new GetLogEventsCommand(names));
    expect(events?.map(({ message }) => message)).toEqual(['grüße', 'bye']);
    const found = await client.send(new FilterLogEventsCommand({ ...names, filterPattern: 'bye' }));
    expect(found.events?.[0]).toMatchObject({ message: 'bye', timestamp: timestamp + 1 });
    const { logStreams } = await client.send(new DescribeLogStreamsCommand(names));
    expect(logStreams?.[0]).toMatchObject({
      logStreamName: names.logStreamName,
      lastEventTimestamp: timestamp + 1,
    });
  });

  it('is paged by the SDK’s own paginator', async () => {
    const client = cloud.client(CloudWatchLogsClient);
    const names = { logGroupName: '/app/pages', logStreamName: 's' };
    await client.send(new CreateLogGroupCommand(names));
    await client.send(new CreateLogStreamCommand(names));
    const timestamp = Date.now();
    const logEvents = Array.from({ length: 25 }, (_, index) => ({ timestamp, message: `m${index}` }));
    await client.send(new PutLogEventsCommand({ ...names, logEvents }));

    const seen: (string | undefined)[] = [];
    const pages = paginateFilterLogEvents({ client, pageSize: 10 }, { logGroupName: names.logGroupName });
    for await (const { events = [] } of pages) seen.push(...events.map(({ message }) => message));
    expect(seen).toEqual(logEvents.map(({ message }) => message));
  });

  it('refuses in the SDK’s own error classes', async () => {
    const client = cloud.client(CloudWatchLogsClient);
    const call = client.send(new DescribeLogStreamsCommand({ logGroupName: 'absent' }));
    await expect(call).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it('names an operation it does not offer', async () => {
    const client = cloud.client(CloudWatchLogsClient);
    const query = { logGroupName: 'g', startTime: 0, endTime: 1, queryString: 'fields @message' };
    await expect(client.send(new StartQueryCommand(query))).rejects.toThrow('StartQuery');
  });
});
