import { DeleteLogGroupCommand, DeleteLogStreamCommand } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, inject, it } from 'vitest';
import { type ReadOptions, readLogs } from '../src/index.ts';
import { startFaultProxy, throttled } from './fault-proxy.ts';
import { logsClient, testGroup } from './log-client.ts';
import { watching } from './watching.ts';

const endpoint = inject('endpoint');
const client = logsClient(endpoint);
const start = Date.now() - 600_000;
const at = (offset: number, message: string) => ({ timestamp: start + offset, message });

async function messages(options: Partial<ReadOptions> & Pick<ReadOptions, 'sources'>): Promise<string[]> {
  const found: string[] = [];
  for await (const { message } of readLogs({ client, startTime: start, ...options })) found.push(message);
  return found;
}

const follow = (options: Partial<ReadOptions> & Pick<ReadOptions, 'sources'>) =>
  watching((signal) =>
    readLogs({ client, startTime: start, watch: true, intervalMs: 10, signal, ...options }),
  );

describe('readLogs', () => {
  it('merges groups, streams and pages by time', async () => {
    const [one, two] = [testGroup(client), testGroup(client)];
    await one.put('a', ...Array.from({ length: 1500 }, (_, index) => at(index * 4, `${index * 4}`)));
    await one.put('b', ...Array.from({ length: 1500 }, (_, index) => at(index * 4 + 2, `${index * 4 + 2}`)));
    await two.put('c', ...Array.from({ length: 3000 }, (_, index) => at(index * 2 + 1, `${index * 2 + 1}`)));
    const found = await messages({ sources: [one.source, two.source] });
    expect(found).toEqual(Array.from({ length: 6000 }, (_, index) => `${index}`));
  });

  it('orders events of streams whose clocks differ, and events that were sent out of order', async () => {
    const { source, put } = testGroup(client);
    await put('ahead', { timestamp: Date.now() + 3_600_000, message: 'an hour ahead' });
    await put('late', at(2000, 'third'));
    await put('late', at(0, 'first'));
    await put('other', at(1000, 'second'));
    expect(await messages({ sources: [source] })).toEqual(['first', 'second', 'third', 'an hour ahead']);
  });

  it('reads lines of 256 KB whole', async () => {
    const { source, put } = testGroup(client);
    const lines = Array.from({ length: 12 }, (_, index) => `${index}${'é'.repeat(131_000)}`);
    for (const [index, line] of lines.entries()) await put('s', at(index, line));
    expect(await messages({ sources: [source] })).toEqual(lines);
  });

  it('reads invalid UTF-8 as replacement characters', async () => {
    const { source, put } = testGroup(client);
    await put('s', at(0, 'half \ud83d of a smile'), at(1, 'whole \ud83d\ude42'));
    expect(await messages({ sources: [source] })).toEqual(['half \ufffd of a smile', 'whole \ud83d\ude42']);
  });

  it('keeps to the time and the filter', async () => {
    const { source, put } = testGroup(client);
    await put(
      's',
      at(0, '{"status":500}'),
      at(10, '{"status":200}'),
      at(20, '{"status":503}'),
      at(30, '{"status":500}'),
    );
    const found = await messages({
      sources: [source],
      endTime: start + 20,
      filterPattern: '{ $.status >= 500 }',
    });
    expect(found).toEqual(['{"status":500}', '{"status":503}']);
  });

  it('has nothing of a group that does not exist', async () => {
    const [there, missing] = [testGroup(client), testGroup(client)];
    await there.put('s', at(0, 'one'));
    expect(await messages({ sources: [missing.source, there.source] })).toEqual(['one']);
  });

  it('leaves out the streams of other versions of a function', async () => {
    const { source, put } = testGroup(client);
    await put('2026/11/28/[7]aaaa', at(0, 'seven'));
    await put('2026/11/28/[8]bbbb', at(1, 'eight'));
    await put('2026/11/28/fn[7]cccc', at(2, 'seven in a shared group'));
    await put('2026/11/28/other[7]dddd', at(3, 'another function'));
    const found = await messages({ sources: [{ ...source, versions: ['7'] }] });
    expect(found).toEqual(['seven', 'seven in a shared group']);
  });

  it('finds the request of a line that has no id, by the invocation that its stream is in', async () => {
    const { source, put } = testGroup(client);
    const id = '11111111-2222-3333-4444-555555555555';
    await put(
      's',
      at(0, 'before'),
      at(1, `START RequestId: ${id} Version: 1`),
      at(2, 'printed'),
      at(3, `REPORT RequestId: ${id}\tDuration: 1 ms`),
      at(4, 'after'),
    );
    const ids: (string | undefined)[] = [];
    for await (const { requestId } of readLogs({ client, startTime: start, sources: [source] }))
      ids.push(requestId);
    expect(ids).toEqual([undefined, id, id, id, undefined]);
  });

  it("finds it in Lambda's JSON format too", async () => {
    const { source, put } = testGroup(client);
    const requestId = '11111111-2222-3333-4444-555555555555';
    const platform = (type: string) =>
      JSON.stringify({ time: '', type: `platform.${type}`, record: { requestId } });
    await put('s', at(0, platform('start')), at(1, 'printed'), at(2, platform('report')), at(3, 'after'));
    const ids: (string | undefined)[] = [];
    for await (const event of readLogs({ client, startTime: start, sources: [source] }))
      ids.push(event.requestId);
    expect(ids).toEqual([requestId, requestId, requestId, undefined]);
  });

  it('ends when the signal does, without an error', async () => {
    const { source, put } = testGroup(client);
    await put('s', at(0, 'one'), at(1, 'two'));
    const abort = new AbortController();
    const found: string[] = [];
    for await (const { message } of readLogs({
      client,
      startTime: start,
      sources: [source],
      signal: abort.signal,
    })) {
      found.push(message);
      abort.abort();
    }
    expect(found.length).toBeLessThanOrEqual(2);
    expect(await messages({ sources: [source], signal: AbortSignal.abort() })).toEqual([]);
  });

  it('outlasts throttling without a gap', async () => {
    const { source, put } = testGroup(client);
    const lines = Array.from({ length: 30 }, (_, index) => `${index}`);
    for (const [index, line] of lines.entries()) await put(`s${index}`, at(index, line));
    await using proxy = await startFaultProxy(endpoint, (_, index) =>
      index % 2 === 0 ? throttled : undefined,
    );
    const slow = logsClient(proxy.url, { maxAttempts: 8 });
    expect(await messages({ client: slow, sources: [source] })).toEqual(lines);
    expect(proxy.calls('FilterLogEvents')).toBe(2);
  });

  it('fails with the refusal of the service', async () => {
    const { source, put } = testGroup(client);
    await put('s', at(0, 'one'));
    await expect(messages({ sources: [source], filterPattern: '{ $.a' })).rejects.toThrow(
      "If a filter pattern starts with '{' it must end with '}'",
    );
  });
});

