import {
  addToPage,
  type EventPage,
  eventsOf,
  hasRoom,
  newPage,
  removeFromPage,
  type StoredEvent,
} from './event-page.ts';

/** A place between events: before the first one with this time and sequence or a later one. */
export type Position = Pick<StoredEvent, 'timestamp' | 'sequence'>;

/** The events of all streams of a group. */
export interface EventTimeline {
  pages: EventPage[];
  nextSequence: number;
  heldBytes: number;
  /** When it holds more, its oldest tenth is dropped. */
  readonly maxHeldBytes: number;
  /** The events by time, of all sequences before `nextUnread`. */
  inOrder: StoredEvent[];
  nextUnread: number;
}

const usualMaxHeldBytes = 64 * 1024 * 1024;

export function emptyTimeline(maxHeldBytes = usualMaxHeldBytes): EventTimeline {
  return { pages: [], nextSequence: 0, heldBytes: 0, maxHeldBytes, inOrder: [], nextUnread: 0 };
}

/** Takes constant time: the next reader sorts. */
export function append(timeline: EventTimeline, event: Omit<StoredEvent, 'sequence'>): void {
  const bytes = Buffer.byteLength(event.message);
  let page = timeline.pages.at(-1);
  if (!page || !hasRoom(page, timeline.nextSequence, bytes)) {
    page = newPage(timeline.nextSequence, bytes);
    timeline.pages.push(page);
  }
  timeline.heldBytes += addToPage(page, event);
  timeline.nextSequence += 1;
  if (timeline.heldBytes > timeline.maxHeldBytes) dropOldest(timeline);
}

/** All events by time. */
export function eventsInOrder(timeline: EventTimeline): readonly StoredEvent[] {
  if (timeline.nextUnread === timeline.nextSequence) return timeline.inOrder;
  for (const page of timeline.pages) {
    for (const event of eventsOf(page, timeline.nextUnread)) timeline.inOrder.push(event);
  }
  timeline.nextUnread = timeline.nextSequence;
  timeline.inOrder.sort(compare);
  return timeline.inOrder;
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
  for (const page of timeline.pages) timeline.heldBytes -= removeFromPage(page, streamName);
  timeline.pages = timeline.pages.filter((page) => page.heldBytes > 0);
  readAgain(timeline);
}

/** Drops the pages whose latest event is the oldest. */
function dropOldest(timeline: EventTimeline): void {
  const byAge = timeline.pages.toSorted((a, b) => a.newest - b.newest);
  const dropped = new Set<EventPage>();
  for (const page of byAge) {
    if (timeline.heldBytes <= timeline.maxHeldBytes * 0.9) break;
    timeline.heldBytes -= page.heldBytes;
    dropped.add(page);
  }
  timeline.pages = timeline.pages.filter((page) => !dropped.has(page));
  readAgain(timeline);
}

function readAgain(timeline: EventTimeline): void {
  timeline.inOrder = [];
  timeline.nextUnread = 0;
}

function compare(a: Position, b: Position): number {
  return a.timestamp - b.timestamp || a.sequence - b.sequence;
}
