import { randomBytes } from 'node:crypto';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  type InputLogEvent,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-cloudwatch-logs';
import { clientConfig } from '@samples/localstack-client';
import type { LogSource } from '../src/index.ts';

export function logsClient(endpoint: string, options: { maxAttempts?: number } = {}): CloudWatchLogsClient {
  return new CloudWatchLogsClient({ ...clientConfig({ AWS_ENDPOINT_URL: endpoint }), ...options });
}

/** A log group of its own for a test. */
export interface TestGroup {
  readonly source: LogSource;
  /** Creates the group and the stream where they are missing. */
  put(streamName: string, ...events: (InputLogEvent | string)[]): Promise<void>;
}

export function testGroup(
  client: CloudWatchLogsClient,
  name = 'fn',
  logGroupName = `/test/${name}-${randomBytes(4).toString('hex')}`,
): TestGroup {
  return {
    source: { kind: 'function', name, logGroupName },
    async put(logStreamName, ...events) {
      await missing(client.send(new CreateLogGroupCommand({ logGroupName })));
      await missing(client.send(new CreateLogStreamCommand({ logGroupName, logStreamName })));
      const logEvents = events.map((event) =>
        typeof event === 'string' ? { timestamp: Date.now(), message: event } : event,
      );
      await client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
    },
  };
}

async function missing(creation: Promise<unknown>): Promise<void> {
  await creation.catch((error: unknown) => {
    if (!(error instanceof ResourceAlreadyExistsException)) throw error;
  });
}
