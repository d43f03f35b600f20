import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { until } from './until.ts';

export interface RefusedCall {
  readonly functionName: string;
  readonly action: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** How long to wait for it. */
  readonly limitMs: number;
}

/** AWS's sentence on a refused action, out of the log of the function. Rejects when it is not there in time. */
export async function loggedRefusal(
  logs: CloudWatchLogsClient,
  { functionName, action, since, limitMs }: RefusedCall,
): Promise<string> {
  const search = new FilterLogEventsCommand({
    logGroupName: `/aws/lambda/${functionName}`,
    filterPattern: `"not authorized to perform: ${action}"`,
    startTime: since,
  });
  return until(`the log of ${functionName} to report that ${action} was refused`, limitMs, async () => {
    const { events: [event] = [] } = await logs.send(search);
    return /User: \S+ is not authorized to perform: \S+ on resource: \S+/.exec(event?.message ?? '')?.[0];
  });
}
