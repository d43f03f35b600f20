import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../log-event.ts';
import { eventFormatter, type FormatOptions } from './format-event.ts';
import { readableColours } from './source-colours.ts';

const gateway = '11111111-1111-4111-8111-111111111111';
const own = '22222222-2222-4222-8222-222222222222';
const event: LogEvent = {
  source: { kind: 'function', name: 'greet', logGroupName: '/aws/lambda/greet' },
  streamName: '2026/11/28/[1]a',
  timestamp: 0,
  ingestionTime: 1000,
  message: 'hello\n',
  id: '7',
  requestId: own,
};
const plain = {
  color: false,
  json: false,
  group: true,
  stream: true,
  timestamp: false,
  ingestionTime: false,
};
const format = (message: string, options: Partial<FormatOptions> = {}) =>
  eventFormatter({ ...plain, ...options })({ ...event, message });

describe('a printed event', () => {
  it('has whose log it is, the stream, the request and the message', () => {
    expect(format('hello\n')).toBe(`greet 2026/11/28/[1]a (${own}) hello\n`);
    const times = { timestamp: true, ingestionTime: true, group: false, stream: false };
    expect(format('hello', times)).toBe(`1970-01-01T00:00:00.000Z 1970-01-01T00:00:01.000Z (${own}) hello\n`);
  });

  it('has all ids of the request in every line', () => {
    const text = `2026-11-28T20:00:00.000Z\t${own}\tINFO\t[${gateway}] one\ntwo\n[${gateway}] three\n`;
    expect(format(text, { group: false, stream: false }).split('\n')).toEqual([
      `2026-11-28T20:00:00.000Z\t${own}\tINFO\t[${gateway}] one`,
      `(${own}) (${gateway}) two`,
      `(${own}) [${gateway}] three`,
      '',
    ]);
  });

  it('shows control characters, and obeys none', () => {
    const hostile = 'a\x1b[2J\x07\rb\x9b1m\u202ec\u2028d\x7f\te\0';
    const shown = 'a\\x1b[2J\\x07\\rb\\x9b1m\\u202ec\\u2028d\\x7f\te\\x00';
    expect(format(hostile, { group: false, stream: false })).toBe(`(${own}) ${shown}\n`);
    const json = format(hostile, { json: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
    expect(json.trimEnd()).not.toMatch(/[\0-\x1f\x7f-\x9f\u2028\u202e]/);
    expect(JSON.parse(json).message).toBe(hostile);
  });

  it('is one line of JSON on demand', () => {
    expect(JSON.parse(format('a\nb\n', { json: true }))).toEqual({
      source: 'function',
      function: 'greet',
      timestamp: '1970-01-01T00:00:00.000Z',
      requestId: own,
      message: 'a\nb',
      logGroup: '/aws/lambda/greet',
      logStream: '2026/11/28/[1]a',
      ingestionTime: '1970-01-01T00:00:01.000Z',
      id: '7',
    });
  });
});

describe('colours', () => {
  it('differ by source, and are the same for the same source', () => {
    const formatted = eventFormatter({ ...plain, stream: false, color: true });
    const start = (name: string) => formatted({ ...event, source: { ...event.source, name } }).split(' ')[0];
    expect(start('a')).toBe('\x1b[38;5;98ma\x1b[39m');
    expect(start('b')).not.toBe(start('a')?.replace('a', 'b'));
    expect(start('a')).toBe('\x1b[38;5;98ma\x1b[39m');
  });

  it.each(readableColours)('%d has a contrast of at least 4 with white and with black', (colour) => {
    const luminance = luminanceOf(colour);
    expect(1.05 / (luminance + 0.05)).toBeGreaterThanOrEqual(4);
    expect((luminance + 0.05) / 0.05).toBeGreaterThanOrEqual(4);
  });
});

/** Relative luminance (WCAG 2) of a colour of the 6 × 6 × 6 cube or of the greys. */
function luminanceOf(colour: number): number {
  const level = (step: number) => (step === 0 ? 0 : 55 + 40 * step);
  const cube = colour - 16;
  const channels =
    colour >= 232
      ? Array<number>(3).fill(8 + 10 * (colour - 232))
      : [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(level);
  const [red = 0, green = 0, blue = 0] = channels.map((value) => {
    const part = value / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
