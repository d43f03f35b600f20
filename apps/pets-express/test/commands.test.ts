import { spawn } from 'node:child_process';
import { appendFile, cp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { copySamples } from '../../../scripts/testing/copy-samples.ts';
import type {} from '../../../scripts/testing/deployed-sample.ts';

// A copy, because a developer's own settings are in the original.
let copy: Awaited<ReturnType<typeof copySamples>>;
let app: string;
beforeAll(async () => {
  copy = await copySamples('pets-express');
  app = path.join(copy.root, 'apps/pets-express');
  const scripts = path.resolve(import.meta.dirname, '../../../scripts');
  await cp(scripts, path.join(copy.root, 'scripts'), {
    recursive: true,
    filter: (file) => !file.includes('node_modules'),
  });
  for (const file of ['settings.json', '.env']) await rm(path.join(app, file), { force: true });
});
afterAll(() => copy.delete());

const { endpoint, mongoUri = '' } = inject('sample');
const stack = ['--stack-name', 'pets-commands'];

it('config, setup, update-function, invoke, delete-stack and delete-bucket do what the README says', async () => {
  const early = await npm('setup', []);
  expect(early.code).toBe(2);
  expect(early.stderr).toContain('write it with npm run config --workspace pets-express');
  await npm('config', ['000000000000', 'pets-of-a-test', 'us-east-1']);
  expect(JSON.parse(await readFile(path.join(app, 'settings.json'), 'utf8'))).toEqual({
    accountId: '000000000000',
    bucketName: 'pets-of-a-test',
    region: 'us-east-1',
  });

  const withoutMongo = await npm('setup', stack, { MONGODB_URI: '' });
  expect(withoutMongo.code).toBe(1);
  expect(withoutMongo.stderr).toContain('takes it from MONGODB_URI, in the environment or in');

  const setup = await npm('setup', stack);
  expect(setup.stderr).not.toContain('FAILED');
  for (const link of ['ApiConsole', 'LambdaConsole', 'ApiUrl'])
    expect(setup.stdout).toMatch(new RegExp(`  ${link} +https://`));
  const [url = ''] = /http:\/\/127\.\S+/.exec(setup.stdout) ?? [];
  const [asset] = /assets\/style-\w+\.css/.exec(await (await fetch(`${url}/`)).text()) ?? [];
  expect((await fetch(`${url}/${asset}`)).status).toBe(200);
  // It keeps what the stack has.
  expect((await npm('setup', stack, { MONGODB_URI: '' })).code).toBe(0);

  // It knows the stack by the name of the sample: the one of all tests, in which this changes nothing else.
  await appendFile(path.join(app, 'src/lambda.ts'), "\nconsole.log('updated');\n");
  expect((await npm('update-function', [])).stdout).toBe('App is updated\n');
  expect((await npm('update-function', [])).stdout).toBe('Nothing changed: no function is updated\n');

  const invoked = await npm('invoke', ['events/get-pets.json']);
  expect(JSON.parse(invoked.stdout.replace('updated', ''))).toMatchObject({ statusCode: 200 });

  expect((await npm('delete-stack', [...stack, '--settings'])).stdout).toBe(
    'Stack pets-commands is deleted\n',
  );
  expect((await npm('delete-bucket', ['--yes'])).stdout).toMatch(
    /^Bucket pets-of-a-test is deleted, with \d+ objects\n$/,
  );
});

it.each([
  ['setup', stack],
  ['update-function', []],
  ['delete-stack', ['--settings']],
  ['delete-bucket', ['--yes']],
])('npm run %s does nothing in another account than the settings name', async (name, args) => {
  await npm('config', ['111122223333', 'pets-of-a-test', 'us-east-1']);
  expect(await npm(name, args)).toMatchObject({
    code: 1,
    stderr: 'Expected credentials of the account 111122223333, received those of 000000000000\n',
  });
});

/** `npm run NAME -- ARGUMENTS` in the workspace, without npm's own lines. */
async function npm(name: string, args: string[], environment: Record<string, string> = {}) {
  const manifest = JSON.parse(await readFile(path.join(app, 'package.json'), 'utf8'));
  const [program = '', ...own] = String(manifest.scripts[name]).split(' ');
  const child = spawn(program === 'node' ? process.execPath : program, [...own, ...args], {
    cwd: app,
    env: { PATH: process.env.PATH, AWS_ENDPOINT_URL: endpoint, MONGODB_URI: mongoUri, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { stdout, stderr, code };
}
