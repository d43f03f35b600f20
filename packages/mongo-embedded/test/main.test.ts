import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { entry, startServer } from './start-server.ts';

function run(...flags: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...flags], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

it('explains itself', () => {
  expect(run('--help')).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringContaining('--data DIR'),
  });
});

it.each([
  [['--port', '70000'], 'Expected a whole number from 0 to 65535 for --port, received "70000".\n'],
  [['--data', ''], 'Expected a folder for --data, received an empty string.\n'],
])('refuses %j', (flags, stderr) => {
  expect(run(...flags)).toEqual({ status: 2, stdout: '', stderr });
});

it('says what to do about a port that is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  expect(run('--port', port)).toMatchObject({
    status: 1,
    stderr: `Port ${port} is taken by another program. Stop it, or choose another port with --port N.\n`,
  });
  other.close();
});

it('ends with the standard input of its starter', async () => {
  const { process: child } = await startServer();
  const ended = once(child, 'exit');
  child.stdin?.end();
  expect(await ended).toEqual([0, null]);
});
