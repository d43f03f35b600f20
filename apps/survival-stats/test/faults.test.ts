import { existsSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Fault, startFaultyService } from './faulty-service.ts';
import { runClient, startClient, temporaryFolder } from './run-client.ts';

// 76 genes by 4.
const batches = 19;
const inBatches = ['--genes', '4', '--concurrency', '3'];

const folder = await temporaryFolder();
const undisturbedOutput = path.join(folder, 'undisturbed.csv');
await runClient(['--output', undisturbedOutput]);
const undisturbed = await readFile(undisturbedOutput, 'utf8');

describe('the client loses no gene and doubles none', () => {
  it.each<Fault>(['429', '500', 'dropped connection', 'torn answer'])(
    'when every third request ends with: %s',
    async (fault) => {
      const output = path.join(folder, `${fault}.csv`);
      const service = await startFaultyService((request) => (request % 3 === 0 ? fault : 'none'));
      const { code, stderr } = await runClient([...inBatches, '--url', service.url, '--output', output]);
      expect(stderr).toBe('');
      expect(code).toBe(0);
      expect(await readFile(output, 'utf8')).toBe(undisturbed);
      expect(service.counts.answered).toBe(batches);
      expect(service.counts.received).toBeGreaterThan(batches);
    },
  );

  // A busy machine may add time-outs to those of the service: what was computed twice counts once.
  it('when requests 3 and 6 get no response in time', async () => {
    const output = path.join(folder, 'time-out.csv');
    const service = await startFaultyService((request) =>
      request === 3 || request === 6 ? 'time-out' : 'none',
    );
    const args = [...inBatches, '--timeout', '5', '--url', service.url, '--output', output];
    expect(await runClient(args)).toMatchObject({ code: 0, stderr: '' });
    expect(await readFile(output, 'utf8')).toBe(undisturbed);
    expect(service.counts.received).toBeGreaterThanOrEqual(batches + 2);
  });

  it.each(['SIGKILL', 'SIGINT'] as const)('when it is ended by %s and started again', async (signal) => {
    const output = path.join(folder, `${signal}.csv`);
    const args = ['--genes', '4', '--concurrency', '1', '--output', output];
    let isEnding = false;
    const service = await startFaultyService((request) => {
      if (request < 7 || isEnding) return 'none';
      isEnding = true;
      client.child.kill(signal);
      return 'time-out';
    });
    const client = startClient([...args, '--url', service.url]);
    const { code, stderr } = await client.ended;
    expect(code).toBe(signal === 'SIGINT' ? 130 : null);
    if (signal === 'SIGINT') expect(stderr).toMatch(/^Interrupted\. Run the same command again/);
    expect(existsSync(output)).toBe(false);

    // As a kill in the middle of a write leaves it.
    await appendFile(`${output}.checkpoint`, '["half a li');
    const again = await runClient([...args, '--url', service.url]);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(await readFile(output, 'utf8')).toBe(undisturbed);
    expect(service.counts.answered).toBe(batches);
    expect(existsSync(`${output}.checkpoint`)).toBe(false);
  });
});

describe('the client fails', () => {
  it('with the genes that are missing, and asks for those alone when it is run again', async () => {
    const output = path.join(folder, 'missing.csv');
    let isBroken = true;
    const service = await startFaultyService((request) => (isBroken && request === 2 ? '500' : 'none'));
    const args = [...inBatches, '--attempts', '1', '--url', service.url, '--output', output];
    const { code, stderr } = await runClient(args);
    expect(code).toBe(1);
    expect(stderr).toContain('4 genes are missing');
    expect(stderr).toContain('gave up after 1 attempts, the last of which ended with status 500');
    const lines = (await readFile(output, 'utf8')).split('\n');
    expect(lines.filter((line) => line.includes('gave up'))).toHaveLength(4);

    isBroken = false;
    expect(await runClient(args)).toMatchObject({ code: 0, stderr: '' });
    expect(await readFile(output, 'utf8')).toBe(undisturbed);
    expect(service.counts).toEqual({ received: batches + 1, answered: batches });
  });

  it('at once where asking again cannot help', async () => {
    const service = await startFaultyService(() => '403');
    const output = path.join(folder, 'forbidden.csv');
    const { code, stderr } = await runClient([
      '--concurrency',
      '1',
      '--url',
      service.url,
      '--output',
      output,
    ]);
    expect(code).toBe(1);
    expect(stderr).toBe(`The service at ${service.url}/ answered with status 403: Forbidden\n`);
    expect(service.counts.received).toBe(1);
  });

  it('soon when the service is down, and keeps what it has', async () => {
    const output = path.join(folder, 'down.csv');
    const service = await startFaultyService((request) => (request < 3 ? 'none' : '500'));
    const args = [...inBatches, '--attempts', '1', '--url', service.url, '--output', output];
    const { code, stderr } = await runClient(args);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^5 requests in a row failed; .* status 500\n$/);
    expect(service.counts.answered).toBe(3);
    expect(existsSync(output)).toBe(false);
    expect((await readFile(`${output}.checkpoint`, 'utf8')).trim().split('\n')).toHaveLength(3);
  });
});
