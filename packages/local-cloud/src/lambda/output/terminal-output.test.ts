import { Writable } from 'node:stream';
import { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTerminalOutput } from './terminal-output.ts';

beforeEach(() => {
  vi.stubEnv('TERM', 'xterm-256color');
  for (const name of ['CI', 'NO_COLOR', 'NODE_DISABLE_COLORS', 'FORCE_COLOR']) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** A terminal, or a pipe, that keeps what is written to it. */
function fakeStream(isTTY: boolean) {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return {
    stream: Object.assign(stream, { isTTY, getColorDepth: WriteStream.prototype.getColorDepth }),
    written: () => chunks.join(''),
  };
}

function show(isTTY: boolean) {
  const { stream, written } = fakeStream(isTTY);
  const output = createTerminalOutput(stream, (name) => `stack/${name}`);
  const lines = async () => {
    await expect.poll(written).not.toBe('');
    return written().split('\n').slice(0, -1);
  };
  return { output, lines };
}

const logged = (level: string, text: string) => `2026-11-28T12:00:00.000Z\t6d3c\t${level}\t${text}`;

it('shows each line after the label of its function, without time and id', async () => {
  const { output, lines } = show(false);
  const notes = output.open('Notes');
  notes.line(logged('INFO', 'two\nlines'));
  output.open('Other').line('as it was written');
  notes.line(logged('ERROR', 'wrong'));
  expect(await lines()).toEqual([
    'stack/Notes │ two',
    'stack/Notes │ lines',
    'stack/Other │ as it was written',
    'stack/Notes │ wrong',
  ]);
});

it('shows an error by its stack, and the request id that the client got', async () => {
  const { output, lines } = show(false);
  const notes = output.open('Notes');
  notes.begin('client-id');
  const stack = ['RangeError: too far', '    at handler (src/notes.ts:3:9)'];
  const error = { errorType: 'RangeError', errorMessage: 'too far', stack };
  notes.line(logged('ERROR', `Invoke Error \t${JSON.stringify(error)}`));
  notes.failed('Task timed out after 3.00 seconds');
  expect(await lines()).toEqual([
    'stack/Notes │ RangeError: too far',
    'stack/Notes │     at handler (src/notes.ts:3:9)',
    'stack/Notes │ Request id: client-id',
    'stack/Notes │ Task timed out after 3.00 seconds',
    'stack/Notes │ Request id: client-id',
  ]);
});

it('shows lines of the log format JSON by their messages, and errors by their stacks', async () => {
  const { output, lines } = show(false);
  const notes = output.open('Notes');
  const json = (record: object) =>
    notes.line(JSON.stringify({ timestamp: 't', requestId: '6d3c', ...record }));
  json({ level: 'INFO', message: 'two\nlines' });
  json({ level: 'WARN', message: { b: 2 } });
  json({
    level: 'ERROR',
    message: { errorType: 'E', errorMessage: 'm', stackTrace: ['E: m', '    at a.ts:1'] },
  });
  json({ log_level: 'ERROR', errorType: 'KeyError', errorMessage: 'k', stackTrace: ['  File "a.py"'] });
  json({ of: 'the function itself' });
  expect(await lines()).toEqual(
    [
      ...['two', 'lines', '{"b":2}', 'E: m', '    at a.ts:1', 'KeyError: k', '  File "a.py"'],
      '{"timestamp":"t","requestId":"6d3c","of":"the function itself"}',
    ].map((line) => `stack/Notes │ ${line}`),
  );
});

it.each(['Invoke Error \t{', 'Invoke Error \t[]', 'Invoke Error', 'Other \t{"stack":["a"]}'])(
  'shows %j, which is not an error of the runtime, as it is',
  async (text) => {
    const { output, lines } = show(false);
    output.open('f').line(logged('ERROR', text));
    expect(await lines()).toEqual([`stack/f │ ${text}`]);
  },
);

it('has a colour for each function on a terminal, and red for errors', async () => {
  const { output, lines } = show(true);
  output.open('one').line('a');
  output.open('two').line('b');
  output.open('one').line(logged('ERROR', 'c'));
  const written = await lines();
  expect(written.map(stripVTControlCharacters)).toEqual(['stack/one │ a', 'stack/two │ b', 'stack/one │ c']);
  const [one = '', two = '', error = ''] = written;
  const colourOf = (line: string) => line.slice(0, line.indexOf('s'));
  expect(colourOf(one)).not.toBe('');
  expect(colourOf(one)).not.toBe(colourOf(two));
  expect(colourOf(error)).toBe(colourOf(one));
  expect(error.slice(error.indexOf('│') + 2)).toBe('\u001b[31mc\u001b[39m');
});

it('has no colours where NO_COLOR is set', async () => {
  vi.stubEnv('NO_COLOR', '1');
  const { output, lines } = show(true);
  output.open('one').line(logged('ERROR', 'a'));
  expect(await lines()).toEqual(['stack/one │ a']);
});

it('lets no control sequence of a function reach the terminal', async () => {
  const { output, lines } = show(true);
  output.open('f').line('\u001b]0;title\u0007a\u001b[2Jb\tc\rd\u009b1me');
  expect((await lines()).map(stripVTControlCharacters)).toEqual(['stack/f │ ab\tcde']);
});

it('leaves lines out while the terminal does not read, and says how many', async () => {
  const chunks: string[] = [];
  const done: (() => void)[] = [];
  const stream = new Writable({
    write(chunk, _encoding, callback) {
      chunks.push(String(chunk));
      done.push(callback);
    },
  });
  const output = createTerminalOutput(stream, String).open('f');
  const flush = async (count: number) => {
    await expect.poll(() => chunks.length + stream.writableLength).toBeGreaterThan(0);
    await expect.poll(() => chunks.length).toBe(count);
  };
  output.line('x'.repeat(1024 * 1024));
  await flush(1);
  for (let line = 0; line < 5; line += 1) output.line('lost');
  done.pop()?.();
  await expect.poll(() => chunks.join('')).toContain('5 lines of functions were left out');
  done.pop()?.();
  output.line('later');
  await expect.poll(() => chunks.join('')).toContain('f │ later\n');
  expect(chunks.join('')).not.toContain('lost');
});
