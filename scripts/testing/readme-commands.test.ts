import { describe, expect, it } from 'vitest';
import { readmeCommands, runReadmeCommand } from './readme-commands.ts';

const readme = `# Sample

## Run it

\`\`\`sh
npm start
\`\`\`

## Try it

First:

\`\`\`sh
echo one
echo two
\`\`\`

\`\`\`text
one
two
\`\`\`

Then, without an output that is the same for everyone:

\`\`\`sh
date
\`\`\`

\`\`\`json
{}
\`\`\`

## Observe

\`\`\`sh
cat log
\`\`\`

\`\`\`text
a line
\`\`\`
`;

describe('readmeCommands', () => {
  it('finds the commands of one section that show an output', () => {
    expect(readmeCommands(readme, 'Try it')).toEqual([{ command: 'echo one\necho two', output: 'one\ntwo' }]);
  });

  it.each(['Run it', 'Nowhere'])('says when the section %s has none', (section) => {
    expect(() => readmeCommands(readme, section)).toThrow(
      `Expected an sh block followed by a text block in the section "${section}", found none`,
    );
  });
});

describe('runReadmeCommand', () => {
  it('runs all lines with the given variables and gives what they print', async () => {
    const { received, expected } = await run('printf "%s/1\\n" "$API"\necho 🙂', '$API/1\n🙂');
    expect(received).toBe('$API/1\n🙂');
    expect(expected).toBe(received);
  });

  it('shows both sides where the README is wrong', async () => {
    expect(await run('echo 200', '404')).toEqual({ received: '200', expected: '404' });
  });

  it.each([
    ['a request id', '{"requestId":"c6af9ac6-7b61-11e6-9a41-93e8deadbeef"}', '{"requestId":"<id>"}'],
    ['a date of HTTP', 'Date: Sun, 22 Nov 2026 15:41:04 GMT', 'date: <date>'],
    ['a date of a log', '2026-11-22T15:41:04.123Z START', '<date> START'],
    ['the version of HTTP', 'HTTP/1.1 200 OK', 'HTTP 200'],
    ['the case of header names', 'ETag: "A"', 'etag: "A"'],
  ])('does not compare %s', async (_, line, compared) => {
    expect(await run(`echo '${line}'`, line)).toEqual({ received: compared, expected: compared });
  });

  it.each([
    ['1 2 3 4', '1 … 4', '1 … 4'],
    ['1 2 3 4', '…', '…'],
    ['1 2 3 4', '… 3 …', '… 3 …'],
    ['1 2', '1 … 2', '1 … 2'],
    ['1 2 3 4', '1 … 5', '1 … 2 3 4'],
    ['1 2 3 4', '1 2', '1 2 3 4'],
  ])('accepts … in place of lines: of %s and %s it compares %s', async (printed, shown, compared) => {
    const lines = (text: string) => text.replaceAll(' ', '\n');
    expect((await run(`printf '${lines(printed)}\\n'`, lines(shown))).received).toBe(lines(compared));
  });

  it.each([
    ['false\necho fine', /Command failed/],
    ['no-such-tool --version', /no-such-tool: command not found/],
    ['echo "$UNSET"', /UNSET: unbound variable/],
  ])('rejects when %j fails', async (command, message) => {
    await expect(run(command, 'fine')).rejects.toThrow(message);
  });
});

function run(command: string, output: string) {
  return runReadmeCommand({ command, output }, { API: 'http://127.0.0.1:4566/prod' });
}
