/** An event as it is kept. The sequence orders events of the same millisecond as they arrived. */
export interface StoredEvent {
  readonly timestamp: number;
  readonly sequence: number;
  readonly ingestionTime: number;
  readonly message: string;
  readonly streamName: string;
}

/** A place between events: before the first that has this time and sequence, or a later one. */
export type Position = Pick<StoredEvent, 'timestamp' | 'sequence'>;

/** The events of all streams of a group, in one list. */
export interface EventTimeline {
  events: StoredEvent[];
  isSorted: boolean;
  nextSequence: number;
  heldBytes: number;
}

/** What a group keeps at most; beyond it the oldest tenth is dropped. */
const maxHeldBytes = 64 * 1024 * 1024;
/** What an event takes beside its text. */
const overheadBytes = 128;

export function emptyTimeline(): EventTimeline {
  return { events: [], isSorted: true, nextSequence: 0, heldBytes: 0 };
}

/** Costs the same however many events there are; putting them in order is left to the next reader. */
export function append(timeline: EventTimeline, event: Omit<StoredEvent, 'sequence'>): void {
  const { timestamp, ingestionTime, message, streamName } = event;
  const last = timeline.events.at(-1);
  if (last && last.timestamp > timestamp) timeline.isSorted = false;
  const sequence = timeline.nextSequence++;
  timeline.events.push({ timestamp, sequence, ingestionTime, message, streamName });
  timeline.heldBytes += heldBytes(event.message);
  if (timeline.heldBytes > maxHeldBytes) dropOldest(timeline);
}

/** All events by time. */
export function eventsInOrder(timeline: EventTimeline): readonly StoredEvent[] {
  if (!timeline.isSorted) timeline.events.sort(compare);
  timeline.isSorted = true;
  return timeline.events;
}

/** The index of the first event at or after a position. */
export function indexOf(events: readonly StoredEvent[], position: Position): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const event = events[middle];
    if (event && compare(event, position) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function removeStream(timeline: EventTimeline, streamName: string): void {
  timeline.events = timeline.events.filter((event) => event.streamName !== streamName);
  timeline.heldBytes = timeline.events.reduce((sum, { message }) => sum + heldBytes(message), 0);
}

function compare(a: Position, b: Position): number {
  return a.timestamp - b.timestamp || a.sequence - b.sequence;
}

function dropOldest(timeline: EventTimeline): void {
  let count = 0;
  for (const { message } of eventsInOrder(timeline)) {
    if (timeline.heldBytes <= maxHeldBytes * 0.9) break;
    timeline.heldBytes -= heldBytes(message);
    count += 1;
  }
  timeline.events.splice(0, count);
}

function heldBytes(message: string): number {
  return Buffer.byteLength(message) + overheadBytes;
}
