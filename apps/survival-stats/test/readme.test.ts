import { readFile } from 'node:fs/promises';
import { describe, expect, inject, it } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';
import { readmeCommands, runReadmeCommand } from '../../../scripts/testing/readme-commands.ts';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');

describe('the README', () => {
  it.each(readmeCommands(readme, 'Try it'))('shows what $command prints', async (command) => {
    const { received, expected } = await runReadmeCommand(command, {
      API: inject('shortUrl'),
      API_BY_NUMBER: inject('sample').url,
    });
    expect(received).toBe(expected);
  });

  it('has the id of the API, which follows from the name of the stack', () => {
    const { stackName, outputs } = inject('sample');
    // On another endpoint the tests have a stack of another name, and ids are random.
    const id = stackName === 'survival-stats' ? outputs.ApiId : '[a-z0-9]{10}';
    expect(readme).toMatch(new RegExp(`/restapis/${id}/prod/_user_request_`));
  });
});
