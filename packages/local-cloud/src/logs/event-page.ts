/** An event as it is kept. The sequence orders events of the same millisecond as they arrived. */
export interface StoredEvent {
  /** Both in milliseconds since 1970. */
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly sequence: number;
  readonly message: string;
  readonly streamName: string;
}

/**
 * Some hundred events in the order of their arrival, packed into a few arrays. Thousands of objects and strings
 * instead would cost the garbage collector much time.
 */
export interface EventPage {
  readonly firstSequence: number;
  /** The latest timestamp. */
  newest: number;
  count: number;
  heldBytes: number;
  readonly timestamps: Float64Array;
  readonly ingestionTimes: Float64Array;
  /** `undefined` once the stream is removed. */
  readonly streamNames: (string | undefined)[];
  /** All messages as UTF-8, and where each ends. */
  readonly text: Buffer;
  readonly textEnds: Uint32Array;
}

const maxEvents = 500;
const usualTextBytes = 32 * 1024;
/** Added to the size of each event's text. */
const overheadBytes = 128;

/** A page with room for a message of at least this many bytes. */
export function newPage(firstSequence: number, messageBytes: number): EventPage {
  return {
    firstSequence,
    newest: 0,
    count: 0,
    heldBytes: 0,
    timestamps: new Float64Array(maxEvents),
    ingestionTimes: new Float64Array(maxEvents),
    streamNames: [],
    text: Buffer.allocUnsafeSlow(Math.max(usualTextBytes, messageBytes)),
    textEnds: new Uint32Array(maxEvents),
  };
}

/** A page's sequences have no gaps: after pages were dropped a new one begins. */
export function hasRoom(page: EventPage, sequence: number, messageBytes: number): boolean {
  if (page.firstSequence + page.count !== sequence || page.count === maxEvents) return false;
  return textEnd(page, page.count - 1) + messageBytes <= page.text.length;
}

/** Returns the bytes that the event takes. */
export function addToPage(page: EventPage, event: Omit<StoredEvent, 'sequence'>): number {
  const index = page.count++;
  const start = textEnd(page, index - 1);
  const bytes = page.text.write(event.message, start);
  page.textEnds[index] = start + bytes;
  page.timestamps[index] = event.timestamp;
  page.ingestionTimes[index] = event.ingestionTime;
  page.streamNames.push(event.streamName);
  page.newest = Math.max(page.newest, event.timestamp);
  page.heldBytes += bytes + overheadBytes;
  return bytes + overheadBytes;
}

/** Returns the bytes set free; the page's memory itself goes only with the whole page. */
export function removeFromPage(page: EventPage, streamName: string): number {
  const before = page.heldBytes;
  for (let index = 0; index < page.count; index++) {
    if (page.streamNames[index] !== streamName) continue;
    page.streamNames[index] = undefined;
    page.heldBytes -= textEnd(page, index) - textEnd(page, index - 1) + overheadBytes;
  }
  return before - page.heldBytes;
}

/** The events from a sequence on; a message is decoded when it is read. */
export function* eventsOf(page: EventPage, fromSequence: number): Generator<StoredEvent> {
  for (let index = Math.max(0, fromSequence - page.firstSequence); index < page.count; index++) {
    const streamName = page.streamNames[index];
    if (streamName !== undefined) yield new PackedEvent(page, index, streamName);
  }
}

class PackedEvent implements StoredEvent {
  readonly #page: EventPage;
  readonly #index: number;
  readonly streamName: string;
  readonly timestamp: number;

  constructor(page: EventPage, index: number, streamName: string) {
    this.#page = page;
    this.#index = index;
    this.streamName = streamName;
    this.timestamp = page.timestamps[index] ?? 0;
  }

  get sequence(): number {
    return this.#page.firstSequence + this.#index;
  }

  get ingestionTime(): number {
    return this.#page.ingestionTimes[this.#index] ?? 0;
  }

  get message(): string {
    return this.#page.text.toString(
      'utf8',
      textEnd(this.#page, this.#index - 1),
      textEnd(this.#page, this.#index),
    );
  }
}

function textEnd(page: EventPage, index: number): number {
  return index < 0 ? 0 : (page.textEnds[index] ?? 0);
}