describe('readLogs, watching', () => {
  it('prints nothing twice and loses nothing of streams and groups that come and go', async () => {
    const [one, two] = [testGroup(client), testGroup(client)];
    await one.put('a', 'first');
    const { messages: found, until, stop } = follow({ sources: [one.source, two.source] });
    await until(1);
    await one.put('b', 'new stream');
    await until(2);
    await two.put('c', 'new group');
    await until(3);
    await client.send(
      new DeleteLogStreamCommand({ logGroupName: one.source.logGroupName, logStreamName: 'a' }),
    );
    await one.put('b', 'after a stream was deleted');
    await until(4);
    await client.send(new DeleteLogGroupCommand({ logGroupName: two.source.logGroupName }));
    await two.put('c', 'group again');
    await until(5);
    await stop();
    expect(found).toEqual(['first', 'new stream', 'new group', 'after a stream was deleted', 'group again']);
  });

  // Each waits for a message that always comes, so that a lost one fails the test at once.
  it.each([
    {
      window: 'two minutes by default',
      lateMs: undefined,
      expected: ['now', 'a minute late', 'now again', 'last'],
    },
    { window: '30 seconds by lateMs', lateMs: 30_000, expected: ['now', 'now again', 'last'] },
  ])('prints late events within $window, once', async ({ lateMs, expected }) => {
    const { source, put } = testGroup(client);
    await put('s', 'now');
    const { messages: found, untilMessage, stop } = follow({ sources: [source], lateMs });
    await untilMessage('now');
    await put('t', { timestamp: Date.now() - 60_000, message: 'a minute late' });
    for (const message of ['now again', 'last']) {
      await put('s', message);
      await untilMessage(message);
    }
    await stop();
    expect(found).toEqual(expected);
  });

  it('prints events of clocks that are ahead or behind, once', async () => {
    const { source, put } = testGroup(client);
    await put('ahead', { timestamp: Date.now() + 3_600_000, message: 'ahead' });
    const { messages: found, untilMessage, stop } = follow({ sources: [source] });
    await untilMessage('ahead');
    await put('behind', { timestamp: Date.now() - 100_000, message: 'behind' });
    await put('right', 'right');
    await untilMessage('right');
    await stop();
    expect(found).toEqual(['ahead', 'behind', 'right']);
  });

  it('prints nothing twice when a later page fails, also of events that are older than lateMs', async () => {
    const { source, put } = testGroup(client);
    // Four of these fill a page.
    const lines = Array.from({ length: 8 }, (_, index) => `${index}${'x'.repeat(250_000)}`);
    for (const [index, line] of lines.entries()) await put('s', at(index, line));
    await using proxy = await startFaultProxy(endpoint, (_, index) => (index === 1 ? throttled : undefined));
    const failures: string[] = [];
    const {
      messages: found,
      untilMessage,
      stop,
    } = follow({
      client: logsClient(proxy.url, { maxAttempts: 1 }),
      sources: [source],
      onRetry: ({ name }) => failures.push(name),
    });
    await untilMessage(lines.at(-1) ?? '');
    await stop();
    expect(failures).toEqual(['ThrottlingException']);
    expect(found.map((line) => line[0])).toEqual(lines.map((line) => line[0]));
  });

  it('goes on after failures that outlast the retries of the SDK, and loses nothing', async () => {
    const [one, two] = [testGroup(client), testGroup(client)];
    await one.put('s', at(0, 'one'));
    await two.put('s', at(1, 'two'));
    let isBroken = true;
    await using proxy = await startFaultProxy(endpoint, () => (isBroken ? throttled : undefined));
    const failures: string[] = [];
    const {
      messages: found,
      until,
      stop,
    } = follow({
      client: logsClient(proxy.url, { maxAttempts: 1 }),
      sources: [one.source, two.source],
      onRetry: ({ name }) => {
        failures.push(name);
        isBroken = failures.length < 3;
      },
    });
    await until(2);
    await stop();
    expect(found).toEqual(['one', 'two']);
    expect(failures).toEqual(['ThrottlingException', 'ThrottlingException', 'ThrottlingException']);
  });

  it('loses nothing of many that are written while it looks', async () => {
    const { source, put } = testGroup(client);
    const { messages: found, untilMessage, stop } = follow({ sources: [source] });
    const lines = Array.from({ length: 200 }, (_, index) => `line ${index}`);
    await Promise.all(
      [0, 1, 2, 3].map(async (part) => {
        for (const line of lines.filter((_, index) => index % 4 === part)) await put(`s${part}`, line);
      }),
    );
    await put('s0', 'last');
    await untilMessage('last');
    await stop();
    expect(found.toSorted()).toEqual(['last', ...lines].toSorted());
  });

  it('ends at its end time', async () => {
    const { source, put } = testGroup(client);
    await put('s', at(0, 'one'));
    const found = await messages({
      sources: [source],
      watch: true,
      endTime: Date.now() + 50,
      intervalMs: 10,
    });
    expect(found).toEqual(['one']);
  });

  it('fails when it may not read', async () => {
    const denied = {
      status: 400,
      body: {
        __type: 'AccessDeniedException',
        message: 'User: x is not authorized to perform: logs:FilterLogEvents',
      },
    };
    await using proxy = await startFaultProxy(endpoint, () => denied);
    const { source } = testGroup(client);
    const watched = messages({ client: logsClient(proxy.url), sources: [source], watch: true });
    await expect(watched).rejects.toThrow('logs:FilterLogEvents');
  });
});
