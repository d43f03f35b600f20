import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import mongoose from 'mongoose';
import { expect, inject, it } from 'vitest';

it('shows an example that prints what it says', async () => {
  const readme = await readFile(path.resolve(import.meta.dirname, '../README.md'), 'utf8');
  const [, code = '', output] = /```js\n(.*?)```\n\n```text\n(.*?)```/s.exec(readme) ?? [];
  const uri = new URL(inject('mongoUri'));
  uri.pathname = `/readme_${randomBytes(4).toString('hex')}`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
    cwd: import.meta.dirname,
    env: { ...process.env, MONGODB_URI: uri.href, NO_COLOR: '1' },
  });
  expect(stdout).toBe(output);
  const connection = await mongoose.createConnection(uri.href).asPromise();
  await connection.dropDatabase();
  await connection.close();
});
