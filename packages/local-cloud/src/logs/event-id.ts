import type { Position } from './event-timeline.ts';

const timestampDigits = 20;
const sequenceDigits = 36;

/** 56 digits, as AWS's ids have; they order as the events do. */
export function eventId({ timestamp, sequence }: Position): string {
  return String(timestamp).padStart(timestampDigits, '0') + String(sequence).padStart(sequenceDigits, '0');
}

/** `undefined` for anything that is not such an id. */
export function positionOf(id: string): Position | undefined {
  if (!/^\d{56}$/.test(id)) return undefined;
  return { timestamp: Number(id.slice(0, timestampDigits)), sequence: Number(id.slice(timestampDigits)) };
}
