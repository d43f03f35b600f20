import { readFile } from 'node:fs/promises';
import { describe, expect, inject, it } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';
import { readmeCommands, runReadmeCommand } from '../../../scripts/testing/readme-commands.ts';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');

describe('the README', () => {
  it.each(readmeCommands(readme, 'Try it'))('shows what $command prints', async (command) => {
    const { received, expected } = await runReadmeCommand(command, { API: inject('shortUrl') });
    expect(received).toBe(expected);
  });
});
