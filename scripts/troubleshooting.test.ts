import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const page = await readFile(path.join(root, 'docs/troubleshooting.md'), 'utf8');

/** Messages of the system and of AWS's own runtime client, which no source of ours holds. */
const notOurs = ['getaddrinfo ENOTFOUND hello.localhost', 'Runtime.ImportModuleError'];
const messages = Array.from(page.matchAll(/^### `(.+)`$/gm), ([, message = '']) => message).filter(
  (message) => !notOurs.includes(message),
);

it.each(messages)('explains a message that the code has: %s', (message) => {
  const parts = message
    .split(/\{"message":|[{}"]|…/)
    .map((part) => part.trim())
    .filter((part) => /\w/.test(part));
  const patterns = parts.flatMap((part) => ['-e', part]);
  const found = execFileSync(
    'git',
    ['grep', '--files-with-matches', '--fixed-strings', '--all-match', ...patterns, '--', '*.ts', '*.js'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  const sources = found.split('\n').filter((file) => file !== '' && !file.includes('.test.'));
  expect(sources, parts.join('…')).not.toEqual([]);
});
