import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';

const bin = path.join(import.meta.dirname, 'local-cloud.js');
const pretendNode20 =
  'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.0.0"}})';

const run = (...args: string[]) => promisify(execFile)(process.execPath, args);

it('prints the usage', async () => {
  expect((await run(bin, '--help')).stdout).toMatch(/^Usage: local-cloud /);
});

it.runIf(process.platform !== 'darwin')('prints the usage under an older Node as well', async () => {
  const { stdout } = await run('--import', pretendNode20, bin, '--help');
  expect(stdout).toMatch(/^Usage: local-cloud /);
});

it('says what to install where an older Node finds no newer one', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'bin-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const alone = path.join(folder, 'local-cloud.mjs');
  await cp(bin, alone);
  await expect(run('--import', pretendNode20, alone, '--help')).rejects.toMatchObject({
    code: 1,
    stderr: `Expected Node.js 24 or newer, found ${process.version}. Install it from https://nodejs.org\n`,
  });
});
