// What users of awslogs and of the first apilogs reported as broken in their public trackers, tried here. The rest is in
// read-logs.test.ts (throttling, new streams while watching) and command.test.ts (a closed pipe, options left out).
import { describe, expect, inject, it } from 'vitest';
import { readLogs } from '../src/index.ts';
import { deployApi } from './deployed-api.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { logsClient, testGroup } from './log-client.ts';
import { runCommand } from './run-command.ts';
import { watching } from './watching.ts';

const endpoint = inject('endpoint');
const client = logsClient(endpoint);
const start = Date.now() - 60_000;

async function messages(options: { client: typeof client; source: ReturnType<typeof testGroup>['source'] }) {
  const found: string[] = [];
  const reading = readLogs({ client: options.client, sources: [options.source], startTime: start });
  for await (const { message } of reading) found.push(message);
  return found;
}

describe('awslogs', () => {
  it('#103: reads a group of more than 100 streams', async () => {
    const { source, put } = testGroup(client);
    const lines = Array.from({ length: 115 }, (_, index) => `line ${index}`);
    for (const [index, message] of lines.entries())
      await put(`s${index}`, { timestamp: start + index, message });
    expect(await messages({ client, source })).toEqual(lines);
  });

  it('#342: goes on after a page that is empty and has a next token', async () => {
    const event = {
      logStreamName: 's',
      timestamp: start,
      ingestionTime: start,
      message: 'found',
      eventId: '1',
    };
    const pages = [{ events: [], nextToken: 'a' }, { events: [], nextToken: 'b' }, { events: [event] }];
    await using proxy = await startFaultProxy(endpoint, (_, index) => ({
      status: 200,
      body: pages[index] ?? {},
    }));
    expect(await messages({ client: logsClient(proxy.url), source: testGroup(client).source })).toEqual([
      'found',
    ]);
  });

  it('#19, #357: prints every character in a locale without it', async () => {
    const { apiId } = await deployApi(endpoint);
    const line = 'it’s naïve 🙌 日本';
    await testGroup(client, 'fn', `API-Gateway-Execution-Logs_${apiId}/prod`).put('s', line);
    const { code, stdout } = await runCommand(
      endpoint,
      ['get', '--api-id', apiId, '--no-stream', '--no-group'],
      {
        LANG: 'C',
        LC_ALL: 'C',
      },
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${line}\n` });
  });

  it('loses no event of the same millisecond as the last one that it has printed', async () => {
    const { source, put } = testGroup(client);
    const timestamp = Date.now();
    await put('s', { timestamp, message: 'first' });
    const {
      messages: found,
      until,
      stop,
    } = watching((signal) =>
      readLogs({ client, sources: [source], startTime: start, watch: true, intervalMs: 10, signal }),
    );
    await until(1);
    await put('s', { timestamp, message: 'second' });
    await put('t', { timestamp, message: 'third' });
    await until(3);
    await stop();
    expect(found).toEqual(['first', 'second', 'third']);
  });
});
