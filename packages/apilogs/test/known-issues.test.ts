// What users of awslogs reported as broken in its public tracker (github.com/jorgebastida/awslogs/issues), tried here.
// Tried elsewhere:
// - read-logs.test.ts: throttling (103); streams that begin while watching (60, 62), pages of a watched group (195); a
//   group that does not exist (144, 209)
// - command.test.ts: a closed pipe (80, 93, 101, 115, 122, 135, 139, 152, 239, 355); no credentials (108); no stack trace
//   for a wrong call (271)
// - credentials.test.ts: profiles with a role (202), of single sign-on (383)
// - parse-time.test.ts: spans and days (205)
import { describe, expect, inject, it } from 'vitest';
import { parseTime } from '../src/cli/parse-time.ts';
import { messageQuery } from '../src/cli/query-message.ts';
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

  it('#153, #160, #175, #267: goes on after a connection breaks', async () => {
    const { source, put } = testGroup(client);
    await put('s', 'found');
    let isBroken = true;
    await using proxy = await startFaultProxy(endpoint, () => (isBroken ? 'reset' : undefined));
    const failures: string[] = [];
    const { untilMessage, stop } = watching((signal) =>
      readLogs({
        client: logsClient(proxy.url, { maxAttempts: 1 }),
        sources: [source],
        startTime: start,
        watch: true,
        intervalMs: 10,
        signal,
        onRetry: ({ message }) => {
          failures.push(message);
          isBroken = failures.length < 2;
        },
      }),
    );
    await untilMessage('found');
    await stop();
    expect(failures).toHaveLength(2);
  });

  it('#232, #389, #412: says how to go on when credentials expire while it watches', async () => {
    const { apiId } = await deployApi(endpoint);
    const expired = {
      status: 400,
      body: {
        __type: 'ExpiredTokenException',
        message: 'The security token included in the request is expired',
      },
    };
    await using proxy = await startFaultProxy(endpoint, (operation, index) =>
      operation === 'FilterLogEvents' && index > 3 ? expired : undefined,
    );
    const { code, stderr } = await runCommand(proxy.url, ['get', '--api-id', apiId, '--watch']);
    expect(code).toBe(4);
    expect(stderr).toContain('is expired\nSign in again, for example by aws sso login.');
  });

  it('#108, #167, #178, #354: says where a region comes from', async () => {
    const none = { AWS_REGION: '', AWS_DEFAULT_REGION: '', HOME: '/nowhere', USERPROFILE: '/nowhere' };
    const { code, stderr } = await runCommand(endpoint, ['groups'], none);
    expect(code).toBe(1);
    expect(stderr).toBe(
      'apilogs: Region is missing: give --region, set AWS_REGION, or choose a --profile that has one.\n',
    );
  });

  it.each([
    ['#89', '2016-08-31T02:23:25.000Z', '2016-08-31T02:23:25Z'],
    ['#204', '21/6/2018 00:00 UTC', '2018-06-21T00:00:00Z'],
    ['#342', '2021-02-19 11:00 UTC', '2021-02-19T11:00:00Z'],
    ['#355', '07/06/2021 11:27 EST', '2021-07-06T16:27:00Z'],
  ])('%s: accepts the time %s', (_, text, expected) => {
    expect(parseTime(text, '--start')).toBe(Date.parse(expected));
  });

  it('#300, #376: explains a time in single quotes, which are none in the shell of Windows', async () => {
    const { code, stderr } = await runCommand(endpoint, ['get', '--api-id', 'x', "--start='4h", "ago'"]);
    expect(code).toBe(2);
    expect(stderr).toContain("too many arguments for 'get'. Expected 0 arguments but got 1: ago'.");
  });

  it('#403: leaves out what an expression cannot be applied to', () => {
    const query = messageQuery('join(`""`, [`"["`, level, `"] "`, thread_name])');
    expect(query('{"level":"ERROR","thread_name":"one"}')).toBe('[ERROR] one');
    expect(query('{"level":"ERROR"}')).toBeUndefined();
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
