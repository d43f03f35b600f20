import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredEvent } from './event-page.ts';
import { append, type EventTimeline, emptyTimeline, eventsInOrder, removeStream } from './event-timeline.ts';

const megabyte = 1024 * 1024;

describe('EventTimeline', () => {
  it('drops the oldest events, by time, beyond 64 MB', () => {
    const timeline = emptyTimeline();
    const message = 'x'.repeat(megabyte);
    const event = (timestamp: number) => ({ timestamp, message, ingestionTime: 0, streamName: 's' });
    for (let timestamp = 100; timestamp > 36; timestamp -= 1) append(timeline, event(timestamp));
    const times = eventsInOrder(timeline).map(({ timestamp }) => timestamp);
    expect(times.length).toBeGreaterThan(50);
    expect(times.at(0)).toBeGreaterThan(37);
    expect(times.at(-1)).toBe(100);
    expect(timeline.heldBytes).toBeLessThanOrEqual(64 * megabyte);
  });

  it('holds as much as it is given', () => {
    const timeline = emptyTimeline(2 * megabyte);
    const message = 'x'.repeat(megabyte / 2);
    for (let timestamp = 0; timestamp < 10; timestamp += 1) {
      append(timeline, { timestamp, message, ingestionTime: 0, streamName: 's' });
    }
    expect(eventsInOrder(timeline).map(({ timestamp }) => timestamp)).toEqual([7, 8, 9]);
  });

  it('counts the memory of an event besides its text', () => {
    const timeline = emptyTimeline();
    for (let count = 0; count < 600_000; count += 1) {
      append(timeline, { timestamp: count, message: '', ingestionTime: 0, streamName: 's' });
    }
    expect(eventsInOrder(timeline).length).toBeLessThan(525_000);
    expect(eventsInOrder(timeline).at(-1)?.timestamp).toBe(599_999);
  });

  it('numbers events on where later ones were dropped before', () => {
    const timeline = emptyTimeline();
    const event = (timestamp: number, message: string) => ({
      timestamp,
      message,
      ingestionTime: 0,
      streamName: 's',
    });
    const large = 'x'.repeat(megabyte);
    for (let count = 0; count < 63; count += 1) append(timeline, event(50, large));
    append(timeline, event(100, 'first'));
    append(timeline, event(1, large));
    append(timeline, event(100, 'last'));
    const recent = eventsInOrder(timeline).filter(({ timestamp }) => timestamp === 100);
    expect(recent.map(({ sequence, message }) => [sequence, message])).toEqual([
      [63, 'first'],
      [65, 'last'],
    ]);
  });

  it('returns the same events as a plain list', () => {
    const message = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.nat(20_000).map((length) => 'ü'.repeat(length)),
    );
    const event = fc.record({
      timestamp: fc.nat(50),
      ingestionTime: fc.nat(),
      streamName: fc.constantFrom('a', 'b'),
      message,
    });
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ event, times: fc.constantFrom(1, 1, 1, 700) }) },
      { weight: 1, arbitrary: fc.constantFrom('read' as const, 'remove' as const) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const timeline = emptyTimeline();
        let list: StoredEvent[] = [];
        for (const taken of steps) {
          if (taken === 'remove') {
            removeStream(timeline, 'a');
            list = list.filter(({ streamName }) => streamName !== 'a');
          } else if (taken === 'read') {
            expectSame(timeline, list);
          } else {
            const times = taken.event.message.length > 1000 ? 1 : taken.times;
            for (let time = 0; time < times; time += 1) {
              list.push({ ...taken.event, sequence: timeline.nextSequence });
              append(timeline, taken.event);
            }
          }
        }
        expectSame(timeline, list);
      }),
    );
  });
});

function expectSame(timeline: EventTimeline, list: readonly StoredEvent[]): void {
  const sorted = list.toSorted((a, b) => a.timestamp - b.timestamp || a.sequence - b.sequence);
  const told = eventsInOrder(timeline).map(plain);
  expect(told.length).toBe(sorted.length);
  expect(told).toEqual(sorted);
  const bytes = sorted.reduce((sum, { message }) => sum + Buffer.byteLength(message) + 128, 0);
  expect(timeline.heldBytes).toBe(bytes);
}

function plain({ timestamp, ingestionTime, sequence, message, streamName }: StoredEvent): StoredEvent {
  return { timestamp, ingestionTime, sequence, message, streamName };
}
