import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { withLambda, zipOf } from '../testing/with-lambda.ts';

const { use, createFunction, invoke } = withLambda();

describe('an environment', () => {
  it('LA-21: is used again, with the state of its modules', async () => {
    await createFunction(
      'counter',
      'let count = 0; export const handler = async () => ({ pid: process.pid, count: ++count });',
    );
    const first = await invoke('counter');
    const second = await invoke('counter');
    expect(second.value).toEqual({ pid: first.value.pid, count: 2 });
  });

  it('has responded, even when the function ends the process before the runtime asks for more', async () => {
    const source = `const result = { toJSON() { queueMicrotask(() => process.exit(1)); return 'answered'; } };
      export const handler = async () => result;`;
    await createFunction('hasty', source);
    expect((await invoke('hasty')).value).toBe('answered');
  });

  it.skipIf(process.platform === 'win32')('is started by a script of the package', async () => {
    await createFunction('wrapped', '', {
      Code: {
        ZipFile: zipOf({
          'index.mjs': 'export const handler = async () => process.env.FROM_WRAPPER;',
          start: '#!/bin/sh\nexport FROM_WRAPPER=yes\nexec "$@"\n',
        }),
      },
      Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/var/task/start' } },
    });
    expect((await invoke('wrapped')).value).toBe('yes');
  });

  it('LA-21: handles one invocation at a time; others run in other environments', async () => {
    // Each call waits until all three are there.
    const folder = await mkdtemp(join(tmpdir(), 'together-'));
    const source = `import { readdirSync, writeFileSync } from 'node:fs';
      export const handler = async ({ folder }) => {
        writeFileSync(folder + '/' + process.pid, '');
        while (readdirSync(folder).length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
        return process.pid;
      };`;
    await createFunction('together', source);
    const results = await Promise.all([1, 2, 3].map(() => invoke('together', { folder })));
    await rm(folder, { recursive: true });
    expect(new Set(results.map(({ value }) => value)).size).toBe(3);
  });

  it("LA-23: has the variables of Lambda and of the function, and not the host's", async () => {
    vi.stubEnv('SECRET_OF_THE_HOST', 'leaked');
    const source = `export const handler = async () => ({ env: process.env, argv: process.argv.length, send: typeof process.send });`;
    await createFunction('variables', source, { Environment: { Variables: { MINE: 'yes' } } });
    const { value } = await invoke('variables');
    vi.unstubAllEnvs();
    // Where the shell is bash it adds SHLVL.
    expect(
      Object.keys(value.env)
        .filter((name) => name !== 'SHLVL')
        .sort(),
    ).toEqual(
      [
        ...['_HANDLER', '_X_AMZN_TRACE_ID', 'AWS_ACCESS_KEY_ID', 'AWS_DEFAULT_REGION', 'AWS_ENDPOINT_URL'],
        ...['AWS_EXECUTION_ENV', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_FUNCTION_NAME'],
        ...['AWS_LAMBDA_FUNCTION_VERSION', 'AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_LAMBDA_LOG_GROUP_NAME'],
        ...['AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_LAMBDA_RUNTIME_API', 'AWS_REGION', 'AWS_SECRET_ACCESS_KEY'],
        ...[
          'AWS_SESSION_TOKEN',
          'LAMBDA_RUNTIME_DIR',
          'LAMBDA_TASK_ROOT',
          'LANG',
          'MINE',
          'NODE_PATH',
          'PATH',
        ],
        ...['AWS_XRAY_CONTEXT_MISSING', 'AWS_XRAY_DAEMON_ADDRESS', '_AWS_XRAY_DAEMON_ADDRESS'],
        ...['_AWS_XRAY_DAEMON_PORT', 'PWD', 'TMPDIR', 'TZ'],
      ].sort(),
    );
    expect(value).toMatchObject({ argv: 2, send: 'undefined' });
    const { LAMBDA_TASK_ROOT: root, NODE_PATH, PWD } = value.env;
    expect([PWD, NODE_PATH.endsWith(`:/var/runtime:${root}`)]).toEqual([root, true]);
  });

  it('LA-24: has a folder for temporary files that is removed with it', async () => {
    const source = `import { writeFileSync } from 'node:fs'; import { tmpdir } from 'node:os';
      export const handler = async () => { writeFileSync(tmpdir() + '/mine', 'x'); return tmpdir(); };`;
    await createFunction('temporary', source);
    const { value } = await invoke('temporary');
    expect(await readdir(value)).toEqual(['mine']);
    use().lambda.operations.DeleteFunction({ FunctionName: 'temporary' });
    await expect
      .poll(() => readdir(join(value, '..')).then((names) => value.endsWith(names.at(-1))))
      .toBe(false);
  });

  it('LA-22, LA-25: leaves no process when its function exits or is deleted', async () => {
    const source = `import { spawn } from 'node:child_process';
      export const handler = async ({ exit }) => {
        if (exit) process.exit(1);
        const children = [true, false].map((detached) => spawn('/bin/sleep', ['1000'], { detached, stdio: 'inherit' }));
        return [process.pid, ...children.map(({ pid }) => pid)];
      };`;
    await createFunction('parent', source);
    const { value: exited } = await invoke('parent', {});
    await invoke('parent', { exit: true });
    await expect.poll(() => exited.filter(isAlive)).toEqual([]);
    const { value: deleted } = await invoke('parent', {});
    use().lambda.operations.DeleteFunction({ FunctionName: 'parent' });
    await expect.poll(() => deleted.filter(isAlive)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')(
    'LA-25: ends a process that left the group, the variables, the folder and the parent it was started with',
    async () => {
      const source = `import { spawnSync } from 'node:child_process';
      export const handler = async () => {
        const { stdout } = spawnSync('/bin/sh', ['-c', 'setsid sleep 1000 </dev/null >/dev/null 2>&1 & echo $!'],
          { cwd: '/', env: {}, detached: true, encoding: 'utf8' });
        return Number(stdout);
      };`;
      await createFunction('daemon', source);
      const { value: daemon } = await invoke('daemon');
      expect(isAlive(daemon)).toBe(true);
      use().lambda.operations.DeleteFunction({ FunctionName: 'daemon' });
      await expect.poll(() => isAlive(daemon)).toBe(false);
    },
  );

  it('LA-33: of Node has no port', async () => {
    const servers = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap');
    const before = servers();
    await createFunction(
      'portless',
      'export const handler = async () => process.env.AWS_LAMBDA_RUNTIME_API;',
    );
    expect((await invoke('portless')).value).toBe('127.0.0.1:9');
    expect(servers()).toEqual(before);
  });

  it('LA-21: is frozen between two invocations', async () => {
    const source = `let ticks = 0; setInterval(() => ticks++, 10);
      export const handler = async ({ wait }) => { await new Promise((resolve) => setTimeout(resolve, wait)); return ticks; };`;
    await createFunction('frozen', source);
    const { value: before } = await invoke('frozen', { wait: 0 });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { value: after } = await invoke('frozen', { wait: 0 });
    expect(after - before).toBeLessThan(10);
    const { value: atWork } = await invoke('frozen', { wait: 1000 });
    expect(atWork - after).toBeGreaterThan(10);
  });

  it('notices after a long rest which connections were closed', async () => {
    const server = createServer((_request, response) => response.end('ok'));
    const sockets: Socket[] = [];
    server.on('connection', (socket) => sockets.push(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const source = `import { Agent, get } from 'node:http';
      const agent = new Agent({ keepAlive: true });
      export const handler = () => new Promise((resolve, reject) => {
        const request = get({ port: ${port}, host: '127.0.0.1', agent }, (response) => {
          response.resume().on('end', () => resolve(request.reusedSocket));
        }).on('error', reject);
      });`;
    await createFunction('connected', source);
    expect([(await invoke('connected')).value, (await invoke('connected')).value]).toEqual([false, true]);
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect((await invoke('connected')).value).toBe(false);
    server.close();
  });

  it('has all output in its log before the END line', async () => {
    const source = `export const handler = async () => { for (let i = 0; i < 300; i++) process.stdout.write(i + 'x'.repeat(3000) + '\\n'); };`;
    await createFunction('wordy', source);
    await invoke('wordy');
    const { events = [] } = use().logs.operations.FilterLogEvents({ logGroupName: '/aws/lambda/wordy' });
    const lines = events.map(({ message = '' }) => message.slice(0, 4));
    expect([events.length, lines.at(-2), lines.at(-1)]).toEqual([304, 'END ', 'REPO']);
  });

  it('LA-22: makes way for new code without losing an invocation', async () => {
    const source = (version: number) =>
      `export const handler = async () => { await new Promise((resolve) => setTimeout(resolve, 20)); return ${version}; };`;
    await createFunction('updated', source(1));
    await invoke('updated');
    const before = Array.from({ length: 8 }, () => invoke('updated'));
    const ZipFile = zipOf({ 'index.mjs': source(2) });
    await use().lambda.operations.UpdateFunctionCode({ FunctionName: 'updated', ZipFile });
    const after = await Promise.all(Array.from({ length: 4 }, () => invoke('updated')));
    expect((await Promise.all(before)).map(({ value }) => value)).toEqual(Array(8).fill(1));
    expect(after.map(({ value }) => value)).toEqual(Array(4).fill(2));
  });
});

describe('the log', () => {
  it('LA-26: has the lines of platform and function in order, a console call being one event', async () => {
    const source = `console.log('init'); export const handler = async () => {
      console.log('two\\nlines'); console.error('wrong'); process.stdout.write('raw\\n'); process.stdout.write('unfinished');
    };`;
    await createFunction('logging', source);
    const { requestId, logTail } = await invoke('logging');
    const { events = [] } = use().logs.operations.FilterLogEvents({ logGroupName: '/aws/lambda/logging' });
    const isoTime = /^\d{4}-.*Z\t/;
    expect(
      events.map(({ message = '' }) => message.replace(isoTime, '').replaceAll(requestId, 'ID')),
    ).toEqual([
      expect.stringMatching(/^INIT_START Runtime Version: nodejs:24/),
      '-\tINFO\tinit',
      'START RequestId: ID Version: $LATEST',
      'ID\tINFO\ttwo\nlines',
      'ID\tERROR\twrong',
      'raw',
      'unfinished',
      'END RequestId: ID',
      expect.stringMatching(
        /^REPORT RequestId: ID\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: [\d.]+ ms\t$/,
      ),
    ]);
    expect(events[0]?.logStreamName).toMatch(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
    expect(logTail.split('\n')[0]).toBe(`START RequestId: ${requestId} Version: $LATEST`);
  });

  it('keeps a flood of lines, with the last 4 KB in the tail', async () => {
    const source = `export const handler = async () => { for (let i = 0; i < 400; i++) console.log(i, 'x'.repeat(1e5)); };`;
    await createFunction('flood', source, { Timeout: 30 });
    const { logTail } = await invoke('flood');
    expect(Buffer.byteLength(logTail)).toBe(4096);
    const { storedBytes = 0 } =
      use()
        .logs.operations.DescribeLogGroups({})
        .logGroups?.find(({ logGroupName }) => logGroupName === '/aws/lambda/flood') ?? {};
    expect(storedBytes).toBeGreaterThan(4e7);
  });
});

/** A zombie has ended; its parent has not yet noticed. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
