import { readFile } from 'node:fs/promises';
import { describe, expect, inject, it } from 'vitest';
import { readmeCommands, runReadmeCommand } from '../../../scripts/testing/readme-commands.ts';
import { cloudVariables } from './apilogs-command.ts';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');

describe('the README', () => {
  it.each(readmeCommands(readme, 'Try it'))('shows what $command prints', async (command) => {
    const { received, expected } = await runReadmeCommand(
      command,
      {
        API: inject('shortUrl'),
        STACK: inject('sample').stackName,
      },
      cloudVariables(),
    );
    expect(comparable(received)).toEqual(comparable(expected));
  });
});

/** Without what differs from run to run. Lines of the same millisecond may change places, so that they are sorted. */
function comparable(text: string): string[] {
  return text
    .replace(/\tInit Duration: .*/g, '')
    .replace(/\b\d+(\.\d+)? (ms|MB)\b|"milliseconds":\d+/g, '<n>')
    .replace(/(-Greet(Proxy)?)-\w{12}\b/g, '$1-<hash>')
    .replace(/\b\w{10}\/prod\b/g, '<api>/prod')
    .replace(/(Extended Request Id: )\S+/g, '$1<id>')
    .replace(/\d{12}:function/g, '<account>:function')
    .trimEnd()
    .split('\n')
    .sort();
}
