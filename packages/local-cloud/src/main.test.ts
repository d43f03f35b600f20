import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const entry = path.join(import.meta.dirname, 'main.ts');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'main-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

function start(...args: string[]) {
  const child = spawn(process.execPath, [entry, ...args], { env: { ...process.env, TMPDIR: folder } });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  const ready = once(createInterface(child.stdout), 'line').then(
    ([line]) => String(line).split(' ').at(-1) ?? '',
  );
  const ended = once(child, 'close').then(([code]) => ({ code, ...output }));
  return { child, ready, ended };
}

describe('the local-cloud command', () => {
  it.each([['SIGINT'], ['SIGTERM']] as const)(
    'on %s frees the port and leaves no folder behind',
    async (signal) => {
      const { child, ready, ended } = start('--port', '0');
      const url = await ready;
      expect((await fetch(url)).status).toBe(200);
      expect(readdirSync(folder)).toHaveLength(1);
      child.kill(signal);
      expect(await ended).toMatchObject({ code: 0, stderr: '' });
      expect(readdirSync(folder)).toEqual([]);
      await expect(fetch(url)).rejects.toThrow();
    },
  );

  it('removes the folder of one that was killed, and leaves those of running ones', async () => {
    const running = start('--port', '0', '--stop-with-stdin');
    const killed = start('--port', '0');
    await Promise.all([running.ready, killed.ready]);
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(readdirSync(folder)).toHaveLength(2);
    const next = start('--port', '0', '--stop-with-stdin');
    await next.ready;
    const owners = readdirSync(folder).map((name) => Number(name.split('-').at(-2)));
    expect(owners.sort()).toEqual([running.child.pid, next.child.pid].sort());
    for (const { child, ended } of [running, next]) {
      child.stdin.end();
      await ended;
    }
  });

  it('stops with its standard input when `--stop-with-stdin` is given', async () => {
    const { child, ready, ended } = start('--port', '0', '--stop-with-stdin');
    await ready;
    child.stdin.end();
    expect((await ended).code).toBe(0);
  });

  it('explains a taken port and what to do', async () => {
    const first = start('--port', '0', '--stop-with-stdin');
    const { port } = new URL(await first.ready);
    const second = await start('--port', port).ended;
    expect(second.code).toBe(1);
    expect(second.stderr).toBe(
      `Port ${port} is taken by another program. Stop it, or choose another port with --port N.\n`,
    );
    expect(readdirSync(folder)).toHaveLength(1);
    first.child.stdin.end();
    await first.ended;
  });

  it('explains a temporary folder that does not exist', async () => {
    const TMPDIR = path.join(folder, 'absent');
    const child = spawn(process.execPath, [entry, '--port', '0'], { env: { ...process.env, TMPDIR } });
    const [stderr, [code]] = await Promise.all([child.stderr.toArray(), once(child, 'close')]);
    expect(code).toBe(1);
    expect(stderr.join('')).toBe(
      `The folder of ${TMPDIR} does not exist (ENOENT). Set TMPDIR to a folder that exists and start the cloud again.\n`,
    );
  });

  it('explains itself', async () => {
    expect(await start('--help').ended).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--port N'),
    });
  });

  it.each([
    ['an argument it does not know', ['--prot', '1'], '--prot'],
    ['a port that is no number', ['--port', 'x'], '"x"'],
  ])('refuses %s by name', async (_, args, named) => {
    expect(await start(...args).ended).toMatchObject({ code: 2, stderr: expect.stringContaining(named) });
  });
});
