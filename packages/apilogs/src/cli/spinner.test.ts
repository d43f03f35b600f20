import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startSpinner } from './spinner.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubEnv('TERM', 'xterm');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

function turn(isTTY: boolean): string {
  let written = '';
  const write = (text: string | Uint8Array) => {
    written += String(text);
    return true;
  };
  const spinner = startSpinner('Reading', { isTTY, write });
  vi.advanceTimersByTime(170);
  spinner.stop();
  spinner.stop();
  vi.advanceTimersByTime(1000);
  return written;
}

it('turns on a terminal, and leaves an empty line, once', () => {
  expect(turn(true)).toBe('\r⠋ Reading\r⠙ Reading\r⠹ Reading\r\x1b[K');
});

it('writes nothing where nobody looks, or where the terminal cannot go back in a line', () => {
  expect(turn(false)).toBe('');
  vi.stubEnv('TERM', 'dumb');
  expect(turn(true)).toBe('');
});
