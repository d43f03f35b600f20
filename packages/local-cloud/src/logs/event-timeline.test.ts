import { describe, expect, it } from 'vitest';
import { append, emptyTimeline, eventsInOrder } from './event-timeline.ts';

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

  it('counts what an event costs beside its text', () => {
    const timeline = emptyTimeline();
    for (let count = 0; count < 600_000; count += 1) {
      append(timeline, { timestamp: count, message: '', ingestionTime: 0, streamName: 's' });
    }
    expect(eventsInOrder(timeline).length).toBeLessThan(525_000);
    expect(eventsInOrder(timeline).at(-1)?.timestamp).toBe(599_999);
  });
});
