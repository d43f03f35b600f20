import type {
  InputLogEvent,
  PutLogEventsCommandInput,
  PutLogEventsCommandOutput,
  RejectedLogEventsInfo,
} from '@aws-sdk/client-cloudwatch-logs';
import { invalidParameter, invalidValue } from '../errors.ts';
import { eventId } from '../event-id.ts';
import { groupNamed, streamNamed } from '../group-named.ts';
import { type NewLogEvent, writeEvents } from '../log-writer.ts';
import type { LogsState } from '../state.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const maxEvents = 10_000;
const maxBatchBytes = 1024 * 1024;
const maxEventBytes = 1024 * 1024;
/** Added to the size of each event's message. */
const overheadBytes = 26;

export function putLogEvents(
  state: LogsState,
  input: PutLogEventsCommandInput,
): Omit<PutLogEventsCommandOutput, '$metadata'> {
  const group = groupNamed(state, input.logGroupName);
  const stream = streamNamed(group, input.logStreamName);
  const events = checkEvents(input.logEvents ?? []);
  const now = Date.now();
  const rejected = rejections(events, now, group.retentionInDays);
  const first = Math.max(rejected.tooOldLogEventEndIndex ?? 0, rejected.expiredLogEventEndIndex ?? 0);
  const end = rejected.tooNewLogEventStartIndex ?? events.length;
  writeEvents(state, group.name, stream.name, events.slice(first, end));
  const nextSequenceToken = eventId({ timestamp: now, sequence: group.timeline.nextSequence });
  return {
    nextSequenceToken,
    ...(Object.keys(rejected).length > 0 && { rejectedLogEventsInfo: rejected }),
    ...(input.entity && { rejectedEntityInfo: { errorType: 'UnsupportedLogGroupType' } }),
  };
}

function checkEvents(logEvents: InputLogEvent[]): NewLogEvent[] {
  const count = logEvents.length;
  if (count < 1) throw invalidValue('[]', 'logEvents', 'Member must have length greater than or equal to 1');
  if (count > maxEvents) {
    throw invalidValue(
      `[${count} events]`,
      'logEvents',
      `Member must have length less than or equal to ${maxEvents}`,
    );
  }
  let batchBytes = 0;
  const events = logEvents.map(({ timestamp, message }, index) => {
    if (typeof timestamp !== 'number' || !Number.isInteger(timestamp) || timestamp < 0) {
      throw invalidValue(
        timestamp,
        `logEvents.${index + 1}.member.timestamp`,
        'Member must be milliseconds since 1970',
      );
    }
    if (typeof message !== 'string' || message === '') {
      throw invalidValue(
        message,
        `logEvents.${index + 1}.member.message`,
        'Member must have length greater than or equal to 1',
      );
    }
    const bytes = Buffer.byteLength(message) + overheadBytes;
    if (bytes > maxEventBytes) {
      throw invalidParameter(`Log event too large: ${bytes} bytes exceeds limit of ${maxEventBytes}`);
    }
    batchBytes += bytes;
    return { timestamp, message };
  });
  if (batchBytes > maxBatchBytes) {
    throw invalidParameter(`Upload too large: ${batchBytes} bytes exceeds limit of ${maxBatchBytes}`);
  }
  checkOrder(events);
  return events;
}

function checkOrder(events: readonly NewLogEvent[]): void {
  let previous = events[0]?.timestamp ?? 0;
  const latest = previous + dayMs;
  for (const { timestamp } of events) {
    if (timestamp < previous) {
      throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
    }
    previous = timestamp;
  }
  if (previous > latest) {
    throw invalidParameter(
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    );
  }
}

/** AWS rejects events older than 14 days or than the retention, and events more than two hours ahead. */
function rejections(
  events: readonly NewLogEvent[],
  now: number,
  retentionInDays: number | undefined,
): RejectedLogEventsInfo {
  const firstFrom = (time: number) => {
    const index = events.findIndex(({ timestamp }) => timestamp >= time);
    return index < 0 ? events.length : index;
  };
  const tooOld = firstFrom(now - 14 * dayMs);
  const expired = retentionInDays ? firstFrom(now - retentionInDays * dayMs) : 0;
  const tooNew = firstFrom(now + 2 * hourMs + 1);
  return {
    ...(tooOld > 0 ? { tooOldLogEventEndIndex: tooOld } : {}),
    ...(expired > 0 ? { expiredLogEventEndIndex: expired } : {}),
    ...(tooNew < events.length ? { tooNewLogEventStartIndex: tooNew } : {}),
  };
}
