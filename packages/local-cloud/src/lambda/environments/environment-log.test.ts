import { describe, expect, it } from 'vitest';
import { defaultAccount } from '../../account.ts';
import { createLogs } from '../../logs/logs.ts';
import { createEnvironmentLog } from './environment-log.ts';

function createLog() {
  const logs = createLogs(defaultAccount);
  const log = createEnvironmentLog(logs, 'group', 'stream');
  const read = () =>
    logs.operations.GetLogEvents({ logGroupName: 'group', logStreamName: 'stream', startFromHead: true })
      .events ?? [];
  logs.operations.CreateLogGroup({ logGroupName: 'group' });
  logs.operations.CreateLogStream({ logGroupName: 'group', logStreamName: 'stream' });
  return { log, messages: () => read().map(({ message }) => message) };
}

describe('the log of an environment', () => {
  it('makes one event of each line of output, however it was cut', () => {
    const { log, messages } = createLog();
    const bytes = Buffer.from('one ü\ntwo\nthree');
    for (const byte of bytes) log.output('stdout', Buffer.from([byte]));
    log.endLines();
    log.flush();
    expect(messages()).toEqual(['one ü', 'two', 'three']);
  });

  it('is written while an invocation still runs', async () => {
    const { log, messages } = createLog();
    for (const text of ['one', 'two']) {
      log.line(text);
      await expect.poll(() => messages().at(-1), { interval: 20 }).toBe(text);
    }
    log.line('three');
    log.flush();
    log.line('four');
    await expect.poll(() => messages().at(-1), { interval: 20 }).toBe('four');
  });

  it('keeps the lines of stdout and stderr apart', () => {
    const { log, messages } = createLog();
    log.output('stdout', Buffer.from('out'));
    log.output('stderr', Buffer.from('err\n'));
    log.output('stdout', Buffer.from('put\n'));
    log.flush();
    expect(messages()).toEqual(['err', 'output']);
  });

  it('cuts a line without end into events of 256 KB', () => {
    const { log, messages } = createLog();
    for (let i = 0; i < 10; i++) log.output('stdout', Buffer.alloc(64 * 1024, 'x'));
    log.line('y'.repeat(300 * 1024));
    log.endLines();
    log.flush();
    expect(messages().map((message) => message?.length)).toEqual([
      262_144, 262_144, 262_144, 45_056, 131_072,
    ]);
  });

  it('shows the last 4 KB since the start of the tail', () => {
    const { log } = createLog();
    log.line('before');
    const tail = log.startTail();
    log.line('first');
    expect(tail()).toBe('first\n');
    for (let i = 0; i < 1000; i++) log.line(`line ${i}`);
    expect(Buffer.byteLength(tail())).toBe(4096);
    expect(tail().endsWith('line 998\nline 999\n')).toBe(true);
  });
});
